/** What the wall takes from a plan into its memory: by itself where it is sure, otherwise by a person's word. */
import { ROLES } from '../contract/live.ts';
import type { Role } from '../contract/live.ts';
import type { BindingState, WantedHanging } from '../contract/wall.ts';
import { CONFIDENT, fingerprintOf, likeness } from './fingerprint.ts';
import type { Fingerprint } from './fingerprint.ts';
import { monitorsOf } from './fewerMonitors.ts';
import { EXTRAS_MAX, FEWER_MAX } from './memory.ts';
import type { Extra, Memory } from './memory.ts';
import { readingOrder } from './readingOrder.ts';
import type { Seen } from './recognition.ts';
import { isWhole } from './wallPlan.ts';
import type { Placement, Plan } from './wallPlan.ts';

/**
 * What to remember after a plan, or `null` when there is nothing new: a role without a binding gets the monitor
 * it hangs on, and when all are surely at home their marks are brought up to date. A wall with a monitor missing or
 * replaced by a stranger teaches nothing, so that the one that comes back finds its role.
 */
export function memoryAfter(plan: Plan, memory: Memory): Memory | null {
  const { placements, standings, away } = plan;
  if (!isWhole(placements)) return null;
  const allSure = ROLES.every((role) => standings.get(role) === 'sure' || standings.get(role) === 'new');
  const bindings = ROLES.flatMap((role) => {
    const known = memory.bindings.find((b) => b.role === role);
    const now = monitorOf(placements, role);
    const kept = known && !allSure ? known : now && { role, monitor: now };
    return kept ?? [];
  });
  const extras = allSure ? extrasAfter(placements, away) : memory.extras;
  const next = { ...memory, bindings, extras };
  return JSON.stringify(next) === JSON.stringify(memory) ? null : next;
}

/** The displays of this run; taken only from a whole wall whose roles are surely at home, otherwise what was known stays. */
export function seenAfter({ placements, standings }: Plan, seen: Seen): Seen {
  const allSure = ROLES.every((role) => standings.get(role) === 'sure' || standings.get(role) === 'new');
  if (!isWhole(placements) || !allSure) return seen;
  return seenOn(placements);
}

/** Everything where it hangs now. Extra monitors are counted in reading order, as the memory does. */
export function seenOn(placements: readonly Placement[]): Seen {
  const roles = placements.flatMap(({ display, roles: hung }) =>
    hung.map((role): [string, string] => [role, display.id]),
  );
  const extras = placements
    .filter(({ roles: hung }) => hung.length === 0)
    .map(({ display }, i): [string, string] => [`extra:${i}`, display.id]);
  return new Map([...roles, ...extras]);
}

/** What a person said is right, as a memory: the bindings of the whole wall, or a plan for just these fewer monitors. */
export function memoryConfirmed(
  { placements, away }: Pick<Plan, 'placements' | 'away'>,
  memory: Memory,
  at: string,
): Memory {
  const bindings = ROLES.flatMap((role) => {
    const monitor = monitorOf(placements, role);
    return monitor ? [{ role, monitor }] : [];
  });
  if (isWhole(placements))
    return { ...memory, bindings, extras: extrasAfter(placements, away), confirmedAt: at };
  const others = memory.fewer.filter((plan) => !sameMonitors(monitorsOf(plan), monitorsOf(bindings)));
  return { ...memory, fewer: [bindings, ...others].slice(0, FEWER_MAX) };
}

/**
 * The placements that a person wants on the monitors there are. Throws an Error naming what cannot be: an unknown monitor,
 * a monitor without a role while there are no more monitors than roles, several roles on one while there are enough.
 */
export function placementsWanted(now: readonly Placement[], wanted: WantedHanging): Placement[] {
  const displays = readingOrder(now.map(({ display }) => display));
  const ids = new Set(displays.map(({ id }) => id));
  const unknown = [...Object.values(wanted.roles), ...Object.keys(wanted.extras)].find((id) => !ids.has(id));
  if (unknown !== undefined)
    throw new Error(`There is no monitor "${unknown}" any more; look at the monitors again and repeat.`);
  const placements = displays.map((display): Placement => {
    const roles = ROLES.filter((role) => wanted.roles[role] === display.id);
    return {
      display,
      roles,
      extra: roles.length > 0 ? null : (wanted.extras[display.id] ?? { kind: 'dark' }),
    };
  });
  const crowded = isWhole(placements)
    ? placements.find(({ roles }) => roles.length > 1)
    : placements.find(({ roles }) => roles.length === 0);
  if (crowded)
    throw new Error(
      isWhole(placements)
        ? `"roles" puts ${crowded.roles.join(' and ')} on one monitor though there is one for each; choose another monitor for one of them.`
        : `"roles" leaves a monitor without a role though there are fewer monitors than roles; give it one.`,
    );
  return placements;
}

/** How sure all of it is, for people. */
export function bindingStateOf({ standings, wanted }: Plan, memory: Memory): BindingState {
  const of = (role: Role) => standings.get(role) ?? 'new';
  const roles = {
    statistics: of('statistics'),
    map: of('map'),
    trends: of('trends'),
    operations: of('operations'),
  };
  const unsure = Object.values(roles).includes('unsure');
  const guests = Object.values(roles).includes('guest');
  const confirmed = wanted || (memory.confirmedAt !== null && !guests);
  return {
    state: unsure ? 'unsure' : confirmed ? 'confirmed' : 'learnt',
    confirmedAt: memory.confirmedAt,
    roles,
  };
}

function monitorOf(placements: readonly Placement[], role: Role): Fingerprint | undefined {
  const place = placements.findIndex(({ roles }) => roles.includes(role));
  const found = placements[place];
  return found && fingerprintOf(found.display, place);
}

/**
 * Extra monitors there are, in reading order, then those that are away: each shows the same again when it returns, and is
 * not taken for the monitor of a role meanwhile.
 */
function extrasAfter(placements: readonly Placement[], away: readonly Extra[]): Extra[] {
  const now = placements.map(({ display }, place) => fingerprintOf(display, place));
  const here = placements.flatMap(({ extra }, place) => {
    const monitor = now[place];
    return extra && monitor ? [{ monitor, shows: extra }] : [];
  });
  const gone = away.filter(({ monitor }) => !now.some((one) => isSame(one, monitor)));
  return [...here, ...gone].slice(0, EXTRAS_MAX);
}

function isSame(a: Fingerprint, b: Fingerprint): boolean {
  return a.x === b.x && a.y === b.y && isLike(a, b);
}

function isLike(now: Fingerprint, then: Fingerprint): boolean {
  return likeness(now, then, { x: 0, y: 0 }, false) >= CONFIDENT;
}

function sameMonitors(a: readonly Fingerprint[], b: readonly Fingerprint[]): boolean {
  return a.length === b.length && a.every((one) => b.some((other) => isLike(one, other)));
}
