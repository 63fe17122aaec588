/** Days and units that came otherwise than expected by more than chance explains, with how many of them chance would make. */
import type { Instant } from '../../../contract/calendar.ts';
import type { Unusual } from '../anomalyStore.ts';
import { chanceOf } from './calibration.ts';
import { type FigureDays, type Judged, type LaidDays, throughDays } from './expectation.ts';

/** False alarms a month that are put up with, over all units and figures together. */
export const FALSE_A_MONTH = 1;
/** Days of a month that are judged. */
export const DAYS_A_MONTH = 21;
/** Days that are told of, and those before them that chance is measured on. */
export const TOLD = 23;
const MEASURED = 250;

export interface Figure extends FigureDays {
  readonly key: string;
}

export interface UnusualDay extends Unusual {
  /** Share of days that chance puts as far off. */
  readonly chance: number;
}

export interface UnusualDays {
  /** The days that were looked at, oldest first; none while too little is known. */
  readonly days: readonly { readonly from: Instant; readonly to: Instant }[];
  /** Units times figures that can be judged. */
  readonly series: number;
  readonly found: readonly UnusualDay[];
}

/** @param told how many of the newest days are looked at */
export function unusualDays(figures: readonly Figure[], laid: LaidDays, told = TOLD): UnusualDays {
  const { steps } = laid;
  const first = Math.max(0, steps.length - told);
  const silent = silentDays(figures, steps.length);
  const judged = figures.map((figure) => {
    const newest: { t: number; u: number; judged: Judged }[] = [];
    const before: number[] = [];
    const units = new Set<number>();
    throughDays(figure, laid, (t, u, one) => {
      if (silent[t]) return;
      if (t >= first) {
        newest.push({ t, u, judged: one });
        units.add(u);
      } else if (t >= first - MEASURED) before.push(one.off);
    });
    return { figure, newest, chance: chanceOf(Float64Array.from(before)), series: units.size };
  });
  const able = judged.filter(({ chance, series }) => chance !== null && series > 0);
  const series = able.reduce((sum, one) => sum + one.series, 0);
  const seldom = FALSE_A_MONTH / (DAYS_A_MONTH * series);
  const found = able.flatMap(({ figure, newest, chance }) =>
    newest.flatMap(({ t, u, judged: one }): UnusualDay[] => {
      const [step, unit] = [steps[t], figure.series[u]?.unit];
      if (!chance || !step || unit === undefined) return [];
      const share = chance.of(one.off);
      if (share > seldom) return [];
      const { from, end: to } = step;
      const { came, told: expected, off } = one;
      return [
        {
          ...{ unit, indicator: figure.key, from, to, came, told: expected, off, chance: share },
          ...one.band(chance.usual),
        },
      ];
    }),
  );
  return {
    days: series === 0 ? [] : steps.slice(first).map(({ from, end: to }) => ({ from, to })),
    series,
    found: found.sort((a, b) => b.from - a.from || a.chance - b.chance),
  };
}

/** Days on which nothing whatever came: no figures came, rather than no work was done. */
function silentDays(figures: readonly Figure[], count: number): boolean[] {
  return Array.from({ length: count }, (_, t) =>
    figures.every(({ series }) => series.every(({ came }) => !((came[t] ?? 0) > 0))),
  );
}
