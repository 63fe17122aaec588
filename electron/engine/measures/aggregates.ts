import type { Instant } from '../../contract/calendar.ts';
import { CASE_LETTERS, type CountLetter, type MoneyLetter } from '../../contract/letters.ts';
import type { ReadableDB } from '../store/index.ts';
import { complete, type Figures } from './relations.ts';
import { emptyTables, type Tables } from './tables.ts';
import { stateAt, timeline, type Version } from './timeline.ts';

/** Figures of an aggregate as given: letters left out are absent. */
export interface GivenFigures {
  values: Partial<Record<CountLetter, number>>;
  money: Partial<Record<MoneyLetter, number>>;
}

interface AggregateVersion extends Version {
  unit: number;
  year: number;
  month: number;
  given: GivenFigures;
}

/** N, Q, U and X of a unit's own events, for an aggregate that does not give them; absent with no such event yet. */
export interface OwnEvents {
  cases: Partial<Record<'N' | 'Q' | 'U' | 'X', bigint>>;
  money: { Q?: bigint };
}

export interface Aggregates {
  /** Whether the unit is fed by aggregates in a year. */
  feeds(unit: number, year: number): boolean;
  /** The unit's own tables at an instant of the year; nothing before its first aggregate. */
  tables(unit: number, year: number, at: Instant, own: () => OwnEvents): Tables;
}

/** Reads every aggregate once: a dozen a unit and year. */
export function loadAggregates(db: ReadableDB): Aggregates {
  type Row = Omit<AggregateVersion, 'given'> & { figures: string };
  const byUnitAndYear = new Map<string, Map<number, AggregateVersion[]>>();
  for (const { figures, ...row } of db.prepare<[], Row>('SELECT * FROM aggregate_version').iterate()) {
    const version: AggregateVersion = { ...row, given: JSON.parse(figures) as GivenFigures };
    const id = `${version.unit}/${version.year}`;
    let months = byUnitAndYear.get(id);
    if (!months) {
      months = new Map<number, AggregateVersion[]>();
      byUnitAndYear.set(id, months);
    }
    const versions = months.get(version.month);
    if (versions) versions.push(version);
    else months.set(version.month, [version]);
  }

  return {
    feeds: (unit, year) => byUnitAndYear.has(`${unit}/${year}`),
    tables(unit, year, at, own) {
      const inForce = inForceAt(byUnitAndYear.get(`${unit}/${year}`), at);
      return inForce ? tablesOfFigures(inForce.given, own()) : emptyTables();
    },
  };
}

/** The highest month with a version in effect. */
function inForceAt(
  months: ReadonlyMap<number, AggregateVersion[]> | undefined,
  at: Instant,
): AggregateVersion | undefined {
  let found: AggregateVersion | undefined;
  for (const versions of months?.values() ?? []) {
    const state = stateAt(timeline(versions), at);
    if (state && (!found || state.month > found.month)) found = state;
  }
  return found;
}

function tablesOfFigures(given: GivenFigures, own: OwnEvents): Tables {
  const cases = completed(given.values);
  const money = completed(given.money);
  const count = (letter: 'N' | 'Q' | 'U' | 'X') => exact(given.values[letter]) ?? own.cases[letter] ?? null;
  return {
    cases: { ...cases, N: count('N'), Q: count('Q'), U: count('U'), X: count('X') },
    money: { ...money, Q: exact(given.money.Q) ?? own.money.Q ?? null },
  };
}

function exact(n: number | undefined): bigint | undefined {
  return n === undefined ? undefined : BigInt(n);
}

type CaseTable = Record<(typeof CASE_LETTERS)[number], bigint | null>;

function completed(given: Partial<Record<string, number>>): CaseTable {
  const result = complete(figuresOf(given));
  const letters = 'letters' in result ? result.letters : {};
  return Object.fromEntries(CASE_LETTERS.map((l) => [l, letters[l] ?? null])) as CaseTable;
}

function figuresOf(given: Partial<Record<string, number>>): Figures {
  const figures: Figures = {};
  for (const letter of CASE_LETTERS) {
    const n = given[letter];
    if (n !== undefined) figures[letter] = BigInt(n);
  }
  return figures;
}

/**
 * Why the figures of an aggregate cannot be right, or `null`: letters that break a relation of the tables, in cases or
 * in đồng, or that make a count of cases negative.
 */
export function contradiction(given: GivenFigures): { field: string; detail: string } | null {
  for (const field of ['values', 'money'] as const) {
    const result = complete(figuresOf(given[field]));
    if ('broken' in result)
      return {
        field,
        detail: `The letters given break ${result.broken}: correct them, or leave out the doubtful one.`,
      };
    if (field === 'money') continue;
    const negative = CASE_LETTERS.find((l) => (result.letters[l] ?? 0n) < 0n);
    if (negative)
      return {
        field: `values.${negative}`,
        detail: `By the letters given ${negative} would be ${result.letters[negative]}: a number of cases is never negative.`,
      };
  }
  return null;
}
