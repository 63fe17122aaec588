/**
 * The contract's measures, computed the naive way: from the bare list of events, for one question at a time, with
 * nothing in common with the engine's code but the contract. Slow on purpose.
 */
import { DAY_MS, dayStart, type Instant, yearOf, yearStart } from '../../electron/contract/calendar.ts';
import type {
  AggregateEvent,
  CaseEvent,
  DecisionEvent,
  Event,
  OfficerEvent,
  ReceiptEvent,
  UnitEvent,
} from '../../electron/contract/events.ts';

/** An event and the source that sent it. */
export interface Sent {
  source: string;
  event: Event;
}

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
  const t = Math.min(at, yearStart(year + 1) - 1);
  const events = winners(all);
  const units = statesAt<UnitEvent>(events, 'unit', t);
  const members = [...units.keys()].filter((key) => ancestry(units, key).includes(unit));
  const total: NaiveTables = { cases: zero(COUNTS), money: zero(SUMS) };
  for (const member of members) {
    const own = ownTables(events, member, year, t);
    for (const l of COUNTS) total.cases[l] = plus(total.cases[l], own.cases[l]);
    for (const l of SUMS) total.money[l] = plus(total.money[l], own.money[l]);
  }
  return total;
}

function ownTables(events: readonly Event[], unit: string, year: number, t: Instant): NaiveTables {
  const byCases = events.some((e) => e.type === 'case' && e.unit === unit && yearOf(e.at) === year);
  const aggregates = events.filter(
    (e): e is AggregateEvent => e.type === 'aggregate' && e.unit === unit && e.year === year,
  );
  const counted = countedTables(events, unit, year, t);
  if (byCases || aggregates.length === 0) return counted;
  const inForce = [...statesAt<AggregateEvent>(aggregates, 'aggregate', t).values()].sort(
    (a, b) => b.month - a.month,
  )[0];
  if (!inForce) return { cases: zero(COUNTS), money: zero(SUMS) };
  const sent = (type: string) =>
    events.some((e) => e.type === type && 'unit' in e && e.unit === unit && e.at <= t);
  const given = (letter: string, table: 'values' | 'money') => {
    const n = (inForce[table] as Record<string, number | undefined>)[letter];
    return n === undefined ? null : BigInt(n);
  };
  const own = (letter: string, type: string, table: 'cases' | 'money') =>
    sent(type) ? (counted[table][letter] ?? null) : null;
  return {
    cases: {
      ...derived(inForce.values),
      N: given('N', 'values') ?? own('N', 'officer', 'cases'),
      Q: given('Q', 'values') ?? own('Q', 'receipt', 'cases'),
      U: given('U', 'values') ?? own('U', 'decision', 'cases'),
      X: given('X', 'values') ?? own('X', 'decision', 'cases'),
    },
    money: { ...derived(inForce.money), Q: given('Q', 'money') ?? own('Q', 'receipt', 'money') },
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

function countedTables(events: readonly Event[], unit: string, year: number, t: Instant): NaiveTables {
  const start = yearStart(year);
  const c = zero(COUNTS);
  const m = zero(SUMS);
  const count = (table: Table, letter: string, n: bigint) => {
    table[letter] = (table[letter] ?? 0n) + n;
  };

  const before = statesAt<CaseEvent>(events, 'case', start - 1);
  for (const [key, now] of statesAt<CaseEvent>(events, 'case', t)) {
    if (now.unit !== unit || dayStart(now.accepted_on) > t) continue;
    const then = before.get(key);
    const ended = (s: CaseEvent) =>
      ['completed', 'discontinued', 'entrusted_out', 'withdrawn'].includes(s.state);
    let letter: string | undefined;
    if (dayStart(now.accepted_on) >= start) letter = 'C';
    else if (!then) letter = 'B';
    else if (then.state === 'set_aside') letter = now.state === 'set_aside' ? undefined : 'C';
    else if (ended(then)) letter = ended(now) ? undefined : 'C';
    else letter = 'B';
    if (!letter) continue;
    const doneBefore = BigInt(then?.done ?? 0);
    const w = BigInt(now.due) - doneBefore;
    const p = BigInt(now.done) - doneBefore;
    const r = w - p;
    count(c, letter, 1n);
    count(m, letter, w);
    count(c, 'A', 1n);
    count(m, 'A', w);
    const state = {
      entrusted_out: 'D',
      withdrawn: 'E',
      completed: 'J',
      discontinued: 'J',
      in_progress: 'I',
      postponed: 'P',
      suspended: 'S',
      eligible_other: 'O',
      not_eligible: 'H',
      set_aside: 'R',
    }[now.state];
    count(c, state, 1n);
    count(m, state, r);
    count(m, 'J', p);
  }
  for (const table of [c, m]) {
    const v = (l: string) => table[l] ?? 0n;
    table.F = v('A') - v('D') - v('E');
    table.G = v('J') + v('I') + v('P') + v('S') + v('O');
    table.K = v('F') - v('J');
  }

  for (const officer of statesAt<OfficerEvent>(events, 'officer', t).values()) {
    const begun = officer.from === undefined || dayStart(officer.from) <= t;
    const gone = officer.to !== undefined && t >= dayStart(officer.to) + DAY_MS;
    if (officer.unit === unit && begun && !gone) count(c, 'N', 1n);
  }

  const receipts = statesAt<ReceiptEvent>(events, 'receipt', t);
  const counts = (key: string) => {
    const issued = dateOf(events, 'receipt', key);
    return receipts.get(key)?.status === 'issued' && issued >= start && issued <= t;
  };
  for (const [key, receipt] of receipts) {
    if (receipt.unit !== unit || !counts(key)) continue;
    count(c, 'Q', 1n);
    if (receipt.converts === null || !counts(receipt.converts)) count(m, 'Q', BigInt(receipt.amount));
  }

  for (const [key, decision] of statesAt<DecisionEvent>(events, 'decision', t)) {
    const issued = dateOf(events, 'decision', key);
    if (decision.unit !== unit || issued < start || issued > t) continue;
    if (decision.kind === 'enforcement') count(c, 'U', 1n);
    if (decision.kind === 'entrustment') count(c, 'X', 1n);
  }
  return { cases: c, money: m };
}

function keyOf(event: Event): string {
  switch (event.type) {
    case 'target':
      return JSON.stringify([event.indicator, event.unit, event.year]);
    case 'aggregate':
      return JSON.stringify([event.unit, event.year, event.month]);
    case 'unit':
      return event.unit;
    case 'officer':
      return event.officer;
    case 'case':
      return event.case;
    case 'receipt':
      return event.receipt;
    case 'decision':
      return event.decision;
  }
}

/** Of events that give the same version of an entity, the one with the greater (id, source) in byte order. */
function winners(all: readonly Sent[]): Event[] {
  const found = new Map<string, Sent>();
  for (const sent of all) {
    const id = JSON.stringify([sent.event.type, keyOf(sent.event), sent.event.v]);
    const other = found.get(id);
    const rank = (s: Sent) =>
      Buffer.concat([Buffer.from(s.event.id), Buffer.from([0]), Buffer.from(s.source)]);
    if (!other || Buffer.compare(rank(sent), rank(other)) > 0) found.set(id, sent);
  }
  return [...found.values()].map((s) => s.event);
}

/** The state of every entity of a type at t: its highest version with `at` ≤ t. */
function statesAt<E extends Event>(events: readonly Event[], type: E['type'], t: Instant): Map<string, E> {
  const states = new Map<string, E>();
  for (const event of events) {
    if (event.type !== type || event.at > t) continue;
    const known = states.get(keyOf(event));
    if (!known || event.v > known.v) states.set(keyOf(event), event as E);
  }
  return states;
}

/** When a paper was issued: `at` of its lowest version. */
function dateOf(events: readonly Event[], type: string, key: string): Instant {
  const versions = events.filter((e) => e.type === type && keyOf(e) === key).sort((a, b) => a.v - b.v);
  return versions[0]?.at ?? Number.POSITIVE_INFINITY;
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
