/** What only the whole set of rows can tell: who is above whom, which level, what ends before what. */
import type { Instant } from '../../contract/calendar.ts';
import { UNIT_LEVELS } from '../../contract/events.ts';
import type { RowFault } from '../../contract/organisation.ts';
import { addFault, type Compared, said } from './comparing.ts';
import { type Entity, entityAt, type EntityState, type Organisation, statesFrom } from './standing.ts';

type Fault = Omit<RowFault, 'column'>;

/**
 * Holds the rows against each other and against all that is known and not among them. What was wrong before and stays as
 * it is, is remarked only: a file must not be refused for what it does not touch.
 * @param at when the rows are in force from
 */
export function checkWhole(rows: readonly Compared[], organisation: Organisation, at: Instant): void {
  const listed = {
    unit: new Map(rows.filter(({ kind }) => kind === 'unit').map((row) => [row.key, row])),
    officer: new Map(rows.filter(({ kind }) => kind === 'officer').map((row) => [row.key, row])),
  };
  for (const row of rows) refuseUnknown(row, listed.unit, organisation, at);
  refuseCycles(listed.unit, organisation, at);
  const links = linksOf(listed, organisation, at);
  for (const link of links) {
    if (link.kind === 'unit') checkLevels(link);
    checkEnds(link);
  }
}

function refuseUnknown(
  row: Compared,
  units: ReadonlyMap<string, Compared>,
  organisation: Organisation,
  at: Instant,
): void {
  const { above } = row.state;
  if (above === null || row.changes.length === 0 || units.has(above)) return;
  if (entityAt(organisation.unit.get(above), at)) return;
  const field = row.kind === 'unit' ? 'parent' : 'unit';
  const later = organisation.unit.has(above) ? ' on the day from which the file is in force' : '';
  const detail = `there is no unit “${above}”${later}: add it to the file, or correct the code.`;
  addFault(row, { code: 'unknown_unit', field, value: above, other: null, detail });
}

/** The tree must be one at every instant from `at` on: units that are not in the file may still move. */
function refuseCycles(units: ReadonlyMap<string, Compared>, organisation: Organisation, at: Instant): void {
  const others = [...organisation.unit.values()].filter(({ key }) => !units.has(key));
  const instants = new Set([at, ...others.flatMap((one) => statesFrom(one, at).map(({ from }) => from))]);
  const refused = new Set<string>();
  for (const instant of instants) {
    if (instant < at) continue;
    const aboveOf = (key: string) =>
      units.get(key)?.state.above ?? (units.has(key) ? null : aboveAt(organisation.unit.get(key), instant));
    for (const circle of circlesIn([...units.keys()], aboveOf))
      for (const key of circle) {
        const row = units.get(key);
        if (!row || refused.has(key) || row.changes.length === 0) continue;
        refused.add(key);
        const way = [...circle, circle[0]].slice(0, 6).join(' → ');
        const detail = `“${row.state.above}” would lie below this unit itself (${way}): name another unit above.`;
        addFault(row, { code: 'cycle', field: 'parent', value: row.state.above, other: way, detail });
      }
  }
}

function aboveAt(entity: Entity | undefined, at: Instant): string | null {
  return entityAt(entity, at)?.above ?? null;
}

/** The circles that ways upwards from these units run into, each once, from below to above. */
export function circlesIn(keys: readonly string[], aboveOf: (key: string) => string | null): string[][] {
  const done = new Set<string>();
  const circles: string[][] = [];
  for (const key of keys) {
    const way = new Map<string, number>();
    let at: string | null = key;
    for (; at !== null && !done.has(at) && !way.has(at); at = aboveOf(at)) way.set(at, way.size);
    if (at !== null && way.has(at)) circles.push([...way.keys()].slice(way.get(at)));
    for (const passed of way.keys()) done.add(passed);
  }
  return circles;
}

interface Side {
  key: string;
  /** Of what is in the file or chosen. */
  row: Compared | undefined;
  before: EntityState | undefined;
  after: EntityState;
}

/** A unit and what is directly in it: another unit, or an officer. */
interface Link {
  kind: 'unit' | 'officer';
  unit: Side;
  inside: Side;
}

function linksOf(
  listed: Record<'unit' | 'officer', ReadonlyMap<string, Compared>>,
  organisation: Organisation,
  at: Instant,
): Link[] {
  const sideOf = (kind: 'unit' | 'officer', key: string): Side | undefined => {
    const row = listed[kind].get(key);
    const before = row ? row.before : statesFrom(organisation[kind].get(key), at).at(-1)?.state;
    const after = row?.state ?? before;
    return after && { key, row, before, after };
  };
  const units = new Map<string, Side | undefined>();
  const unitOf = (key: string) => {
    if (!units.has(key)) units.set(key, sideOf('unit', key));
    return units.get(key);
  };
  return (['unit', 'officer'] as const).flatMap((kind) =>
    [...new Set([...listed[kind].keys(), ...organisation[kind].keys()])].flatMap((key) => {
      const inside = kind === 'unit' ? unitOf(key) : sideOf(kind, key);
      const above = inside?.after.above ?? null;
      const unit = above === null ? undefined : unitOf(above);
      return inside && unit ? [{ kind, unit, inside }] : [];
    }),
  );
}

/** Whether the two stood so before, and wrongly so. */
function wasSo({ unit, inside }: Link, wrong: (unit: EntityState, inside: EntityState) => boolean): boolean {
  const { before } = inside;
  return before?.above === unit.key && unit.before !== undefined && wrong(unit.before, before);
}

/** Tells the row that brings it about; what was so before is only remarked. */
function tell(
  link: Link,
  wrong: (unit: EntityState, inside: EntityState) => boolean,
  words: { inside: Fault; unit: Fault; remarkUnit?: boolean },
): void {
  if (!wrong(link.unit.after, link.inside.after)) return;
  const { row } = link.inside;
  if (wasSo(link, wrong)) {
    if (row && row.n !== null) row.remarks.push({ code: words.inside.code, ...said(row, words.inside) });
    return;
  }
  if (row && row.changes.length > 0) addFault(row, words.inside);
  else if (link.unit.row && words.remarkUnit)
    link.unit.row.remarks.push({ code: words.unit.code, ...said(link.unit.row, words.unit) });
  else if (link.unit.row) addFault(link.unit.row, words.unit);
}

/** A level that could not be read is said to be so already. */
function standsTooHigh(above: EntityState, below: EntityState): boolean {
  if (above.level === null || below.level === null) return false;
  return UNIT_LEVELS.indexOf(below.level) <= UNIT_LEVELS.indexOf(above.level);
}

function checkLevels(link: Link): void {
  const { unit, inside } = link;
  const [high, low] = [unit.after.level, inside.after.level];
  tell(link, standsTooHigh, {
    inside: {
      code: 'level_order',
      field: 'level',
      value: low,
      other: `${unit.key}: ${high}`,
      detail: `a unit of the level ${low} cannot be below “${unit.key}”, of the level ${high}: correct the level or the unit above.`,
    },
    unit: {
      code: 'level_of_child',
      field: 'level',
      value: high,
      other: `${inside.key}: ${low}`,
      detail: `“${inside.key}”, of the level ${low}, lies below this unit: give that one a lower level or another unit above.`,
    },
  });
}

function goesOnAfter(unit: EntityState, inside: EntityState): boolean {
  return unit.to !== null && (inside.to === null || inside.to > unit.to);
}

function checkEnds(link: Link): void {
  const { kind, unit, inside } = link;
  const officer = kind === 'officer';
  tell(link, goesOnAfter, {
    inside: {
      code: officer ? 'unit_ends' : 'parent_ends',
      field: 'to',
      value: inside.after.to,
      other: `${unit.key}: ${unit.after.to}`,
      detail: `“${unit.key}” ends on ${unit.after.to}, and this goes on: end it by then, or name another unit.`,
    },
    unit: {
      code: officer ? 'officer_goes_on' : 'child_goes_on',
      field: 'to',
      value: unit.after.to,
      other: inside.key,
      detail: `“${inside.key}” lies in this unit and goes on after ${unit.after.to}: end it by then, or move it, in the same file.`,
    },
    // Where people go is often known later than which unit ends.
    remarkUnit: officer,
  });
}
