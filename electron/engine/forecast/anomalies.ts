/** What was off: kept outlooks whose newest weeks came otherwise than had been told of them. */
import type { UnitNode } from '../../contract/answers.ts';
import { dayOf, formatInstant, type Instant } from '../../contract/calendar.ts';
import type { AnomaliesAnswer } from '../../contract/forecasts.ts';
import type { Indicator } from '../../contract/indicators.ts';
import { both, dayText, lower, shortFigure } from '../wording/index.ts';
import { numeratorScalar } from './answer.ts';
import type { Kept } from './forecastStore.ts';
import type { Newest } from './outlook.ts';

/** Off by more errors than this is seldom: one in fifty by chance. */
export const SELDOM = 2.6;
const MOST = 50;

interface Off {
  readonly unit: UnitNode;
  readonly indicator: Indicator;
  readonly newest: Newest;
}

/** @param kept those that were off, of whatever units; @param units what the asker sees of the organisation */
export function anomaliesOf(
  kept: readonly Kept[],
  units: readonly UnitNode[],
  catalogue: readonly Indicator[],
  origin: Instant,
): AnomaliesAnswer {
  const seen = new Map(units.map((one) => [one.unit, one]));
  const known = new Map(catalogue.map((one) => [one.key, one]));
  const off = kept.flatMap(({ unit: key, indicator: of, outlook }): Off[] => {
    const [unit, indicator] = [seen.get(key), known.get(of)];
    const newest = 'reason' in outlook ? null : outlook.newest;
    return unit && indicator?.formula.is === 'quantity' && newest ? [{ unit, indicator, newest }] : [];
  });
  return {
    until: formatInstant(origin),
    anomalies: off.slice(0, MOST).map((one) => {
      const driver = driverOf(one, off);
      const { unit, indicator, newest } = one;
      const scalar = numeratorScalar(indicator);
      return {
        ...{ unit: unit.unit, unitName: unit.name, indicator: indicator.key, weeks: newest.steps },
        ...{ came: scalar(newest.came), told: scalar(newest.told), off: Number(newest.off.toFixed(1)) },
        driver: driver && { unit: driver.unit.unit, name: driver.unit.name },
        words: wordsOf(one, driver, origin),
      };
    }),
  };
}

/** The unit right below that was off the same way by the most. */
function driverOf({ unit, indicator, newest }: Off, all: readonly Off[]): Off | null {
  const below = all.filter(
    (one) =>
      one.unit.parent === unit.unit &&
      one.indicator.key === indicator.key &&
      Math.sign(one.newest.off) === Math.sign(newest.off),
  );
  const size = (one: Off) => Math.abs(one.newest.came - one.newest.told);
  return below.reduce<Off | null>((most, one) => (most && size(most) >= size(one) ? most : one), null);
}

function wordsOf({ unit, indicator, newest }: Off, driver: Off | null, origin: Instant) {
  const day = dayText(dayOf(origin));
  const scalar = numeratorScalar(indicator);
  return both((l) => {
    const [came, told] = [newest.came, newest.told].map((value) => shortFigure(scalar(value), indicator, l));
    const more = newest.off > 0;
    if (l === 'vi')
      return `${unit.name}: ${lower(indicator.name.vi)} trong ${newest.steps} tuần đến ${day} là ${came}, ${more ? 'nhiều' : 'ít'} hơn hẳn mức chờ đợi ${told}${driver ? `; lệch nhiều nhất ở ${driver.unit.name}` : ''}.`;
    return `${unit.name}: ${lower(indicator.name.en)} in the ${newest.steps} weeks to ${day} came to ${came}, far ${more ? 'above' : 'below'} the ${told} that were expected${driver ? `; most of all at ${driver.unit.name}` : ''}.`;
  });
}
