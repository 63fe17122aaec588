/** What was off, as far as somebody sees: days and weeks that came otherwise than had been expected of them. */
import type { UnitNode } from '../../contract/answers.ts';
import { dayOf, formatInstant } from '../../contract/calendar.ts';
import type { AnomaliesAnswer, Anomaly, Driver } from '../../contract/forecasts.ts';
import type { Indicator } from '../../contract/indicators.ts';
import { both, dayText, lower, plainNumber, shortFigure } from '../wording/index.ts';
import { numeratorScalar } from './answer.ts';
import type { Look, LookStep, Unusual } from './anomalyStore.ts';
import { FALSE_A_MONTH } from './days/unusualDays.ts';
import { rounded } from './drivers.ts';

const MOST = 50;
/** A unit is not told of beside one below it that explains so much of what was off. */
const EXPLAINED = 0.6;

type Looks = Readonly<Record<LookStep, Look | null>>;
type Found = Look['found'][number];

/** @param units what the asker sees of the organisation */
export function anomaliesOf(
  looks: Looks,
  units: readonly UnitNode[],
  catalogue: readonly Indicator[],
): AnomaliesAnswer {
  const seen = new Map(units.map((one) => [one.unit, one]));
  const known = new Map(catalogue.map((one) => [one.key, one]));
  const { day, week } = looks;
  const told = (step: LookStep) =>
    placed(
      (looks[step]?.found ?? []).filter(({ unit }) => seen.has(unit)),
      seen,
    ).flatMap((one): Anomaly[] => {
      const [unit, indicator] = [seen.get(one.unit), known.get(one.indicator)];
      return unit && indicator ? [anomalyTold(one, step, unit, indicator)] : [];
    });
  return {
    days: day && { from: dayOf(day.from), to: dayOf(day.to) },
    until: week && formatInstant(week.to),
    // Days and weeks are each looked at so that chance alone makes no more.
    falseAMonth: 2 * FALSE_A_MONTH,
    anomalies: [...told('day'), ...told('week')].slice(0, MOST),
  };
}

/** Without units of which one below them, off the same way, is the place where it happened. */
function placed(found: readonly Found[], units: ReadonlyMap<string, UnitNode>): Found[] {
  const isBelow = (unit: string, top: string): boolean => {
    for (let at = units.get(unit)?.parent ?? null; at !== null; at = units.get(at)?.parent ?? null)
      if (at === top) return true;
    return false;
  };
  const off = ({ came, told }: Unusual) => came - told;
  return found.filter(
    (one) =>
      !found.some(
        (other) =>
          other.indicator === one.indicator &&
          other.from === one.from &&
          off(other) / off(one) >= EXPLAINED &&
          isBelow(other.unit, one.unit),
      ),
  );
}

function anomalyTold(one: Found, step: LookStep, { unit, name }: UnitNode, indicator: Indicator): Anomaly {
  const scalar = numeratorScalar(indicator);
  const period = { from: dayOf(one.from), to: dayOf(one.to) };
  const { came, told, low, high, off, drivers } = one;
  return {
    ...{ step, ...period, unit, unitName: name, indicator: indicator.key },
    ...{ came: scalar(came), told: scalar(told), low: scalar(low), high: scalar(high) },
    ...{ off: Number(off.toFixed(1)), drivers: [...drivers] },
    words: anomalyWords({ one, step, name, indicator, drivers, period }),
    query: { kind: 'value', subject: { of: 'indicator', key: indicator.key }, unit, period },
  };
}

interface Wording {
  readonly one: Unusual;
  readonly step: LookStep;
  readonly name: string;
  readonly indicator: Indicator;
  readonly drivers: readonly Driver[];
  readonly period: { readonly from: string; readonly to: string };
}

function anomalyWords({ one, step, name, indicator, drivers, period }: Wording) {
  const scalar = numeratorScalar(indicator);
  return both((l) => {
    const text = (value: number) => shortFigure(scalar(value), rounded(indicator), l);
    const [came, told, high] = [one.came, one.told, one.high].map(text);
    // Of counts the unit stands once.
    const low = indicator.unit === 'dong' ? text(one.low) : plainNumber(one.low, 0, l);
    const [from, to] = [dayText(period.from), dayText(period.to)];
    const more = one.off > 0;
    if (l === 'vi') {
      const when = step === 'day' ? `ngày ${to}` : `từ ${from} đến ${to}`;
      const most = drivers.map((driver) => driver.name.vi).join(', ');
      return `${name}: ${lower(indicator.name.vi)} ${when} là ${came}, ${more ? 'cao' : 'thấp'} hơn hẳn mức chờ đợi ${told} (thường từ ${low} đến ${high})${most ? `; lệch nhiều nhất ở ${most}` : ''}.`;
    }
    const when = step === 'day' ? `on ${to}` : `from ${from} to ${to}`;
    const most = drivers.map((driver) => driver.name.en).join(', ');
    return `${name}: ${lower(indicator.name.en)} ${when} came to ${came}, far ${more ? 'above' : 'below'} the ${told} that were expected (usually ${low} to ${high})${most ? `; most of it at ${most}` : ''}.`;
  });
}
