/** Which of the monitors there are now is which of those remembered, and how sure that is. */
import { ROLES } from '../contract/live.ts';
import type { Role } from '../contract/live.ts';
import { assign } from './assignment.ts';
import { CONFIDENT, fingerprintOf, likeness } from './fingerprint.ts';
import type { Display, Fingerprint, Shift } from './fingerprint.ts';
import type { Memory } from './memory.ts';

/**
 * Display of this run on which a role, or an extra monitor (`extra:0`, by its place in the memory), was last seen while
 * the wall was whole. Not saved: ids change between starts.
 */
export type Seen = ReadonlyMap<string, string>;

export interface Recognition {
  /** Owner of each display in the given order: a role, the number of a remembered extra monitor, or nobody known. */
  readonly owners: readonly (Role | number | undefined)[];
  /** Roles whose monitor is recognised beyond doubt. */
  readonly sure: ReadonlySet<Role>;
  /** Roles that hang on a remembered extra monitor, their own not being there. */
  readonly standIns: ReadonlySet<Role>;
}

/** A monitor with its role is worth more than any likeness: as many roles as possible find one of their own. */
const OWNED = 1_000_000;
/** Likeness counts in these; what is smaller only settles ties. */
const POINT = 1_000;
/** Standing at the same place in reading order tells a little, and less than the whole wall's having moved (points). */
const PLACE = 1;
const MOVED = 5;
/** A role is sure only if every other reading of the evidence is worse by at least this many points. */
const MARGIN = 5;

interface Slot {
  readonly role: Role | null;
  readonly monitor: Fingerprint | undefined;
  readonly seenOn: string | undefined;
}

/**
 * Finds the reading of the arrangement under which most signs agree. The whole arrangement may have moved, as when a
 * monitor is added at the left and the system counts from there; identical monitors are told apart by that alone.
 * A role is sure when its monitor is like enough and no other reading explains the evidence about as well.
 *
 * @param ordered displays in reading order
 */
export function recognise(ordered: readonly Display[], memory: Memory, seen: Seen): Recognition {
  const now = ordered.map((display, place) => fingerprintOf(display, place));
  const slots = slotsOf(memory, seen);
  const shifts = possibleShifts(now, slots);
  const evidence = shifts.map((shift) => evidenceTable(ordered, now, slots, shift));
  let best = { total: -Infinity, seats: slots.map(() => -1), table: evidence[0] ?? [] };
  shifts.forEach((shift, i) => {
    const table = evidence[i] ?? [];
    const moved = shift.x === 0 && shift.y === 0 ? 0 : MOVED;
    const { seats, total } = seat(slots, table, tieBreak(slots, ordered.length));
    if (total - moved * POINT > best.total) best = { total: total - moved * POINT, seats, table };
  });
  const owners: (Role | number | undefined)[] = ordered.map(() => undefined);
  best.seats.forEach((place, i) => {
    if (place >= 0) owners[place] = slots[i]?.role ?? i - ROLES.length;
  });
  return { owners, sure: sureRoles(slots, best, evidence), standIns: standIns(slots, best) };
}

function slotsOf(memory: Memory, seen: Seen): Slot[] {
  const roles = ROLES.map((role) => ({
    role,
    monitor: memory.bindings.find((b) => b.role === role)?.monitor,
    seenOn: seen.get(role),
  }));
  const extras = memory.extras.map(({ monitor }, i) => ({
    role: null,
    monitor,
    seenOn: seen.get(`extra:${i}`),
  }));
  return [...roles, ...extras];
}

/** None, and every one that puts some remembered monitor where one is now. */
function possibleShifts(now: readonly Fingerprint[], slots: readonly Slot[]): Shift[] {
  const shifts = new Map<string, Shift>([['0 0', { x: 0, y: 0 }]]);
  for (const { monitor } of slots)
    for (const { x, y } of monitor ? now : []) {
      const shift = { x: x - (monitor?.x ?? 0), y: y - (monitor?.y ?? 0) };
      shifts.set(`${shift.x} ${shift.y}`, shift);
    }
  return [...shifts.values()];
}

/** Likeness of each slot's monitor (rows) and each display (columns). */
function evidenceTable(
  ordered: readonly Display[],
  now: readonly Fingerprint[],
  slots: readonly Slot[],
  shift: Shift,
): number[][] {
  return slots.map(({ monitor, seenOn }) =>
    now.map((one, place) =>
      monitor === undefined ? 0 : likeness(one, monitor, shift, seenOn === ordered[place]?.id),
    ),
  );
}

/** What is added to evidence where the evidence does not decide, in thousandths of a point. */
type Tie = (slot: number, place: number) => number;

/** The same place in reading order; for a role never bound its usual place; then the usual order. */
function tieBreak(slots: readonly Slot[], displays: number): Tie {
  return (slot, place) => {
    const monitor = slots[slot]?.monitor;
    const usual = monitor ? 0 : usualPlace(slot, displays) === place ? POINT / 2 : 0;
    return (monitor?.place === place ? PLACE * POINT : usual) - Math.abs(place - slot);
  };
}

/** Where an unbound role stands: alone in reading order, or sharing so that neighbours stay neighbours. */
export function usualPlace(roleIndex: number, displays: number): number {
  return displays >= ROLES.length ? roleIndex : Math.floor((roleIndex * displays) / ROLES.length);
}

/** Who sits where, and by which evidence. */
interface Reading {
  readonly seats: readonly number[];
  readonly table: readonly (readonly number[])[];
}

interface Seating {
  /** Place of each slot, or −1. */
  readonly seats: number[];
  /** In thousandths of a point. */
  readonly total: number;
}

/** The best seating. A role sits even on a stranger, an extra monitor only on what is like it. */
function seat(
  slots: readonly Slot[],
  table: readonly (readonly number[])[],
  tie: Tie,
  forbidden?: { readonly slot: number; readonly place: number },
): Seating {
  const weights = table.map((row, slot) =>
    row.map((points, place) => {
      if (forbidden?.slot === slot && forbidden.place === place) return -1;
      if (slots[slot]?.role === null) return points >= CONFIDENT ? points * POINT + tie(slot, place) : -1;
      return OWNED + points * POINT + tie(slot, place);
    }),
  );
  const seats = assign(weights);
  const total = seats.reduce((sum, place, slot) => sum + (place < 0 ? 0 : (weights[slot]?.[place] ?? 0)), 0);
  return { seats, total };
}

const NO_TIE: Tie = () => 0;

/** Roles whose monitor is like enough, and that no other reading would seat elsewhere almost as well. */
function sureRoles(
  slots: readonly Slot[],
  best: Reading,
  evidence: readonly (readonly (readonly number[])[])[],
): Set<Role> {
  const pointsOf = (table: readonly (readonly number[])[], seats: readonly number[]) =>
    seats.reduce((sum, place, slot) => {
      if (place < 0) return sum;
      return sum + (slots[slot]?.role === null ? 0 : OWNED) + (table[slot]?.[place] ?? 0) * POINT;
    }, 0);
  const found = pointsOf(best.table, best.seats);
  const sure = new Set<Role>();
  slots.forEach(({ role, monitor }, slot) => {
    const place = best.seats[slot] ?? -1;
    if (role === null || !monitor || place < 0) return;
    if ((best.table[slot]?.[place] ?? 0) < CONFIDENT) return;
    const other = Math.max(...evidence.map((table) => seat(slots, table, NO_TIE, { slot, place }).total));
    if (found - other >= MARGIN * POINT) sure.add(role);
  });
  return sure;
}

function standIns(slots: readonly Slot[], { seats, table }: Reading): Set<Role> {
  const extras = slots.flatMap(({ role }, slot) => (role === null ? [slot] : []));
  return new Set(
    slots.flatMap(({ role, monitor }, slot) => {
      const place = seats[slot] ?? -1;
      if (role === null || !monitor || place < 0) return [];
      const own = table[slot]?.[place] ?? 0;
      const others = extras.map((extra) => table[extra]?.[place] ?? 0);
      return others.some((other) => other >= CONFIDENT && other > own) ? [role] : [];
    }),
  );
}
