import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, dayOf, dayStart, yearEnd } from '../../../contract/calendar.ts';
import { readHolidays } from '../../schedules/index.ts';
import { ASSETS } from '../fixtures/agency.ts';
import { layOut, type LaidStep } from '../course/steps.ts';
import { type Figure, unusualDays } from './unusualDays.ts';

const DAYS_OFF = new Set(readHolidays(ASSETS, '/nowhere').nameOf.keys());
const STEPS = layOut('day', dayStart('2023-10-01'), dayStart('2026-05-30') - 1, DAYS_OFF);
/** The first so many steps, and how many more of their statistical year follow. */
const laid = (count: number) => {
  const steps = STEPS.slice(0, count);
  const year = steps.at(-1)?.year ?? 0;
  const end = STEPS[count - 1]?.end ?? 0;
  return { steps, ahead: layOut('day', end + 1, yearEnd(year), DAYS_OFF).length };
};
const RATES = [4, 9, 15, 30, 60];
const WEEKDAYS = [1, 1.3, 1.05, 1, 0.95, 0.7, 1];

/** Numbers of a generator that anybody can make again. (Park & Miller, 1988.) */
function chance(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function poisson(mean: number, next: () => number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(next)));
  let [count, product] = [0, next()];
  for (const least = Math.exp(-mean); product > least; count += 1) product *= next();
  return count;
}

function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
}

/** How busy a day is: by weekday, more towards the end of the statistical year, less around Tết. */
function busy(step: LaidStep): number {
  const weekday = WEEKDAYS[new Date(step.end).getUTCDay()] ?? 1;
  const left = (dayStart(`${step.year}-09-30`) + DAY_MS - step.end) / DAY_MS;
  return (
    weekday * (1 + Math.max(0, 60 - left) / 60) * (step.near !== null && Math.abs(step.near) < 12 ? 0.6 : 1)
  );
}

/** Five offices and their whole, whose cases come by chance, and whose money is now and then a large sum. */
function agency(seed: number): Figure[] {
  const next = chance(seed);
  const figure = (key: string, kind: Figure['kind']): Figure => {
    const offices = RATES.map((rate, i) => ({
      unit: `A-${i + 1}`,
      came: Float64Array.from(STEPS, (step) => {
        const count = poisson(rate * busy(step), next);
        if (kind === 'count') return count;
        let sum = 0;
        for (let k = 0; k < count; k += 1) sum += Math.round(Math.exp(17 + 1.6 * normal(next)));
        return sum;
      }),
    }));
    const came = Float64Array.from(STEPS, (_, t) =>
      offices.reduce((sum, one) => sum + (one.came[t] ?? 0), 0),
    );
    return { key, kind, series: [{ unit: 'A', came }, ...offices] };
  };
  return [figure('completed', 'count'), figure('issued', 'count'), figure('money', 'money')];
}

const seeds = fc.integer({ min: 1, max: 2_000_000_000 });

describe('unusual days', () => {
  it('are, where nothing is unusual, no more than the false alarms that are put up with', () => {
    let [found, months] = [0, 0];
    fc.assert(
      fc.property(seeds, (seed) => {
        const figures = agency(seed);
        for (let end = STEPS.length; end > STEPS.length - 3 * 21; end -= 21) {
          const cut = figures.map(({ series, ...one }) => ({
            ...one,
            series: series.map(({ unit, came }) => ({ unit, came: came.slice(0, end) })),
          }));
          found += unusualDays(cut, laid(end), 21).found.length;
          months += 1;
        }
      }),
      { numRuns: 25, seed: 20260617 },
    );
    expect(months).toBe(75);
    expect(found / months).toBeLessThan(1.1);
  });

  it('name the unit and the day whose figure moved, whichever it is', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 2, max: RATES.length }),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        (seed, office, back, more) => {
          const figures = agency(seed);
          const t = STEPS.length - back;
          const [figure] = figures;
          for (const u of [0, office]) {
            const { came } = figure?.series[u] as { came: Float64Array };
            const usual = (RATES[office - 1] ?? 0) * busy(STEPS[t] as LaidStep);
            // Three times as many as usual and a few more, or none at all.
            came[t] = more ? (came[t] ?? 0) + 2 * usual + 8 : u === 0 ? (came[t] ?? 0) : 0;
          }
          if (!more && (RATES[office - 1] ?? 0) < 15) return;
          const { found } = unusualDays(figures, laid(STEPS.length));
          expect(found.map((one) => `${one.unit} ${one.indicator} ${dayOf(one.to)}`)).toContain(
            `A-${office} completed ${dayOf(STEPS[t]?.end ?? 0)}`,
          );
        },
      ),
      { numRuns: 40, seed: 20260618 },
    );
  });

  it('are found beside a unit whose figures come once, and after months in which no source had begun', () => {
    const figures = agency(5).map(({ series, ...one }) => {
      for (const { came } of series) came.fill(0, 0, 300);
      const once = new Float64Array(STEPS.length);
      once[320] = 84_000;
      return { ...one, series: [...series, { unit: 'P', came: once }] };
    });
    const t = STEPS.length - 2;
    const { came } = figures[0]?.series[3] as { came: Float64Array };
    came[t] = (came[t] ?? 0) + 80;
    expect(unusualDays(figures, laid(STEPS.length)).found[0]).toMatchObject({
      unit: 'A-3',
      indicator: 'completed',
    });
  });

  it('are not told of where too little is known', () => {
    const figures = agency(7).map(({ series, ...one }) => ({
      ...one,
      series: series.map(({ unit, came }) => ({ unit, came: came.slice(0, 45) })),
    }));
    expect(unusualDays(figures, laid(45))).toEqual({ days: [], series: 0, found: [] });
  });

  it('are none where nothing came of anything: figures are missing then, and not work', () => {
    const figures = agency(11);
    for (const { series } of figures) for (const { came } of series) came[STEPS.length - 2] = 0;
    const silent = STEPS[STEPS.length - 2]?.from;
    expect(unusualDays(figures, laid(STEPS.length)).found.filter(({ from }) => from === silent)).toEqual([]);
  });
});
