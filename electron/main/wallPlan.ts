/** Which role hangs on which monitor: one pure decision, for any number of monitors. */
import { ROLES } from '../contract/live.ts';
import type { Role } from '../contract/live.ts';
import { CONFIDENT, fingerprintOf, likeness } from './fingerprint.ts';
import type { Binding, Display, Fingerprint, Seen } from './fingerprint.ts';
import { readingOrder } from './readingOrder.ts';

export interface Placement {
  display: Display;
  /** Roles shown, in their usual order; more than one are tiled, none means a spare that stays dark. */
  roles: Role[];
}

/**
 * Places every role exactly once. With as many monitors as roles or more, each role has one to itself and the
 * rest are spares; with fewer, every monitor keeps the role most surely its own, and the others join it as
 * guests where the most room is left, nearest to where they belong. No monitor: no placement.
 *
 * @returns one placement per display, in reading order
 */
export function planWall(
  displays: readonly Display[],
  bindings: readonly Binding[],
  seen: Seen = new Map(),
): Placement[] {
  const ordered = readingOrder(displays);
  if (ordered.length === 0) return [];
  const remembered = new Map(bindings.map((b) => [b.role, b.monitor]));
  const owners = matchOwners(ordered, remembered, seen);
  const placements = ordered.map((display, i) => {
    const owner = owners[i];
    return { display, roles: owner === undefined ? [] : [owner] };
  });
  for (const role of ROLES) {
    if (owners.includes(role)) continue;
    hostFor(role, placements, remembered.get(role)).roles.push(role);
  }
  for (const { roles } of placements) roles.sort((a, b) => ROLES.indexOf(a) - ROLES.indexOf(b));
  return placements;
}

/**
 * What to remember after a plan, or `null` when there is nothing new: a role without a binding gets the monitor
 * it hangs on, and when all are surely at home their marks are brought up to date. A wall with a monitor missing or
 * replaced by a stranger teaches nothing, so that the one that comes back finds its role.
 */
export function bindingsAfter(
  placements: readonly Placement[],
  bindings: readonly Binding[],
  seen: Seen,
): Binding[] | null {
  if (!isWhole(placements)) return null;
  const hung = placements.flatMap(({ display, roles }, place) =>
    roles.map((role) => ({ role, display, place })),
  );
  const homes = hung.map(({ role, display, place }) => {
    const known = bindings.find((b) => b.role === role)?.monitor;
    const sure = known && likeness(display, place, known, seen.get(role)) >= CONFIDENT;
    return { role, known, sure, now: fingerprintOf(display, place) };
  });
  const allSure = homes.every((home) => home.sure !== false);
  const next = homes
    .map(({ role, known, now }) => ({ role, monitor: known && !allSure ? known : now }))
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  return JSON.stringify(next) === JSON.stringify(bindings) ? null : next;
}

/** The displays of this run by role; taken only from a whole wall, otherwise what was known stays. */
export function seenAfter(placements: readonly Placement[], seen: Seen): Seen {
  if (!isWhole(placements)) return seen;
  return new Map(
    placements.flatMap(({ display, roles }) => roles.map((role) => [role, display.id] as const)),
  );
}

/** Every role has a monitor to itself. */
export function isWhole(placements: readonly Placement[]): boolean {
  return placements.length >= ROLES.length;
}

/** For each display the role most surely its own, so that the sum of likeness is greatest; as many as possible. */
function matchOwners(
  ordered: readonly Display[],
  remembered: ReadonlyMap<Role, Fingerprint>,
  seen: Seen,
): (Role | undefined)[] {
  const ALL = 1000;
  const worth = (place: number, roleIndex: number): number => {
    const display = ordered[place];
    const role = ROLES[roleIndex];
    if (!display || !role) return 0;
    const monitor = remembered.get(role);
    if (monitor) return ALL + likeness(display, place, monitor, seen.get(role));
    return ALL + (usualPlace(roleIndex, ordered.length) === place ? 0.5 : 0);
  };

  const best = new Map<number, { total: number; owners: (Role | undefined)[] }>();
  const from = (place: number, taken: number): { total: number; owners: (Role | undefined)[] } => {
    if (place === ordered.length) return { total: 0, owners: [] };
    const key = place * 2 ** ROLES.length + taken;
    const known = best.get(key);
    if (known) return known;
    const skipped = from(place + 1, taken);
    let found = { total: skipped.total, owners: [undefined, ...skipped.owners] as (Role | undefined)[] };
    // From the last role to the first, so that of equal sums the usual order wins.
    for (let i = ROLES.length - 1; i >= 0; i--) {
      if (taken & (1 << i)) continue;
      const rest = from(place + 1, taken | (1 << i));
      const total = worth(place, i) + rest.total;
      if (total >= found.total) found = { total, owners: [ROLES[i], ...rest.owners] };
    }
    best.set(key, found);
    return found;
  };
  return from(0, 0).owners;
}

/** Where an unbound role stands: alone in reading order, or sharing so that neighbours stay neighbours. */
function usualPlace(roleIndex: number, displays: number): number {
  return displays >= ROLES.length ? roleIndex : Math.floor((roleIndex * displays) / ROLES.length);
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
