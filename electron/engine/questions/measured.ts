/** Values of what a query measures: at an instant, within a period, of cases of one kind. */
import type { MeasuresAnswer, Scalar } from '../../contract/answers.ts';
import type { BreakdownAnswer } from '../../contract/breakdown.ts';
import { DAY_MS, dayStart, type Instant, yearEnd, yearOf, yearStart } from '../../contract/calendar.ts';
import type { Indicator, IndicatorUnit, Quantity } from '../../contract/indicators.ts';
import { COUNT_LETTERS, type CountLetter, MONEY_LETTERS, type MoneyLetter } from '../../contract/letters.ts';
import type { Only, Period, Subject, Words } from '../../contract/questions.ts';
import { divideRounded, evaluate } from '../measures/indicators.ts';
import type { Measures } from '../measures/index.ts';
import { emptyTables, type Tables } from '../measures/tables.ts';
import type { Lexicon } from './lexicon.ts';

/** An indicator, or a letter as if it were one. */
export interface Measured extends Indicator {
  /** Counted up within the statistical year: what came in a period is a difference. */
  flow: boolean;
}

/** What grows by what happens; all else is a state. */
const FLOWS: ReadonlySet<CountLetter> = new Set(['C', 'D', 'E', 'J', 'Q', 'U', 'X']);
const UNITS: Readonly<Partial<Record<CountLetter, IndicatorUnit>>> = {
  Q: 'receipt',
  U: 'decision',
  X: 'decision',
};
/** No figure is summed over more years than this. */
export const YEARS_MOST = 10;

/** @returns `null` for an indicator that the catalogue does not have */
export function measuredOf(
  subject: Subject,
  catalogue: readonly Indicator[],
  lexicon: Lexicon,
): Measured | null {
  if (subject.of === 'indicator') {
    const found = catalogue.find(({ key }) => key === subject.key);
    return found ? { ...found, flow: isFlow(found) } : null;
  }
  const { letter } = subject;
  const { name } = lexicon.letters[letter];
  const told = namedOf(name, subject);
  const made: Indicator = {
    key: `${subject.of}.${letter}`,
    order: 1,
    name: told,
    short: told,
    formula: { is: 'quantity', quantity: subject },
    unit: subject.of === 'money' ? 'dong' : (UNITS[letter] ?? 'case'),
    decimals: 0,
    better: 'none',
    source: '',
  };
  return { ...made, flow: isFlow(made) };
}

/** A letter of one table: `Số phải thi hành` is `Số tiền phải thi hành` in đồng. */
function namedOf({ vi, en }: Words, { of, letter }: Quantity): Words {
  if (letter === 'N' || letter === 'U' || letter === 'X') return { vi, en };
  const [noun, table] = of === 'cases' ? ['việc', 'cases'] : ['tiền', 'money'];
  const named = vi.replace(/^(Tổng số|Số) /, `$1 ${noun} `);
  return { vi: named === vi ? `${vi} (${noun})` : named, en: `${en} (${table})` };
}

function isFlow({ formula }: Indicator): boolean {
  return formula.is === 'quantity' && FLOWS.has(formula.quantity.letter);
}

/** The last instant of a day, or now. */
export function endOf(day: string, now: Instant): Instant {
  return Math.min(dayStart(day) + DAY_MS - 1, now);
}

/** Whether the figure of a period is that of the year to its end. */
export function isToDate({ from, to }: Period): boolean {
  const end = dayStart(to);
  return dayStart(from) === yearStart(yearOf(end));
}

/** What the values of a period are sums and differences of: each instant counts for or against. */
export interface Part {
  at: Instant;
  year: number;
  sign: 1n | -1n;
}

export function partsOf(measured: Pick<Measured, 'flow'>, period: Period, now: Instant): Part[] {
  const end = endOf(period.to, now);
  const last = yearOf(end);
  if (!measured.flow || isToDate(period)) return [{ at: end, year: last, sign: 1n }];
  const begin = dayStart(period.from);
  const first = yearOf(begin);
  const parts: Part[] = [];
  for (let year = first; year <= last; year += 1)
    parts.push({ at: Math.min(end, yearEnd(year)), year, sign: 1n });
  if (begin > yearStart(first)) parts.push({ at: begin - 1, year: first, sign: -1n });
  return parts;
}

export function tablesOf({ cases, money }: Pick<MeasuresAnswer, 'cases' | 'money'>): Tables {
  const tables = emptyTables();
  for (const letter of COUNT_LETTERS) tables.cases[letter] = exact(cases[letter]);
  for (const letter of MONEY_LETTERS) tables.money[letter] = exact(money[letter]);
  return tables;
}

function exact(value: number | string | null): bigint | null {
  return value === null ? null : BigInt(value);
}

/** The parts of a figure together, in the indicator's unit. */
export function together(measured: Measured, parts: readonly { tables: Tables; sign: bigint }[]): Scalar {
  const [only] = parts;
  if (only && parts.length === 1 && only.sign === 1n) return evaluate(measured, only.tables).value;
  const summed = emptyTables();
  for (const { tables, sign } of parts) {
    for (const letter of COUNT_LETTERS)
      summed.cases[letter] = plus(summed.cases[letter], tables.cases[letter], sign);
    for (const letter of MONEY_LETTERS)
      summed.money[letter] = plus(summed.money[letter], tables.money[letter], sign);
  }
  return evaluate(measured, summed).value;
}

function plus(a: bigint | null, b: bigint | null, sign: bigint): bigint | null {
  return a === null || b === null ? null : a + sign * b;
}

/** The value of a unit in a period. */
export function valueIn(
  measures: Measures,
  { measured, unit, period, now }: { measured: Measured; unit: string; period: Period; now: Instant },
): Scalar {
  return together(
    measured,
    partsOf(measured, period, now).map(({ at, year, sign }) => ({
      tables: tablesOf(measures.measures({ unit, year, at })),
      sign,
    })),
  );
}

/** Rows of a breakdown added up to one figure for each key. */
export type Row = BreakdownAnswer['rows'][number];

export function lettersOf({ formula }: Indicator): CountLetter[] {
  const used: Quantity[] =
    formula.is === 'quantity' ? [formula.quantity] : [formula.numerator, formula.denominator];
  return [...new Set(used.map(({ letter }) => letter))];
}

export function rowTables(row: Row): Tables {
  const tables = emptyTables();
  for (const [letter, value] of Object.entries(row.cases))
    tables.cases[letter as CountLetter] = BigInt(value);
  for (const [letter, value] of Object.entries(row.money))
    tables.money[letter as MoneyLetter] = BigInt(value);
  return tables;
}

/** Figures by a dimension, or of cases of one kind, over the parts of a period. */
export async function brokenDown(
  measures: Measures,
  asked: {
    measured: Measured;
    unit: string;
    period: Period;
    now: Instant;
    by: 'officer' | 'category' | 'initiation' | 'band' | 'unit';
    only: Only | undefined;
  },
): Promise<Map<string | null, Scalar>> {
  const { measured, unit, by } = asked;
  const filter = {
    ...(asked.only?.category !== undefined && { category: asked.only.category }),
    ...(asked.only?.initiation !== undefined && { initiation: asked.only.initiation }),
  };
  const byKey = new Map<string | null, { tables: Tables; sign: bigint }[]>();
  for (const { at, year, sign } of partsOf(measured, asked.period, asked.now)) {
    const answer = await measures.breakdown({
      unit,
      year,
      at,
      by: [by],
      letters: lettersOf(measured),
      filter,
    });
    for (const row of answer.rows) {
      const key = row.keys[by] ?? null;
      byKey.set(key, [...(byKey.get(key) ?? []), { tables: rowTables(row), sign }]);
    }
  }
  return new Map([...byKey].map(([key, parts]) => [key, together(measured, parts)]));
}

/** The figure of cases of one kind: the parts of all units together. */
export async function valueOnly(
  measures: Measures,
  asked: { measured: Measured; unit: string; period: Period; now: Instant; only: Only },
): Promise<Scalar> {
  const { measured, unit, only } = asked;
  const filter = {
    ...(only.category !== undefined && { category: only.category }),
    ...(only.initiation !== undefined && { initiation: only.initiation }),
  };
  const parts: { tables: Tables; sign: bigint }[] = [];
  for (const { at, year, sign } of partsOf(measured, asked.period, asked.now)) {
    const { rows } = await measures.breakdown({
      unit,
      year,
      at,
      by: ['initiation'],
      letters: lettersOf(measured),
      filter,
    });
    const sum = emptyTables();
    for (const row of rows.map(rowTables)) {
      for (const letter of COUNT_LETTERS) sum.cases[letter] = plus(sum.cases[letter], row.cases[letter], 1n);
      for (const letter of MONEY_LETTERS) sum.money[letter] = plus(sum.money[letter], row.money[letter], 1n);
    }
    parts.push({ tables: sum, sign });
  }
  return together(measured, parts);
}

/** The difference of two values, exact; of đồng as a decimal string. */
export function difference(a: Scalar, b: Scalar, decimals: number): Scalar {
  if (a === null || b === null) return null;
  if (typeof a === 'string' && typeof b === 'string' && !a.includes('.') && !b.includes('.'))
    return String(BigInt(a) - BigInt(b));
  return Number((Number(a) - Number(b)).toFixed(decimals));
}

/** How much greater, in percent with one decimal; `null` where there is nothing to hold it against. */
export function growth(a: Scalar, b: Scalar): number | null {
  if (a === null || b === null || Number(b) <= 0) return null;
  const scaled = (value: string | number) => BigInt(Math.round(Number(value) * 100));
  const [x, y] =
    typeof a === 'string' && typeof b === 'string' && !a.includes('.') && !b.includes('.')
      ? [BigInt(a), BigInt(b)]
      : [scaled(a), scaled(b)];
  return y === 0n ? null : Number(divideRounded((x - y) * 1000n, y)) / 10;
}
