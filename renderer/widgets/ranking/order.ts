import type { RankingAnswer } from '../../../electron/contract/answers.ts';
import type { ORDERS } from './config.ts';

export type RankedRow = RankingAnswer['rows'][number];

/**
 * Rows by the value of one indicator; units without a value last, equal ones in the tree's order.
 * Đồng sums are compared exactly.
 */
export function ranked(
  rows: readonly RankedRow[],
  indicator: string,
  order: (typeof ORDERS)[number],
): readonly RankedRow[] {
  if (order === 'tree') return rows;
  const sign = order === 'highest' ? -1 : 1;
  const value = (row: RankedRow) => row.values[indicator]?.value ?? null;
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0);
    return sign * compare(x, y);
  });
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
