/** Random streams of every event type, crowded onto few entities and instants so that everything collides. */
import fc from 'fast-check';
import { VALUE_BANDS } from '../../electron/contract/breakdown.ts';
import { formatInstant, yearStart } from '../../electron/contract/calendar.ts';
import {
  CASE_STATES,
  CATEGORIES,
  DECISION_KINDS,
  type EventLine,
  INITIATIONS,
} from '../../electron/contract/events.ts';

/** An event before it has its id. */
type Unnamed = EventLine extends infer E ? (E extends EventLine ? Omit<E, 'id'> : never) : never;

/** A line as sent, with the source that sends it. */
export interface SentLine {
  source: string;
  line: EventLine;
}

export const YEARS = [2024, 2025, 2026] as const;
export const UNITS = ['u0', 'u1', 'u2', 'u3'] as const;

const DAY = 86_400_000;
/** Around the starts of years, to the millisecond, and in between. */
export const instants = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...YEARS, 2027),
      fc.constantFrom(-DAY, -3_600_001, -1, 0, 1, 3_599_999, 3_600_000, DAY - 1, DAY, 40 * DAY, 200 * DAY),
    )
    .map(([year, offset]) => yearStart(year) + offset),
  fc.integer({ min: yearStart(2023), max: yearStart(2027) + 30 * DAY }),
);

const days = instants.map((at) => formatInstant(at).slice(0, 10));
const amounts = fc.oneof(
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  // Around the bounds of the bands.
  fc.constantFrom(...VALUE_BANDS.flatMap(({ from }) => [Math.max(from - 1, 0), from])),
);
const unit = fc.constantFrom(...UNITS);
const officer = fc.option(fc.constantFrom('o0', 'o1', 'o2'));
const v = fc.integer({ min: 1, max: 4 });
const at = instants.map(formatInstant);
const among = (prefix: string, count: number) =>
  fc.integer({ min: 0, max: count - 1 }).map((i) => `${prefix}${i}`);

/** The case that a paper names: none, one that may be there, or one that never is. */
const named = fc.option(
  fc.oneof({ weight: 6, arbitrary: among('c', 5) }, { weight: 1, arbitrary: among('x', 1) }),
);

const cases = fc.record({
  type: fc.constant('case' as const),
  case: among('c', 5),
  v,
  at,
  unit,
  officer,
  initiation: fc.constantFrom(...INITIATIONS),
  category: fc.constantFrom(...CATEGORIES),
  accepted_on: days,
  due: amounts,
  done: amounts,
  state: fc.constantFrom(...CASE_STATES),
});
const receipts = fc.record({
  type: fc.constant('receipt' as const),
  receipt: among('r', 4),
  v,
  at,
  unit,
  officer,
  case: named,
  amount: amounts,
  status: fc.constantFrom('issued' as const, 'issued' as const, 'cancelled' as const),
  converts: fc.option(among('r', 4)),
});
const decisions = fc.record({
  type: fc.constant('decision' as const),
  decision: among('d', 4),
  v,
  at,
  unit,
  case: named,
  kind: fc.constantFrom(...DECISION_KINDS),
});
const officers = fc.record(
  {
    type: fc.constant('officer' as const),
    officer: among('o', 3),
    name: fc.constant('CHV mẫu'),
    v,
    at,
    unit,
    from: days,
    to: days,
  },
  { requiredKeys: ['type', 'officer', 'name', 'v', 'at', 'unit'] },
);
/** Parents come before children, so that no stream has a cycle. */
const units = fc
  .tuple(fc.integer({ min: 0, max: UNITS.length - 1 }), fc.nat(), v, at)
  .map(([i, parent, version, instant]) => ({
    type: 'unit' as const,
    unit: UNITS[i] as string,
    name: `Đơn vị ${i}`,
    level: 'region' as const,
    parent: i === 0 || parent % 4 === 0 ? null : (UNITS[parent % i] as string),
    // Above the version that makes the unit known, so that the tree really changes.
    v: version + 1,
    at: instant,
  }));
/** Letters of a real table with some left out; the others follow or stay unknown. */
const aggregates = fc
  .record({
    unit,
    year: fc.constantFrom(...YEARS),
    month: fc.integer({ min: 1, max: 12 }),
    v,
    at,
    base: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 10, maxLength: 10 }),
    kept: fc.array(fc.boolean(), { minLength: 19, maxLength: 19 }),
    keptMoney: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
  })
  .map(({ base, kept, keptMoney, ...key }) => {
    const table: Record<string, number | undefined> = tableOf(base);
    const pick = (letters: readonly string[], keep: readonly boolean[]) =>
      Object.fromEntries(letters.flatMap((l, i) => (keep[i] ? [[l, table[l]]] : [])));
    return {
      type: 'aggregate' as const,
      ...key,
      values: pick(Object.keys(table), kept),
      money: pick(
        Object.keys(table).filter((l) => !['N', 'U', 'X'].includes(l)),
        keptMoney,
      ),
    };
  });

function tableOf([B = 0, D = 0, E = 0, J = 0, I = 0, P = 0, S = 0, O = 0, H = 0, R = 0]: readonly number[]) {
  const G = J + I + P + S + O;
  const F = G + H + R;
  const A = F + D + E;
  return {
    A,
    B: Math.min(A, B),
    C: A - Math.min(A, B),
    D,
    E,
    F,
    G,
    H,
    I,
    J,
    K: F - J,
    O,
    P,
    R,
    S,
    Q: H,
    N: E,
    U: D,
    X: P,
  };
}

const anyEvent = fc.oneof(
  { weight: 8, arbitrary: cases },
  { weight: 3, arbitrary: receipts },
  { weight: 2, arbitrary: decisions },
  { weight: 2, arbitrary: officers },
  { weight: 2, arbitrary: units },
  { weight: 2, arbitrary: aggregates },
);
const receiptsOrAggregates = fc.oneof(
  { weight: 6, arbitrary: receipts },
  { weight: 1, arbitrary: aggregates },
);

/** A set of events: every unit occurs, ids are unique within their source. */
function streamOf(events: fc.Arbitrary<Unnamed>): fc.Arbitrary<SentLine[]> {
  return fc
    .tuple(
      fc.array(fc.tuple(events, fc.constantFrom('s1', 's2')), { minLength: 1, maxLength: 40 }),
      fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 44 }),
    )
    .map(([events, salt]): SentLine[] => {
      const known: SentLine[] = UNITS.map((key, i) => ({
        source: 's1',
        line: {
          id: `known-${key}`,
          type: 'unit',
          unit: key,
          name: key,
          level: 'province',
          parent: i === 0 ? null : 'u0',
          v: 1,
          at: formatInstant(yearStart(2024) + (i === 3 ? 100 * DAY : -400 * DAY)),
        },
      }));
      const random = events.map(([event, source], i): SentLine => {
        // Ids in no order of arrival: who wins a conflict must not depend on it.
        const id = `${salt[i % salt.length]}-${i}`;
        return { source, line: { ...event, id } };
      });
      return [...known, ...random];
    });
}

export const streams = streamOf(anyEvent);
/** Crowded with receipts that convert each other. */
export const receiptStreams = streamOf(receiptsOrAggregates);
