/** Targets of a unit and of its parts, as they stand: what is set, reached, due, and needed. */
import type { Scalar, UnitNode } from '../../contract/answers.ts';
import { formatInstant, type Instant, yearEnd, yearOf, yearStart } from '../../contract/calendar.ts';
import type { Indicator } from '../../contract/indicators.ts';
import type { TargetCell, TargetSheet } from '../../contract/targets.ts';
import { type Measures, QuestionError } from '../measures/index.ts';
import { neededPace, weeksLeft, workingDaysLeft } from './pace.ts';
import { fromDigits, inDigits } from './splitting.ts';

/** Past years that say how a year goes. */
const PAST_YEARS = 3;

export type SheetMeasures = Pick<Measures, 'units' | 'catalogue' | 'valuesOfUnits' | 'targets'>;

export function isAdditive({ formula }: Pick<Indicator, 'formula'>): boolean {
  return formula.is === 'quantity';
}

/** Indicators that can have a target. */
export function aimedAt(measures: Pick<SheetMeasures, 'catalogue'>): Indicator[] {
  return measures.catalogue().filter(({ better }) => better !== 'none');
}

/** A unit and the units right below it. @throws QuestionError when it is not there */
export function familyOf(measures: Pick<SheetMeasures, 'units'>, unit: string, at: Instant): UnitNode[] {
  const units = measures.units(at);
  const top = units.find((one) => one.unit === unit);
  if (!top)
    throw new QuestionError(
      'unit',
      `There is no unit "${unit}" at that time: ask /units for those there are.`,
    );
  return [top, ...units.filter(({ parent }) => parent === unit)];
}

export function valuesAt(
  measures: SheetMeasures,
  units: readonly string[],
  indicators: readonly Indicator[],
  at: Instant,
): (unit: string, key: string) => Scalar {
  const there = new Set(measures.units(at).map(({ unit }) => unit));
  const found = measures.valuesOfUnits({
    units: units.filter((one) => there.has(one)),
    at,
    indicators: indicators.map(({ key }) => key),
  });
  return (unit, key) => found[unit]?.[key]?.value ?? null;
}

export interface SheetParts {
  measures: SheetMeasures;
  isHoliday: (day: string) => boolean;
  /** The target that holds, and since when. */
  inForce: (
    indicator: string,
    unit: string,
    year: number,
    at: Instant,
  ) => { value: number; at: Instant } | null;
}

/** @param at of another year than the one that is asked: its last instant, or its first */
export function sheetOf(
  { measures, isHoliday, inForce }: SheetParts,
  { unit, year, at: asked }: { unit: string; year: number; at: Instant },
): TargetSheet {
  const at = Math.min(Math.max(asked, yearStart(year)), yearEnd(year));
  const family = familyOf(measures, unit, Math.max(at, yearOf(asked) === year ? asked : at));
  const indicators = aimedAt(measures);
  const keys = family.map((one) => one.unit);
  const valueOf = valuesAt(measures, keys, indicators, at);
  const seasonal = seasonalShares(measures, keys, indicators, at, year);
  const weeks = weeksLeft(at, year);
  const workingDays = workingDaysLeft(at, year, isHoliday);
  const targets = measures.targets();

  function cellOf(of: string, indicator: Indicator): TargetCell {
    const value = valueOf(of, indicator.key);
    const kept = inForce(indicator.key, of, year, at);
    const standing = targets.standing({ indicator, unit: of, year, at, value });
    const pace = (stretches: number) =>
      kept === null || value === null ? null : neededPace(kept.value, Number(value), stretches, indicator);
    const share = seasonal(of, indicator.key);
    return {
      target: kept?.value ?? null,
      since: kept === null ? null : formatInstant(kept.at),
      value,
      toDate: standing?.toDate ?? null,
      status: standing?.status ?? null,
      seasonal:
        kept === null || share === null ? null : Number((kept.value * share).toFixed(indicator.decimals)),
      perWeek: pace(weeks),
      perWorkingDay: pace(workingDays),
    };
  }

  const rows = family.map((one) => ({
    unit: one.unit,
    name: one.name,
    level: one.level,
    cells: Object.fromEntries(indicators.map((indicator) => [indicator.key, cellOf(one.unit, indicator)])),
  }));
  return {
    year,
    at: formatInstant(at),
    weeks: Math.round(weeks * 10) / 10,
    workingDays,
    indicators: indicators.map((indicator) => ({
      key: indicator.key,
      unit: indicator.unit,
      decimals: indicator.decimals,
      additive: isAdditive(indicator),
      ...sumOf(indicator, rows),
    })),
    rows,
  };
}

/** By how much targets of parts miss that of the whole. */
function sumOf(
  indicator: Indicator,
  rows: TargetSheet['rows'],
): { difference: number | null; missing: number } {
  const [whole, ...parts] = rows.map(({ cells }) => cells[indicator.key]?.target ?? null);
  const set = parts.filter((one) => one !== null);
  const missing = set.length === 0 ? 0 : parts.length - set.length;
  if (!isAdditive(indicator) || whole === null || whole === undefined || set.length === 0)
    return { difference: null, missing };
  const { decimals } = indicator;
  const sum = set.reduce((all, one) => all + inDigits(one, decimals), 0n);
  return { difference: fromDigits(sum - inDigits(whole, decimals), decimals), missing };
}

/** Which share of a whole year's outcome past years had reached by this day of the year; the middle of them. */
function seasonalShares(
  measures: SheetMeasures,
  units: readonly string[],
  indicators: readonly Indicator[],
  at: Instant,
  year: number,
): (unit: string, key: string) => number | null {
  const past = Array.from({ length: PAST_YEARS }, (_, i) => year - 1 - i).map((one) => ({
    then: valuesAt(
      measures,
      units,
      indicators,
      Math.min(yearStart(one) + (at - yearStart(year)), yearEnd(one)),
    ),
    end: valuesAt(measures, units, indicators, yearEnd(one)),
  }));
  return (unit, key) => {
    const shares = past.flatMap(({ then, end }) => {
      const [a, b] = [then(unit, key), end(unit, key)];
      return a === null || b === null || Number(b) === 0 ? [] : [Number(a) / Number(b)];
    });
    if (shares.length === 0) return null;
    return shares.reduce((a, b) => a + b, 0) / shares.length;
  };
}
