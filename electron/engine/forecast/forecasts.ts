/** Forecasts on demand: kept, made beside the engine, made anew when figures changed. */
import { dayOf, HOUR_MS, type Instant, yearEnd, yearOf } from '../../contract/calendar.ts';
import type { Step, UnitNode } from '../../contract/answers.ts';
import type { AnomaliesAnswer, ForecastAnswer } from '../../contract/forecasts.ts';
import type { Indicator } from '../../contract/indicators.ts';
import { type Measures, QuestionError } from '../measures/index.ts';
import type { WritableDB } from '../store/index.ts';
import { anomaliesOf } from './anomalies.ts';
import { createAnomalyStore } from './anomalyStore.ts';
import { forecastAnswerOf, landingOf } from './answer.ts';
import { createForecastStore, type Kept } from './forecastStore.ts';
import type { AskQuery } from './drivers.ts';
import { lookAtDays, lookAtWeeks } from './looking.ts';
import { createMaker } from './maker.ts';
import { originOf } from './making.ts';

export interface ForecastQuestion {
  readonly indicator: string;
  readonly unit: string;
  readonly at: Instant;
}

export interface Landing {
  readonly value: number;
  /** The interval of 80 %. */
  readonly low: number;
  readonly high: number;
  /** Chance that the target of the year is met, 0 to 1; `null` without a target, or where neither more nor less is better. */
  readonly probability: number | null;
}

export interface Forecasts {
  /** @throws QuestionError naming an indicator or a unit that is not there */
  of(
    question: ForecastQuestion & { step: Step; horizon?: number | undefined; more?: number | undefined },
  ): Promise<ForecastAnswer>;
  /** Where an indicator lands at the end of the year, from what is kept; `null` where nothing is, or nothing can be said. */
  landing(indicator: string, unit: string, at: Instant): Landing | null;
  /** What was off lately among the units that somebody sees, from what is kept. */
  anomalies(units: readonly UnitNode[]): AnomaliesAnswer;
  /** Makes the landings of all units there now, one after the other, beside everything else. */
  refresh(): Promise<void>;
  /** Refreshes by itself from now on, whenever a day begins or figures have changed for an hour. */
  start(): void;
  stop(): Promise<void>;
}

export interface ForecastParts {
  readonly db: WritableDB;
  readonly measures: Measures;
  /** The engine's own time. */
  readonly now: () => Instant;
  /** Public holidays, as days. */
  readonly daysOff: ReadonlySet<string>;
  /** First instants of days on which levels may have jumped. */
  readonly shifts: readonly Instant[];
  /** Answers queries about any unit: what an unusual figure is put down to. */
  readonly ask: AskQuery;
  readonly failed: (error: unknown) => void;
}

/** A kept outlook answers as long, though figures have changed since. */
const HOLDS_MS = HOUR_MS / 4;
const LOOK_MS = 60_000;
/** The first refresh waits until a start is over. */
const CALM_MS = 120_000;
/** Outlooks of other instants than now that are remembered. */
const REMEMBERED = 400;
/** The step that landings are told by. */
const LANDING_STEP = 'week';

export function createForecasts(parts: ForecastParts): Forecasts {
  const { db, measures, now, daysOff, shifts } = parts;
  const store = createForecastStore(db);
  const unusual = createAnomalyStore(db);
  const maker = createMaker({ file: db.name, daysOff: [...daysOff], shifts });
  /** Of instants that are not now, and with the revision that those of now were made at. */
  const remembered = new Map<string, Kept & { revision: number }>();
  const underway = new Map<string, Promise<Kept>>();
  let timer: NodeJS.Timeout | undefined;
  let refreshed = { day: '', revision: -1, at: 0 };
  let refreshing: Promise<void> | undefined;

  function indicatorOf(key: string): Indicator {
    const found = measures.catalogue().find((one) => one.key === key);
    if (!found)
      throw new QuestionError(
        'indicator',
        `There is no indicator "${key}": ask /indicators for the catalogue.`,
      );
    return found;
  }

  const keyOf = (unit: string, indicator: string, step: Step, at: Instant) =>
    [unit, indicator, step, yearOf(at), originOf(step, at, { daysOff, shifts })].join('\n');

  /** What is kept for that origin, be it from before the newest change of figures. */
  function known(
    unit: string,
    indicator: string,
    step: Step,
    at: Instant,
  ): { kept: Kept; holds: boolean } | null {
    const key = keyOf(unit, indicator, step, at);
    const held = remembered.get(key);
    if (held) return { kept: held, holds: held.revision === measures.revision() || holds(held) };
    const kept = store.get(unit, indicator, step);
    if (
      !kept ||
      keyOf(unit, indicator, step, at) !== [unit, indicator, step, kept.year, kept.origin].join('\n')
    )
      return null;
    return { kept, holds: holds(kept) };
  }

  /** Whether a kept outlook answers though figures have changed: they have done so after its origin only. */
  function holds({ unit, indicator, origin, year, madeAt, outlook }: Kept): boolean {
    const age = Math.abs(now() - madeAt);
    if ('reason' in outlook) return age < LOOK_MS;
    if (age >= HOLDS_MS) return false;
    if (yearOf(origin) !== year) return true;
    const { [indicator]: there } = measures.values({ unit, at: origin, indicators: [indicator] }).values;
    if (!there || there.value === null) return false;
    const rounding = 0.51 / 10 ** there.decimals + Math.abs(outlook.value) * 1e-6;
    return Math.abs(Number(there.value) - outlook.value) <= rounding;
  }

  function keep(one: Kept, revision: number): void {
    const key = [one.unit, one.indicator, one.step, one.year, one.origin].join('\n');
    remembered.delete(key);
    remembered.set(key, { ...one, revision });
    if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value as string);
    const at = now();
    const isNow = one.year === yearOf(at) && one.origin === originOf(one.step, at, { daysOff, shifts });
    if (isNow) store.put([one]);
  }

  function make(unit: string, indicator: Indicator, step: Step, at: Instant): Promise<Kept> {
    const key = keyOf(unit, indicator.key, step, at);
    const running = underway.get(key);
    if (running) return running;
    const revision = measures.revision();
    const made = (async () => {
      let found: Kept | undefined;
      const formulas = [{ key: indicator.key, formula: indicator.formula }];
      await maker.make({ step, at, units: [unit], formulas }, (all) => {
        for (const { outlook } of all)
          found = {
            ...{ unit, indicator: indicator.key, step, outlook },
            origin: originOf(step, at, { daysOff, shifts }),
            year: yearOf(at),
            madeAt: now(),
          };
      });
      if (!found) throw new Error(`No outlook of ${indicator.key} of ${unit} was made.`);
      keep(found, revision);
      return found;
    })().finally(() => underway.delete(key));
    underway.set(key, made);
    return made;
  }

  async function outlook(unit: string, indicator: Indicator, step: Step, at: Instant): Promise<Kept> {
    const found = known(unit, indicator.key, step, at);
    return found?.holds ? found.kept : make(unit, indicator, step, at);
  }

  async function refreshAll(): Promise<void> {
    const at = now();
    const revision = measures.revision();
    refreshed = { day: dayOf(at), revision, at };
    const shown = measures.units(at).map(({ unit }) => unit);
    if (shown.length === 0) return;
    const head = {
      step: LANDING_STEP,
      origin: originOf(LANDING_STEP, at, { daysOff, shifts }),
      year: yearOf(at),
    } as const;
    const isShown = new Set(shown);
    const formulas = measures.catalogue().map(({ key, formula }) => ({ key, formula }));
    await maker.make({ step: LANDING_STEP, at, formulas }, (made) => {
      const madeAt = now();
      const kept = made.filter(({ unit }) => isShown.has(unit));
      for (const { unit, key } of kept)
        remembered.delete([unit, key, head.step, head.year, head.origin].join('\n'));
      store.put(kept.map(({ unit, key, outlook }) => ({ ...head, unit, indicator: key, outlook, madeAt })));
    });
    const looking = { store: unusual, catalogue: measures.catalogue(), ask: parts.ask, now: now() };
    await lookAtDays(looking, await maker.days({ at, formulas }));
    await lookAtWeeks(looking, store, head.origin);
  }

  function refresh(): Promise<void> {
    refreshing ??= refreshAll().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  function look(): void {
    const at = now();
    const newDay = dayOf(at) !== refreshed.day;
    const changed = measures.revision() !== refreshed.revision && at - refreshed.at >= HOUR_MS;
    if (newDay || changed) refresh().catch(parts.failed);
  }

  return {
    async of({ indicator: key, unit, at, step, horizon, more }) {
      const indicator = indicatorOf(key);
      if (!measures.units(at).some((one) => one.unit === unit))
        throw new QuestionError(
          'unit',
          `There is no unit "${unit}" at that instant: ask /units for those there are.`,
        );
      const [made, weekly] = await Promise.all([
        outlook(unit, indicator, step, at),
        outlook(unit, indicator, LANDING_STEP, at),
      ]);
      return forecastAnswerOf({
        ...{ indicator, unit, at, step, horizon, more },
        outlook: made.outlook,
        landing: weekly.outlook,
        end: yearEnd(yearOf(at)),
        target: measures.target({ indicator: key, unit, at }),
      });
    },
    landing(key, unit, at) {
      const indicator = indicatorOf(key);
      const found = known(unit, key, LANDING_STEP, at)?.kept.outlook;
      if (!found || 'reason' in found) return null;
      return landingOf(found, indicator, measures.target({ indicator: key, unit, at }));
    },
    anomalies: (units) =>
      anomaliesOf({ day: unusual.get('day'), week: unusual.get('week') }, units, measures.catalogue()),
    refresh,
    start() {
      timer = setTimeout(() => {
        look();
        timer = setInterval(look, LOOK_MS).unref();
      }, CALM_MS).unref();
    },
    async stop() {
      clearTimeout(timer);
      clearInterval(timer);
      await maker.stop();
    },
  };
}
