import type { RankingAnswer, Scalar } from '../../../electron/contract/answers.ts';
import type { ORDERS } from './config.ts';

export type RankedRow = RankingAnswer['rows'][number];

/** The value of a row in one indicator. */
export function valueOf(indicator: string): (row: RankedRow) => Scalar {
  return (row) => row.values[indicator]?.value ?? null;
}

/**
 * Rows by their value; those without one last, equal ones in the order they came in. Đồng sums are compared exactly.
 */
export function ranked<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => Scalar,
  order: (typeof ORDERS)[number],
): readonly Row[] {
  if (order === 'tree') return rows;
  const sign = order === 'highest' ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0);
    return sign * compare(x, y);
  });
}

/**
 * By how many places each row has come forward since the same day of last year, among those that have a value of then and of now;
 * negative is back. Rows that have none of the two are left out.
 */
export function movesOf(
  rows: readonly RankedRow[],
  indicator: string,
  order: (typeof ORDERS)[number],
): ReadonlyMap<string, number> {
  const by = order === 'tree' ? 'highest' : order;
  const both = rows.filter(({ values }) => {
    const value = values[indicator];
    return value !== undefined && value.value !== null && value.lastYear !== null;
  });
  const before = ranked(both, ({ values }) => values[indicator]?.lastYear ?? null, by);
  const then = new Map(before.map(({ unit }, place) => [unit, place]));
  const now = ranked(both, valueOf(indicator), by);
  return new Map(now.map(({ unit }, place) => [unit, (then.get(unit) ?? place) - place]));
}

/**
 * How many of `count` rows are shown at either end where only `room` rows fit, one of them saying how many are left out. The end
 * of the list, which is where somebody has to act, gets the larger half.
 */
export function endsOf(count: number, room: number): { top: number; bottom: number } {
  if (count <= room) return { top: count, bottom: 0 };
  const shown = Math.max(2, room - 1);
  const bottom = Math.min(count, Math.ceil(shown / 2));
  return { top: Math.min(count - bottom, shown - bottom), bottom };
}

function compare(x: number | string, y: number | string): number {
  if (typeof x === 'string' && typeof y === 'string') {
    const difference = BigInt(x) - BigInt(y);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  return Number(x) - Number(y);
}
