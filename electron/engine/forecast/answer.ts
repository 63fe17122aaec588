/** An outlook as it is answered: exact scalars, target, what if, and one sentence. */
import type { Scalar, Step } from '../../contract/answers.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import {
  type ForecastAnswer,
  type ForecastMade,
  type Likelihood,
  LIKELIHOODS,
} from '../../contract/forecasts.ts';
import type { Indicator } from '../../contract/indicators.ts';
import { chanceAbove, intervalOf, type Spread } from './ahead/space.ts';
import type { Landing } from './forecasts.ts';
import type { NoOutlook } from './letterAhead.ts';
import type { Outlook } from './outlook.ts';
import { forecastWords, noForecastWords } from './words.ts';

interface Asked {
  readonly indicator: Indicator;
  readonly unit: string;
  readonly at: Instant;
  readonly step: Step;
  /** Steps ahead; left out, all until the year ends. */
  readonly horizon?: number | undefined;
  /** So many more a week, in the unit of the numerator. */
  readonly more?: number | undefined;
  readonly outlook: Outlook | NoOutlook;
  /** By weeks, until the year ends. */
  readonly landing: Outlook | NoOutlook;
  /** Last instant of the year. */
  readonly end: Instant;
  readonly target: number | null;
}

export function forecastAnswerOf(asked: Asked): ForecastAnswer {
  const { indicator, unit, at, step, outlook } = asked;
  const head = {
    indicator: indicator.key,
    ...{ unit, step, measure: indicator.unit, decimals: indicator.decimals, at: formatInstant(at) },
  };
  const missing = [asked.landing, outlook].find((one) => 'reason' in one);
  if (missing && 'reason' in missing) {
    const { reason, known, needed } = missing;
    const counted = missing === outlook ? step : 'week';
    return {
      outcome: 'none',
      ...head,
      reason,
      known,
      needed,
      words: noForecastWords(indicator, missing, counted),
    };
  }
  if ('reason' in outlook || 'reason' in asked.landing)
    throw new Error('An outlook without a reason is there.');
  const scalar = scalarOf(indicator);
  const landing = landingAnswer(asked.landing, asked, 0);
  return {
    outcome: 'forecast',
    ...head,
    origin: formatInstant(outlook.origin),
    value: scalar(outlook.value),
    steps: outlook.steps.slice(0, asked.horizon).map((one) => ({
      at: formatInstant(one.at),
      value: scalar(one.value),
      naive: scalar(one.naive),
      ...intervalAnswer(one, scalar),
    })),
    landing,
    whatIf:
      asked.more === undefined
        ? null
        : { ...landingAnswer(asked.landing, asked, asked.more), more: asked.more },
    rules: outlook.rules.map(({ rule, share }) => ({ rule, share: rounded(share, 3) })),
    pastError: pastErrorOf(asked.landing.past),
    pastErrors: outlook.past.byAhead.map((one) => ({ ahead: one.ahead, ...pastErrorOf(one) })),
    known: outlook.known,
    seen: asked.landing.seen,
    words: forecastWords(indicator, landing, asked.landing),
  };
}

/** The landing for other capabilities. */
export function landingOf(outlook: Outlook, indicator: Indicator, target: number | null): Landing | null {
  const last = outlook.steps.at(-1);
  if (!last) return null;
  const { low80: low, high80: high } = intervalOf(last);
  return { value: last.value, low, high, probability: probabilityOf(last, indicator, target) };
}

function landingAnswer(
  outlook: Outlook,
  { indicator, end, target }: Asked,
  more: number,
): ForecastMade['landing'] {
  const scalar = scalarOf(indicator);
  const last = withMore(lastOf(outlook), outlook, indicator, more);
  const perWeek = numeratorScalar(indicator);
  const { weeks, comes } = outlook;
  const expected = comes === null || weeks === 0 ? null : comes / weeks + more;
  return {
    at: formatInstant(end),
    value: scalar(last.value),
    naive: scalar(outlook.steps.at(-1)?.naive ?? last.value),
    ...intervalAnswer(last, scalar),
    target: target === null ? null : targetAnswer(last, outlook, indicator, target),
    expectedPerWeek: expected === null ? null : perWeek(expected),
  };
}

/** At the very end of a year nothing lies ahead any more: what is, is. */
function lastOf({ steps, value }: Outlook): Spread {
  return steps.at(-1) ?? { space: { is: 'plain' }, value, error: 0 };
}

/** So many more a week of the numerator until the end of the year; a state has none. */
function withMore(last: Spread, outlook: Outlook, { formula }: Indicator, more: number): Spread {
  if (more === 0 || outlook.comes === null) return last;
  const factor = formula.is === 'share' ? 100 : 1;
  const added = Math.max(-outlook.comes, more * outlook.weeks);
  const value = (factor * (outlook.last.numerator + added)) / outlook.last.denominator;
  if (formula.is === 'share' && value >= 100) return { space: { is: 'plain' }, value: 100, error: 0 };
  return { ...last, value };
}

function targetAnswer(
  last: Spread,
  outlook: Outlook,
  indicator: Indicator,
  target: number,
): ForecastMade['landing']['target'] {
  const chance = probabilityOf(last, indicator, target);
  const probability = chance === null ? null : Math.min(0.99, Math.max(0.01, rounded(chance, 2)));
  return {
    value: target,
    probability,
    likelihood: probability === null ? null : likelihoodOf(probability),
    neededPerWeek: neededPerWeek(outlook, indicator, target),
  };
}

function probabilityOf(last: Spread, { better }: Indicator, target: number | null): number | null {
  if (target === null || better === 'none') return null;
  const above = chanceAbove(last, target);
  return better === 'higher' ? above : 1 - above;
}

const FROM: Readonly<Record<Likelihood, number>> = {
  very_likely: 0.9,
  likely: 0.7,
  open: 0.3,
  unlikely: 0.1,
  very_unlikely: 0,
};

function likelihoodOf(probability: number): Likelihood {
  return LIKELIHOODS.find((one) => probability >= FROM[one]) ?? 'very_unlikely';
}

/** What must come of the numerator a week so that the target is just met, all else as expected. */
function neededPerWeek(outlook: Outlook, indicator: Indicator, target: number): Scalar {
  const { comes, weeks, last } = outlook;
  if (comes === null || weeks === 0 || indicator.better !== 'higher') return null;
  const factor = indicator.formula.is === 'share' ? 100 : 1;
  const wanted = (target * last.denominator) / factor - (last.numerator - comes);
  return numeratorScalar(indicator)(Math.max(0, wanted / weeks));
}

type ToScalar = (value: number) => Scalar;

/** As exact figures are written: đồng whole and as text, rates and averages with their decimals. */
function scalarOf({ unit, decimals }: Indicator): ToScalar {
  return (value) => (unit === 'dong' ? BigInt(Math.round(value)).toString() : rounded(value, decimals));
}

/** Of what the numerator counts: whole đồng, or cases and papers to a tenth. */
export function numeratorScalar({ formula }: Indicator): ToScalar {
  const { of } = formula.is === 'quantity' ? formula.quantity : formula.numerator;
  return (value) => (of === 'money' ? BigInt(Math.round(value)).toString() : rounded(value, 1));
}

function intervalAnswer(spread: Spread, scalar: ToScalar) {
  const { low80, high80, low95, high95 } = intervalOf(spread);
  const least = (value: number) => scalar(Math.max(0, value));
  return { low80: least(low80), high80: scalar(high80), low95: least(low95), high95: scalar(high95) };
}

function pastErrorOf({ own, naive, count }: { own: number; naive: number; count: number }) {
  return { own: rounded(own, 2), naive: rounded(naive, 2), count };
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
