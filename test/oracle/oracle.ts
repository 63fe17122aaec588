/**
 * The contract's measures, computed the naive way: from the bare list of events, for one question at a time, with
 * nothing in common with the engine's code but the contract. Slow on purpose.
 */
import { type Instant, yearOf, yearStart } from '../../electron/contract/calendar.ts';
import type { AggregateEvent, Event, UnitEvent } from '../../electron/contract/events.ts';
import { ownParts, type Part } from './parts.ts';
import { type Sent, statesAt, winners } from './states.ts';

export type { Sent } from './states.ts';

type Table = Record<string, bigint | null>;
export interface NaiveTables {
  cases: Table;
  money: Table;
}

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'O', 'P', 'R', 'S'];
const COUNTS = [...LETTERS, 'N', 'Q', 'U', 'X'];
const SUMS = [...LETTERS, 'Q'];

/** Tables of a unit's subtree for year `year` at `at`. */
export function naiveMeasures(all: readonly Sent[], unit: string, year: number, at: Instant): NaiveTables {
  const total: NaiveTables = { cases: zero(COUNTS), money: zero(SUMS) };
  for (const { events, member, t } of membersOf(all, unit, year, at)) {
    const own = ownTables(events, member, year, t);
    for (const l of COUNTS) total.cases[l] = plus(total.cases[l], own.cases[l]);
    for (const l of SUMS) total.money[l] = plus(total.money[l], own.money[l]);
  }
  return total;
}

/** Everything that the tables of a unit's subtree count one by one: all but what aggregates give. */
export function naiveParts(all: readonly Sent[], unit: string, year: number, at: Instant): Part[] {
  return membersOf(all, unit, year, at).flatMap(({ events, member, t }) => {
    const parts = ownParts(events, member, year, t);
    const feed = feedOf(events, member, year, t);
    if (feed === 'events') return parts;
    if (feed === 'nothing yet') return [];
    const left = (letters: Record<string, bigint>, given: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(letters).filter(([l]) => 'NQUX'.includes(l) && given[l] === undefined),
      );
    return parts
      .map((part) => ({
        ...part,
        cases: left(part.cases, feed.values),
        money: left(part.money, feed.money),
      }))
      .filter(({ cases, money }) => Object.keys({ ...cases, ...money }).length > 0);
  });
}

/** The units of a subtree, by the tree at t. */
function membersOf(all: readonly Sent[], unit: string, year: number, at: Instant) {
  const t = Math.min(at, yearStart(year + 1) - 1);
  const events = winners(all);
  const units = statesAt<UnitEvent>(events, 'unit', t);
  const members = [...units.keys()].filter((key) => ancestry(units, key).includes(unit));
  return members.map((member) => ({ events, member, t }));
}

/** What a unit's figures of a year come from: its events, or the aggregate in force. */
function feedOf(
  events: readonly Event[],
  unit: string,
  year: number,
  t: Instant,
): 'events' | 'nothing yet' | AggregateEvent {
  const byCases = events.some((e) => e.type === 'case' && e.unit === unit && yearOf(e.at) === year);
  const aggregates = events.filter(
    (e): e is AggregateEvent => e.type === 'aggregate' && e.unit === unit && e.year === year,
  );
  if (byCases || aggregates.length === 0) return 'events';
  const inForce = [...statesAt<AggregateEvent>(aggregates, 'aggregate', t).values()];
  return inForce.sort((a, b) => b.month - a.month)[0] ?? 'nothing yet';
}

function ownTables(events: readonly Event[], unit: string, year: number, t: Instant): NaiveTables {
  const feed = feedOf(events, unit, year, t);
  if (feed === 'nothing yet') return { cases: zero(COUNTS), money: zero(SUMS) };
  const counted = sumOf(ownParts(events, unit, year, t));
  if (feed === 'events') return counted;
  const sent = (type: string) =>
    events.some((e) => e.type === type && 'unit' in e && e.unit === unit && e.at <= t);
  const given = (letter: string, table: 'values' | 'money') => {
    const n = (feed[table] as Record<string, number | undefined>)[letter];
    return n === undefined ? null : BigInt(n);
  };
  const own = (letter: string, type: string, table: 'cases' | 'money') =>
    sent(type) ? (counted[table][letter] ?? null) : null;
  return {
    cases: {
      ...derived(feed.values),
      N: given('N', 'values') ?? own('N', 'officer', 'cases'),
      Q: given('Q', 'values') ?? own('Q', 'receipt', 'cases'),
      U: given('U', 'values') ?? own('U', 'decision', 'cases'),
      X: given('X', 'values') ?? own('X', 'decision', 'cases'),
    },
    money: { ...derived(feed.money), Q: given('Q', 'money') ?? own('Q', 'receipt', 'money') },
  };
}

/** Tries every relation on every letter until nothing new is found. */
function derived(given: Record<string, number | undefined>): Table {
  const known: Table = {};
  for (const l of LETTERS) known[l] = given[l] === undefined ? null : BigInt(given[l]);
  const rules: [string, string[], string[]][] = [
    ['A', ['B', 'C'], []],
    ['B', ['A'], ['C']],
    ['C', ['A'], ['B']],
    ['F', ['A'], ['D', 'E']],
    ['A', ['F', 'D', 'E'], []],
    ['D', ['A'], ['F', 'E']],
    ['E', ['A'], ['F', 'D']],
    ['F', ['G', 'H', 'R'], []],
    ['G', ['F'], ['H', 'R']],
    ['H', ['F'], ['G', 'R']],
    ['R', ['F'], ['G', 'H']],
    ['K', ['F'], ['J']],
    ['F', ['K', 'J'], []],
    ['J', ['F'], ['K']],
    ['K', ['I', 'P', 'S', 'O', 'H', 'R'], []],
    ['G', ['J', 'I', 'P', 'S', 'O'], []],
    ...['J', 'I', 'P', 'S', 'O'].map((l): [string, string[], string[]] => [
      l,
      ['G'],
      ['J', 'I', 'P', 'S', 'O'].filter((x) => x !== l),
    ]),
    ...['I', 'P', 'S', 'O', 'H', 'R'].map((l): [string, string[], string[]] => [
      l,
      ['K'],
      ['I', 'P', 'S', 'O', 'H', 'R'].filter((x) => x !== l),
    ]),
  ];
  for (let found = true; found; ) {
    found = false;
    for (const [letter, add, take] of rules) {
      if (known[letter] !== null || [...add, ...take].some((l) => known[l] === null)) continue;
      known[letter] =
        add.reduce((n, l) => n + (known[l] ?? 0n), 0n) - take.reduce((n, l) => n + (known[l] ?? 0n), 0n);
      found = true;
    }
  }
  return known;
}

function sumOf(parts: readonly Part[]): NaiveTables {
  const tables: NaiveTables = { cases: zero(COUNTS), money: zero(SUMS) };
  for (const part of parts)
    for (const table of ['cases', 'money'] as const)
      for (const [letter, n] of Object.entries(part[table]))
        tables[table][letter] = plus(tables[table][letter], n);
  return tables;
}

function ancestry(units: ReadonlyMap<string, UnitEvent>, key: string): string[] {
  const line: string[] = [];
  for (let at: string | null = key; at !== null && units.has(at); at = units.get(at)?.parent ?? null)
    line.push(at);
  return line;
}

function zero(letters: readonly string[]): Table {
  return Object.fromEntries(letters.map((l) => [l, 0n]));
}

function plus(a: bigint | null | undefined, b: bigint | null | undefined): bigint | null {
  return typeof a === 'bigint' && typeof b === 'bigint' ? a + b : null;
}
