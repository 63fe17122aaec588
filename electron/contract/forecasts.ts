/** Forecasts: where an indicator is heading until the statistical year ends, how sure that is, and whether it meets the target. */
import { z } from 'zod';
import { instantText, scalar, step } from './answers.ts';
import { INDICATOR_UNITS } from './indicators.ts';
import { query, words } from './questions.ts';

/** Rules that a forecast is made of. */
export const FORECAST_RULES = ['combination', 'level', 'year_before', 'intermittent'] as const;

/** `too_short`: fewer steps are known than an error can be told from; `no_value`: steps without a value in between. */
export const NO_FORECAST_REASONS = ['too_short', 'no_value', 'negative'] as const;

/** What a forecast is asked of. */
export const forecastQuery = z.object({
  indicator: z.string().min(1),
  unit: z.string().min(1),
  step: step.default('week'),
  horizon: z.coerce
    .number()
    .int()
    .min(1)
    .max(120)
    .optional()
    .describe('Steps ahead; left out, and at most, until the statistical year ends; days for a quarter.'),
  more: z.coerce
    .number()
    .min(-1e15)
    .max(1e15)
    .optional()
    .describe('What if so many more came a week, in the unit of the numerator (cases, papers, đồng)?'),
});

const interval = z.object({ low80: scalar, high80: scalar, low95: scalar, high95: scalar });

/** How likely a target is met, by its probability: from 0.9, 0.7, 0.3 and 0.1 on, and below. */
export const LIKELIHOODS = ['very_likely', 'likely', 'open', 'unlikely', 'very_unlikely'] as const;
export const likelihood = z.enum(LIKELIHOODS);
export type Likelihood = z.infer<typeof likelihood>;

/** Errors of earlier forecasts, as a share of the value in percent, or in points where the indicator is a rate. */
const pastError = z.object({
  own: z.number(),
  naive: z.number(),
  /** Values that were told and have come since. */
  count: z.int(),
});

export const landing = interval.extend({
  /** Last instant of the statistical year. */
  at: instantText,
  value: scalar,
  /** What the naive rule says: the pace of the last quarter goes on. */
  naive: scalar,
  /** `null` without a target. */
  target: z
    .object({
      value: z.number(),
      /** Chance that the target is met, 0.01 to 0.99; `null` where neither more nor less is better. */
      probability: z.number().nullable(),
      likelihood: likelihood.nullable(),
      /** What must come a week, in the unit of the numerator, from the origin on, so that the target is just met; `null` where that cannot be told. */
      neededPerWeek: scalar,
    })
    .nullable(),
  /** What is expected to come a week, in the same unit. */
  expectedPerWeek: scalar,
});

const head = {
  indicator: z.string(),
  unit: z.string(),
  step,
  measure: z.enum(INDICATOR_UNITS),
  decimals: z.int(),
  /** The instant asked about. */
  at: instantText,
  /** What the forecast says, in one sentence. */
  words,
};

export const forecastMade = z.object({
  outcome: z.literal('forecast'),
  ...head,
  /** End of the last whole step that is known: the forecast begins there. */
  origin: instantText,
  /** The value at the origin. */
  value: scalar,
  steps: z.array(interval.extend({ at: instantText, value: scalar, naive: scalar })),
  landing,
  /** The same with so many more a week, in the unit of the numerator. */
  whatIf: landing.extend({ more: z.number() }).nullable(),
  /** Parts of the rules in the forecast, largest first. */
  rules: z.array(z.object({ rule: z.enum(FORECAST_RULES), share: z.number() })),
  pastError,
  /** The same by steps ahead. */
  pastErrors: z.array(pastError.extend({ ahead: z.int() })),
  /** Steps that the forecast was made from. */
  known: z.int(),
  /** Whether the rest of the year was seen in the year before: until then nothing tells how a year ends, and intervals are wide. */
  seen: z.boolean(),
});
export type ForecastMade = z.infer<typeof forecastMade>;

export const noForecast = z.object({
  outcome: z.literal('none'),
  ...head,
  reason: z.enum(NO_FORECAST_REASONS),
  /** Steps that are known, and that a forecast needs. */
  known: z.int(),
  needed: z.int(),
});
export type NoForecast = z.infer<typeof noForecast>;

export const forecastAnswer = z.discriminatedUnion('outcome', [forecastMade, noForecast]);
export type ForecastAnswer = z.infer<typeof forecastAnswer>;

/** On the live connection: the engine answers at once, and again when it is made. */
export const liveForecast = z.discriminatedUnion('outcome', [
  forecastMade,
  noForecast,
  z.object({ outcome: z.literal('working') }),
]);
export type LiveForecast = z.infer<typeof liveForecast>;

/** What parts of a figure an unusual one is put down to. */
export const DRIVEN_BY = ['unit', 'category', 'band'] as const;

/** The part that moved most away from its own expectation. */
export const driver = z.object({
  by: z.enum(DRIVEN_BY),
  name: words,
  came: scalar,
  told: scalar,
  words,
  /** Tells all the parts. */
  query,
});
export type Driver = z.infer<typeof driver>;

export const anomaly = z.object({
  step: z.enum(['day', 'week']),
  /** First and last day; a working day has the days off before it in it. */
  from: z.string(),
  to: z.string(),
  unit: z.string(),
  unitName: z.string(),
  indicator: z.string(),
  /** What came of the numerator, and what had been expected. */
  came: scalar,
  told: scalar,
  /** What 19 of 20 such days, or weeks, lie within. */
  low: scalar,
  high: scalar,
  /** By how many of its own errors, above or below. */
  off: z.number(),
  drivers: z.array(driver),
  words,
  /** Tells the figure. */
  query,
});
export type Anomaly = z.infer<typeof anomaly>;

/** Units and figures that came otherwise than expected by more than chance explains, newest and least likely first. */
export const anomaliesAnswer = z.object({
  /** The working days that were looked at; `null` while too little is known. */
  days: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** End of the newest whole week that was looked at; `null` while no forecast is kept. */
  until: instantText.nullable(),
  /** So many false alarms a month are to be expected at most, over all days, units and figures of the whole organisation. */
  falseAMonth: z.number(),
  anomalies: z.array(anomaly),
});
export type AnomaliesAnswer = z.infer<typeof anomaliesAnswer>;

/** What bears on a decision about an indicator: sentences, each the answer to a query that can be asked again. */
export const adviceAnswer = z.object({
  sentences: z.array(z.object({ query, words })),
});
export type AdviceAnswer = z.infer<typeof adviceAnswer>;
