/** What is told of the rest of a year, as a line with bands over its days. */
import type { ForecastMade } from '../../electron/contract/forecasts.ts';
import { DAY_MS, yearStart } from '../../electron/contract/calendar.ts';
import { toNumber } from '../ui/index.ts';
import type { YearLines } from './yearLines.ts';

export interface AheadRow {
  readonly day: number;
  readonly ahead: number;
  readonly band80: readonly [number, number];
  readonly band95: readonly [number, number];
}

/** From where this year's line ends; `null` where nothing of this year lies ahead of it. */
export function aheadLine(
  { year, days, lastNow }: YearLines,
  steps: ForecastMade['steps'],
): AheadRow[] | null {
  const from = lastNow?.day ?? 0;
  const rows = steps.flatMap(({ at, value, low80, high80, low95, high95 }): AheadRow[] => {
    const day = Math.min(days, (Date.parse(at) - yearStart(year)) / DAY_MS);
    const middle = toNumber(value);
    const bounds = [low80, high80, low95, high95].map(toNumber);
    const [a = null, b = null, c = null, d = null] = bounds;
    const isTold = middle !== null && a !== null && b !== null && c !== null && d !== null;
    if (!isTold || day <= from || day < 0) return [];
    return [{ day, ahead: middle, band80: [a, b], band95: [c, d] }];
  });
  if (rows.length === 0) return null;
  if (!lastNow) return rows;
  const { day, value } = lastNow;
  return [{ day, ahead: value, band80: [value, value], band95: [value, value] }, ...rows];
}
