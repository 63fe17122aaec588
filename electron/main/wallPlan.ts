/** Which role hangs on which monitor: one pure decision, for any number of monitors. */
import { ROLES } from '../contract/live.ts';
import type { Role } from '../contract/live.ts';
import type { ExtraShows, Standing } from '../contract/wall.ts';
import type { Display, Fingerprint } from './fingerprint.ts';
import { planForFewer } from './fewerMonitors.ts';
import type { Extra, Memory } from './memory.ts';
import { readingOrder } from './readingOrder.ts';
import { recognise, usualPlace } from './recognition.ts';
import type { Seen } from './recognition.ts';

export interface Placement {
  display: Display;
  /** Roles that hang here, in their usual order; more than one are tiled, none makes it an extra monitor. */
  roles: Role[];
  /** What it shows as an extra monitor; `null` on the monitor of a role. */
  extra: ExtraShows | null;
}

export interface Plan {
  /** One for each display, in reading order. */
  readonly placements: Placement[];
  readonly standings: ReadonlyMap<Role, Standing>;
  /** The plan is one that a person made for just these fewer monitors. */
  readonly wanted: boolean;
  /** Remembered extra monitors that are not there. */
  readonly away: readonly Extra[];
}

/**
 * Places every role exactly once. With as many monitors as roles or more, each role has one to itself and the
 * rest show what they were told to; with fewer, a plan that a person made for just these monitors counts. Without one every monitor
 * keeps the role most surely its own, and the others join it as guests where the most room is left, nearest to
 * where they belong. No monitor: no placement.
 */
export function planWall(displays: readonly Display[], memory: Memory, seen: Seen = new Map()): Plan {
  const ordered = readingOrder(displays);
  if (ordered.length === 0)
    return { placements: [], standings: new Map(), wanted: false, away: memory.extras };
  const fewer = planForFewer(ordered, memory);
  if (fewer) return fewer;
  const { owners, sure, standIns } = recognise(ordered, memory, seen);
  const standingOf = (role: Role): Standing => {
    if (!memory.bindings.some((b) => b.role === role)) return 'new';
    if (!owners.includes(role) || standIns.has(role)) return 'guest';
    // With a single monitor there is nothing to be in doubt about.
    return sure.has(role) || ordered.length === 1 ? 'sure' : 'unsure';
  };
  const placements = ordered.map((display, place): Placement => {
    const owner = owners[place];
    if (typeof owner === 'string') return { display, roles: [owner], extra: null };
    const shows = owner === undefined ? undefined : memory.extras[owner]?.shows;
    return { display, roles: [], extra: shows ?? { kind: 'dark' } };
  });
  for (const role of ROLES) {
    if (owners.includes(role)) continue;
    const host = hostFor(role, placements, memory.bindings.find((b) => b.role === role)?.monitor);
    host.roles.push(role);
    host.extra = null;
  }
  for (const { roles } of placements) roles.sort((a, b) => ROLES.indexOf(a) - ROLES.indexOf(b));
  const standings = new Map(ROLES.map((role) => [role, standingOf(role)] as const));
  const away = memory.extras.filter((_, i) => !owners.includes(i));
  return { placements, standings, wanted: false, away };
}

/** Every role has a monitor to itself. */
export function isWhole(placements: readonly Placement[]): boolean {
  return placements.length >= ROLES.length;
}

function hostFor(role: Role, placements: Placement[], home: Fingerprint | undefined): Placement {
  const usual = usualPlace(ROLES.indexOf(role), placements.length);
  const room = ({ display, roles }: Placement) =>
    (display.bounds.width * display.bounds.height * display.scale ** 2) / (roles.length + 1);
  const away = ({ display }: Placement, place: number) =>
    home ? Math.hypot(display.bounds.x - home.x, display.bounds.y - home.y) : Math.abs(place - usual);
  const ranked = placements
    .map((placement, place) => ({ placement, room: room(placement), away: away(placement, place), place }))
    .sort((a, b) => b.room - a.room || a.away - b.away || a.place - b.place);
  const host = ranked[0];
  if (!host) throw new Error('a role needs at least one display to hang on');
  return host.placement;
}
