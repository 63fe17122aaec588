/** One look of a rule at its units (or sources): whether its condition holds for each, and by what figures. Pure. */
import type { Scalar, UnitNode } from '../../contract/answers.ts';
import type { Alert, AlertCondition, AlertError, AlertRule } from '../../contract/alerts.ts';
import type { Indicator } from '../../contract/indicators.ts';
import { spreadsOf } from './band.ts';
import type { Figures } from './figures.ts';
import type { Reading } from './machine.ts';

/** What a look saw of one subject. */
export interface Seen {
  readonly reading: Reading;
  readonly value: Scalar;
  readonly limit: Scalar;
}

export interface Look {
  /** By unit, or by source. */
  readonly of: 'unit' | 'source';
  readonly seen: ReadonlyMap<string, Seen>;
  readonly measuredIn: Alert['measuredIn'];
  readonly decimals: number;
}

/** Units that a rule looks at, of those there are. */
export function unitsOf({ scope }: AlertRule, units: readonly UnitNode[]): string[] {
  const within = scope.unit === null ? null : subtreeOf(scope.unit, units);
  return units
    .filter(({ unit, level, nature }) => {
      // What agencies published is another's figures.
      if (nature === 'published' && unit !== scope.unit) return false;
      if (scope.level === null) return unit === scope.unit;
      return level === scope.level && (within === null || within.has(unit));
    })
    .map(({ unit }) => unit);
}

/** A unit and all below it. */
export function subtreeOf(top: string, units: readonly Pick<UnitNode, 'unit' | 'parent'>[]): Set<string> {
  const found = new Set([top]);
  // Parents come before their children.
  for (const { unit, parent } of units) if (parent !== null && found.has(parent)) found.add(unit);
  return found;
}

/** What is looked at: the subjects of the scope, and those of which something is remembered, which are told even if they are well. */
export interface Subjects {
  readonly all: readonly string[];
  remembered(subject: string): boolean;
}

/** Looks at every subject of a rule; those that are well, and of which nothing is remembered, are left out. */
export function lookAt(rule: AlertRule, figures: Figures, subjects: Subjects): Look {
  const { condition } = rule;
  switch (condition.kind) {
    case 'fixed':
      return fixed(condition, figures, subjects);
    case 'freshness':
      return freshness(condition, figures);
    default: {
      const indicator = figures.indicator(condition.indicator);
      if (!indicator) return failing('no_indicator', subjects.all);
      if (condition.kind === 'target') return target(condition, indicator, figures, subjects);
      if (condition.kind === 'history') return history(condition, indicator, figures, subjects);
      if (condition.kind === 'rank') return rank(condition, indicator, figures, subjects);
      return forecast(condition, figures, subjects);
    }
  }
}

type Of<K extends AlertCondition['kind']> = Extract<AlertCondition, { kind: K }>;

/** A look at which nothing could be told, for one reason. */
export function failing(error: AlertError, subjects: readonly string[], of: Look['of'] = 'unit'): Look {
  const seen: Seen = { reading: { is: 'error', error }, value: null, limit: null };
  return { of, seen: new Map(subjects.map((one) => [one, seen])), measuredIn: 'case', decimals: 0 };
}

/** Bad below (or above) the limit, over from `clear` on. */
function between(value: number | bigint, compare: 'below' | 'above', limit: number, clear: number): Reading {
  if (compare === 'below' ? value < limit : value > limit) return BREACH;
  return (compare === 'below' ? value >= clear : value <= clear) ? CLEAR : BETWEEN;
}

const BREACH: Reading = { is: 'breach' };
const CLEAR: Reading = { is: 'clear' };
const BETWEEN: Reading = { is: 'between' };
const NO_DATA: Reading = { is: 'no_data' };

/** Whether a look need not be told: it is well, and nothing is remembered. */
function isQuiet(reading: Reading, subject: string, { remembered }: Subjects): boolean {
  return (reading === CLEAR || reading === BETWEEN) && !remembered(subject);
}

function fixed({ of, compare, limit, clear }: Of<'fixed'>, figures: Figures, subjects: Subjects): Look {
  const measured = figures.values(of);
  if (measured === null) return failing('no_indicator', subjects.all);
  const { values, exact, unit: measuredIn, decimals } = measured;
  const seen = new Map<string, Seen>();
  for (const unit of subjects.all) {
    const number = exact.get(unit) ?? null;
    const reading = number === null ? NO_DATA : between(number, compare, limit, clear ?? limit);
    if (isQuiet(reading, unit, subjects)) continue;
    const value = values.get(unit) ?? null;
    seen.set(unit, { reading, value, limit: measuredIn === 'dong' ? String(limit) : limit });
  }
  return { of: 'unit', seen, measuredIn, decimals };
}

function target(
  { limit, clear }: Of<'target'>,
  indicator: Indicator,
  figures: Figures,
  subjects: Subjects,
): Look {
  const measured = figures.values({ indicator: indicator.key });
  const toDate = figures.targetsToDate(indicator);
  const seen = new Map<string, Seen>();
  for (const unit of subjects.all) {
    const due = toDate.get(unit);
    // Nobody set it a target: there is nothing to miss.
    if (due === undefined || due <= 0) continue;
    const number = measured?.exact.get(unit) ?? null;
    const share = number === null ? null : reachedShare(Number(number), due, indicator);
    const reading = share === null ? NO_DATA : between(share, 'below', limit, clear ?? limit);
    if (isQuiet(reading, unit, subjects)) continue;
    const value = measured?.values.get(unit) ?? null;
    seen.set(unit, { reading, value, limit: indicator.unit === 'dong' ? String(due) : due });
  }
  return { of: 'unit', seen, measuredIn: indicator.unit, decimals: indicator.decimals };
}

/** Per cent of the target to date that are reached; of what is better the lower, the other way round. */
function reachedShare(value: number, due: number, { better }: Indicator): number {
  if (better === 'lower') return value === 0 ? Number.POSITIVE_INFINITY : (100 * due) / value;
  return (100 * value) / due;
}

function history(
  { side, limit, clear }: Of<'history'>,
  indicator: Indicator,
  figures: Figures,
  subjects: Subjects,
): Look {
  const changes = figures.change(indicator);
  const seen = new Map<string, Seen>();
  for (const unit of subjects.all) {
    const known = changes.get(unit) ?? null;
    if (known === null) {
      seen.set(unit, { reading: NO_DATA, value: null, limit });
      continue;
    }
    const spreads = spreadsOf(known.change, known.band);
    const far = side === 'both' ? Math.abs(spreads) : side === 'low' ? -spreads : spreads;
    const reading = between(far, 'above', limit, clear ?? limit);
    if (isQuiet(reading, unit, subjects)) continue;
    // What is infinitely far is written as the largest number that crosses JSON.
    const value = Number.isFinite(spreads) ? Math.round(spreads * 10) / 10 : Math.sign(spreads) * 999;
    seen.set(unit, { reading, value, limit: side === 'low' ? -limit : limit });
  }
  return { of: 'unit', seen, measuredIn: 'spread', decimals: 1 };
}

function rank(
  { from, limit, clear }: Of<'rank'>,
  indicator: Indicator,
  figures: Figures,
  subjects: Subjects,
): Look {
  const values = figures.values({ indicator: indicator.key })?.values;
  const known = subjects.all.flatMap((unit) => {
    const value = values?.get(unit) ?? null;
    return value === null ? [] : [{ unit, value: Number(value) }];
  });
  const lowFirst = (indicator.better === 'lower') === (from === 'best');
  const sorted = known.map(({ value }) => value).sort((a, b) => (lowFirst ? a - b : b - a));
  const opposite = sorted.at(-1);
  // Two that are equal have the place of the first of them.
  const places = new Map<number, number>();
  sorted.forEach((value, i) => places.set(value, places.get(value) ?? i + 1));
  const placeOf = new Map(known.map(({ unit, value }) => [unit, { value, place: places.get(value) ?? 1 }]));
  const seen = new Map<string, Seen>();
  for (const unit of subjects.all) {
    const found = placeOf.get(unit);
    if (!found) {
      seen.set(unit, { reading: NO_DATA, value: null, limit });
      continue;
    }
    // Where all are equal, none is last.
    const reading: Reading =
      found.value === opposite ? CLEAR : between(found.place, 'below', limit + 1, (clear ?? limit) + 1);
    if (isQuiet(reading, unit, subjects)) continue;
    seen.set(unit, { reading, value: found.place, limit });
  }
  return { of: 'unit', seen, measuredIn: 'place', decimals: 0 };
}

function forecast(
  { indicator: key, limit, clear }: Of<'forecast'>,
  figures: Figures,
  subjects: Subjects,
): Look {
  const landing = figures.landing(key);
  if (landing === null) return failing('no_forecast', subjects.all);
  const seen = new Map<string, Seen>();
  for (const unit of subjects.all) {
    const probability = landing.get(unit) ?? null;
    const value = probability === null ? null : Math.round(probability * 1000) / 10;
    const reading = value === null ? NO_DATA : between(value, 'below', limit, clear ?? limit);
    if (isQuiet(reading, unit, subjects)) continue;
    seen.set(unit, { reading, value, limit });
  }
  return { of: 'unit', seen, measuredIn: 'probability', decimals: 1 };
}

function freshness({ source: wanted, limit }: Of<'freshness'>, figures: Figures): Look {
  const sources = figures
    .sources()
    .filter(({ id, nature }) => (wanted === null ? nature !== 'published' : id === wanted));
  if (wanted !== null && sources.length === 0) return failing('no_source', [wanted], 'source');
  const seen = new Map(
    sources.map(({ id, heardAt, state }): [string, Seen] => {
      if (state === 'paused') return [id, { reading: CLEAR, value: null, limit }];
      if (heardAt === null) return [id, { reading: NO_DATA, value: null, limit }];
      const silent = Math.floor((figures.at - Date.parse(heardAt)) / 60_000);
      return [id, { reading: silent >= limit ? BREACH : CLEAR, value: silent, limit }];
    }),
  );
  return { of: 'source', seen, measuredIn: 'minute', decimals: 0 };
}
