import type { Instant } from '../../contract/calendar.ts';
import { CASE_LETTERS, type CountLetter, type MoneyLetter } from '../../contract/letters.ts';
import type { ReadableDB } from '../store/index.ts';
import { complete, type Figures } from './relations.ts';
import { emptyTables, type Tables } from './tables.ts';
import { type Segment, stateAt, timeline, type Version } from './timeline.ts';

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
  cases: Partial<Record<PaperLetter, bigint>>;
  money: { Q?: bigint };
}

/** Letters that count enforcers and papers, not cases. */
const PAPER_LETTERS = ['N', 'Q', 'U', 'X'] as const;
export type PaperLetter = (typeof PAPER_LETTERS)[number];

/** What of N, Q, U and X is counted from a unit's own events: letters of cases, and whether Q in đồng is. */
export interface LeftToEvents {
  cases: ReadonlySet<PaperLetter>;
  money: boolean;
}
const ALL_LEFT: LeftToEvents = { cases: new Set(PAPER_LETTERS), money: true };
const NOTHING_LEFT: LeftToEvents = { cases: new Set(), money: false };

export interface Aggregates {
  /** Whether the unit is fed by aggregates in a year. */
  feeds(unit: number, year: number): boolean;
  /** The unit's own tables at an instant of the year; nothing before its first aggregate. */
  tables(unit: number, year: number, at: Instant, own: () => OwnEvents): Tables;
  /** All of a unit that is not fed by aggregates; of others what the aggregate in force does not give. */
  leftToEvents(unit: number, year: number, at: Instant): LeftToEvents;
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
  const timelines = new Map<string, Segment<AggregateVersion>[][]>();
  for (const [id, months] of byUnitAndYear) timelines.set(id, [...months.values()].map(timeline));
  /** Figures completed once, however often they are asked for. */
  const completedOf = new Map<AggregateVersion, Completed>();

  return {
    feeds: (unit, year) => timelines.has(`${unit}/${year}`),
    tables(unit, year, at, own) {
      const inForce = inForceAt(timelines.get(`${unit}/${year}`), at);
      if (!inForce) return emptyTables();
      let figures = completedOf.get(inForce);
      if (!figures) {
        figures = { cases: completed(inForce.given.values), money: completed(inForce.given.money) };
        completedOf.set(inForce, figures);
      }
      return tablesOfFigures(inForce.given, figures, own());
    },
    leftToEvents(unit, year, at) {
      const months = timelines.get(`${unit}/${year}`);
      if (!months) return ALL_LEFT;
      const given = inForceAt(months, at)?.given;
      if (!given) return NOTHING_LEFT;
      const cases = new Set(PAPER_LETTERS.filter((letter) => given.values[letter] === undefined));
      return { cases, money: given.money.Q === undefined };
    },
  };
}

/** The highest month with a version in effect. */
function inForceAt(
  months: readonly Segment<AggregateVersion>[][] | undefined,
  at: Instant,
): AggregateVersion | undefined {
  let found: AggregateVersion | undefined;
  for (const segments of months ?? []) {
    const state = stateAt(segments, at);
    if (state && (!found || state.month > found.month)) found = state;
  }
  return found;
}

interface Completed {
  cases: CaseTable;
  money: CaseTable;
}

function tablesOfFigures(given: GivenFigures, { cases, money }: Completed, own: OwnEvents): Tables {
  const count = (letter: PaperLetter) => exact(given.values[letter]) ?? own.cases[letter] ?? null;
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
