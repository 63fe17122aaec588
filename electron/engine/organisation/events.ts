/** Rows that change something, as the events they become. */
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { EventLine } from '../../contract/events.ts';
import type { OrganisationKind } from '../../contract/organisation.ts';
import type { Compared } from './comparing.ts';
import type { EntityState } from './standing.ts';

interface Said {
  kind: OrganisationKind;
  key: string;
  state: EntityState;
}

export function eventOf(
  { kind, key, state }: Said,
  { id, v, at }: { id: string; v: number; at: Instant },
): EventLine {
  const { name, above, level, lat, lon, from, to } = state;
  const common = { id, v, at: formatInstant(at), name };
  const days = { ...(from !== null && { from }), ...(to !== null && { to }) };
  if (kind === 'officer') return { ...common, type: 'officer', officer: key, unit: above ?? '', ...days };
  return {
    ...common,
    type: 'unit',
    unit: key,
    parent: above,
    level: level ?? 'room',
    ...(lat !== null && { lat }),
    ...(lon !== null && { lon }),
    ...days,
  };
}

/**
 * The events of an import, parents before their children and units before officers, so that none waits for another
 * and none makes a circle on the way.
 * @param aboveOf the unit above a unit once all is taken in
 */
export function eventsOf(
  rows: readonly Compared[],
  parts: {
    number: number;
    at: Instant;
    aboveOf: (unit: string) => string | null;
    highest: (kind: OrganisationKind, key: string) => number;
  },
): EventLine[] {
  const { number, at, aboveOf, highest } = parts;
  const depths = new Map<string, number>();
  const depthOf = (unit: string): number => {
    const way: string[] = [];
    let at: string | null = unit;
    for (; at !== null && !depths.has(at); at = aboveOf(at)) way.push(at);
    let depth = at === null ? 0 : (depths.get(at) ?? 0);
    for (const passed of way.reverse()) depths.set(passed, (depth += 1));
    return depths.get(unit) ?? 0;
  };
  const changed = rows.filter(({ became }) => became !== 'unchanged' && became !== 'refused');
  const units = changed.filter(({ kind }) => kind === 'unit');
  const ordered = units
    .map((row) => [depthOf(row.key), row] as const)
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row);
  return [...ordered, ...changed.filter(({ kind }) => kind === 'officer')].map((row, i) =>
    eventOf(row, { id: `import-${number}/${i + 1}`, v: highest(row.kind, row.key) + 1, at }),
  );
}
