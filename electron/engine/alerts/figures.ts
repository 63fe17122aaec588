/** What rules look at, read once for all of them: values of every unit at one instant, targets, usual changes, forecasts. */
import type { Scalar, SourceHealth, UnitNode } from '../../contract/answers.ts';
import type { AlertSubject } from '../../contract/alerts.ts';
import { DAY_MS, type Instant, startOfDay, yearOf } from '../../contract/calendar.ts';
import type { Indicator, IndicatorUnit } from '../../contract/indicators.ts';
import { type Measures, QuestionError } from '../measures/index.ts';
import { type Band, bandOf } from './band.ts';

/** Probability (0 to 1) that a unit will meet its target of the year, as forecast at an instant; `null` when it cannot be told. */
export type Landing = (indicator: string, unit: string, at: Instant) => number | null;

export interface FiguresParts {
  measures: Pick<Measures, 'units' | 'catalogue' | 'valuesOfUnits' | 'measures' | 'targets'>;
  /** Sources as they stood at an instant. */
  sources: (at: Instant) => readonly SourceHealth[];
  /** `undefined`: this engine has no forecasts. */
  landing?: Landing | undefined;
}

export interface Measured {
  readonly values: ReadonlyMap<string, Scalar>;
  /** The same to be compared: đồng are the whole numbers they are. */
  readonly exact: ReadonlyMap<string, number | bigint | null>;
  readonly unit: IndicatorUnit;
  readonly decimals: number;
}

/** Figures of one instant; nothing is computed before a rule asks for it. */
export interface Figures {
  readonly at: Instant;
  readonly units: readonly UnitNode[];
  readonly parentOf: ReadonlyMap<string, string | null>;
  indicator(key: string): Indicator | undefined;
  /** `null` when there is no such indicator. */
  values(of: AlertSubject): Measured | null;
  /** Targets to date, as they are shown. */
  targetsToDate(indicator: Indicator): ReadonlyMap<string, number>;
  /** What the seven days up to last midnight changed, and what is usual; `null` where too little is known. */
  change(indicator: Indicator): ReadonlyMap<string, { change: number; band: Band } | null>;
  sources(): readonly SourceHealth[];
  landing(indicator: string): ReadonlyMap<string, number | null> | null;
}

/** Weeks that say what is usual. */
const WEEKS = 26;
const WEEK_MS = 7 * DAY_MS;
/** Days whose changes and forecasts are kept. */
const DAYS_KEPT = 2;

export interface FiguresAt {
  (at: Instant): Figures;
}

/** What holds for a whole day is kept over the instants of that day. */
export function createFigures(parts: FiguresParts): FiguresAt {
  const { measures } = parts;
  const ofDay = new Map<Instant, Map<string, unknown>>();

  /** Computed once for a day. */
  function daily<T>(day: Instant, key: string, make: () => T): T {
    let known = ofDay.get(day);
    if (!known) {
      if (ofDay.size >= DAYS_KEPT) ofDay.delete(ofDay.keys().next().value as Instant);
      ofDay.set(day, (known = new Map<string, unknown>()));
    }
    if (!known.has(key)) known.set(key, make());
    return known.get(key) as T;
  }

  return (at) => {
    const units = measures.units(at);
    const keys = units.map(({ unit }) => unit);
    const catalogue = new Map(measures.catalogue().map((one) => [one.key, one]));
    const known = new Map<string, unknown>();
    const once = <T>(key: string, make: () => T): T => {
      if (!known.has(key)) known.set(key, make());
      return known.get(key) as T;
    };

    const valuesOf = (indicator: Indicator) => valuesAt(measures, indicator.key, keys, at);
    return {
      at,
      units,
      parentOf: new Map(units.map(({ unit, parent }) => [unit, parent])),
      indicator: (key) => catalogue.get(key),
      values: (of) =>
        once(JSON.stringify(of), () => {
          if ('measure' in of) return lettersAt(measures, of.measure, keys, at);
          const indicator = catalogue.get(of.indicator);
          if (!indicator) return null;
          return measuredOf(valuesOf(indicator), indicator.unit, indicator.decimals);
        }),
      targetsToDate: (indicator) =>
        once(`target ${indicator.key}`, () => {
          const targets = measures.targets();
          const year = yearOf(at);
          const found = keys.flatMap((unit) => {
            const standing = targets.standing({ indicator, unit, year, at, value: null });
            return standing === null ? [] : [[unit, standing.toDate] as const];
          });
          return new Map(found);
        }),
      change(indicator) {
        const day = startOfDay(at);
        return daily(day, `change ${indicator.key} ${keys.length}`, () => changesOf(indicator, day, keys));
      },
      sources: () => once('sources', () => parts.sources(at)),
      landing(indicator) {
        const { landing } = parts;
        if (!landing) return null;
        return daily(
          startOfDay(at),
          `landing ${indicator} ${keys.length}`,
          () => new Map(keys.map((unit) => [unit, landing(indicator, unit, at)])),
        );
      },
    };
  };

  function changesOf(indicator: Indicator, day: Instant, keys: readonly string[]) {
    const instants = Array.from({ length: WEEKS + 2 }, (_, i) => day - i * WEEK_MS);
    const read = instants.map((one) => {
      const there = new Set(measures.units(one).map(({ unit }) => unit));
      return valuesAt(
        measures,
        indicator.key,
        keys.filter((unit) => there.has(unit)),
        one,
      );
    });
    return new Map(
      keys.map((unit) => {
        const changes = instants.slice(0, -1).map((one, i) => {
          // What is counted from the beginning of the year falls back then: that is no change.
          if (yearOf(one - 1) !== yearOf((instants[i + 1] ?? one) - 1)) return null;
          const [now, before] = [read[i]?.get(unit) ?? null, read[i + 1]?.get(unit) ?? null];
          return now === null || before === null ? null : Number(now) - Number(before);
        });
        const [change = null, ...usual] = changes;
        const band = bandOf(usual.filter((one) => one !== null));
        return [unit, change === null || band === null ? null : { change, band }] as const;
      }),
    );
  }
}

function valuesAt(
  measures: Pick<Measures, 'valuesOfUnits'>,
  indicator: string,
  units: readonly string[],
  at: Instant,
): Map<string, Scalar> {
  try {
    const found = measures.valuesOfUnits({ units, at, indicators: [indicator] });
    return new Map(Object.entries(found).map(([unit, values]) => [unit, values[indicator]?.value ?? null]));
  } catch (error) {
    if (error instanceof QuestionError) return new Map();
    throw error;
  }
}

function lettersAt(
  measures: Pick<Measures, 'measures'>,
  { of, letter }: Extract<AlertSubject, { measure: unknown }>['measure'],
  units: readonly string[],
  at: Instant,
): Measured {
  const values = new Map(
    units.map((unit) => {
      const tables = measures.measures({ unit, at });
      const value: Scalar = of === 'cases' ? tables.cases[letter] : tables.money[letter];
      return [unit, value] as const;
    }),
  );
  return measuredOf(values, of === 'cases' ? 'case' : 'dong', 0);
}

function measuredOf(values: Map<string, Scalar>, unit: IndicatorUnit, decimals: number): Measured {
  const exact = new Map([...values].map(([key, value]) => [key, value === null ? null : exactOf(value)]));
  return { values, exact, unit, decimals };
}

function exactOf(value: NonNullable<Scalar>): number | bigint {
  return typeof value === 'string' && !value.includes('.') ? BigInt(value) : Number(value);
}
