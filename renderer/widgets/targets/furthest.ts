import type { RankingAnswer } from '../../../electron/contract/answers.ts';
import { reached } from '../figure/standing.ts';

type Row = RankingAnswer['rows'][number];

export interface BehindRow {
  readonly row: Row;
  /** Share of the target to date reached in the indicator furthest behind; below 1. */
  readonly share: number;
  /** The indicator it is furthest behind in. */
  readonly indicator: string;
}

/** Units below a target to date in at least one of the indicators, furthest behind first. */
export function furthestBehind(rows: readonly Row[], indicators: readonly string[]): BehindRow[] {
  return rows
    .flatMap((row) => {
      const shares = indicators.flatMap((key) => {
        const value = row.values[key];
        const share = value ? reached(value) : null;
        return share !== null && value?.target?.status !== 'met' ? [{ share, indicator: key }] : [];
      });
      const [worst, ...others] = shares;
      if (!worst) return [];
      return [{ row, ...others.reduce((least, one) => (one.share < least.share ? one : least), worst) }];
    })
    .sort((a, b) => a.share - b.share);
}
