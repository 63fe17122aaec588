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

/** Units and indicators whose newest weeks were off what had been told of them, furthest first. */
export const anomaliesAnswer = z.object({
  /** End of the newest week that is looked at; `null` while no forecast is kept. */
  until: instantText.nullable(),
  anomalies: z.array(
    z.object({
      unit: z.string(),
      unitName: z.string(),
      indicator: z.string(),
      /** Whole weeks that were looked at. */
      weeks: z.int(),
      /** What came in them of the numerator, and what had been told. */
      came: scalar,
      told: scalar,
      /** By how many errors of such forecasts, above or below. */
      off: z.number(),
      /** The unit right below it that moved most the same way, where one is known. */
      driver: z.object({ unit: z.string(), name: z.string() }).nullable(),
      words,
    }),
  ),
});
export type AnomaliesAnswer = z.infer<typeof anomaliesAnswer>;

/** What bears on a decision about an indicator: sentences, each the answer to a query that can be asked again. */
export const adviceAnswer = z.object({
  sentences: z.array(z.object({ query, words })),
});
export type AdviceAnswer = z.infer<typeof adviceAnswer>;
