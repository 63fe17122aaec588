/** Alerts: rules as documents, what stands, what people do about it. */
import { z } from 'zod';
import { instantText, scalar } from './answers.ts';
import { UNIT_LEVELS } from './events.ts';
import { mailAddress } from './deliveries.ts';
import { INDICATOR_UNITS, quantity } from './indicators.ts';
import { day, HOLIDAY_RULES } from './days.ts';

export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export const severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof severity>;

const indicatorKey = z.string().min(1).max(64);
/** In the indicator's own unit: percent, cases, đồng. */
const number = z.number();

/** What is looked at: an indicator of the catalogue, or a letter of the tables. */
export const alertSubject = z.union([
  z.strictObject({ indicator: indicatorKey }),
  z.strictObject({ measure: quantity }),
]);
export type AlertSubject = z.infer<typeof alertSubject>;

/** Beyond which it alerts, and back to which it must come: between the two nothing changes (hysteresis). */
const limits = { limit: number, clear: number.nullable().default(null) };

export const CONDITION_KINDS = ['fixed', 'target', 'history', 'rank', 'freshness', 'forecast'] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];
export const alertCondition = z.discriminatedUnion('kind', [
  /** Against a fixed value. */
  z.strictObject({
    kind: z.literal('fixed'),
    of: alertSubject,
    compare: z.enum(['below', 'above']),
    ...limits,
  }),
  /** Less than `limit` per cent of the target to date is reached. */
  z.strictObject({
    kind: z.literal('target'),
    indicator: indicatorKey,
    limit: number.min(1).max(200),
    clear: number.min(1).max(200).nullable().default(null),
  }),
  /** The change within seven days lies outside what is usual: more than `limit` spreads from the middle of the weeks before. */
  z.strictObject({
    kind: z.literal('history'),
    indicator: indicatorKey,
    side: z.enum(['low', 'high', 'both']),
    limit: number.min(1).max(20),
    clear: number.min(0).max(20).nullable().default(null),
  }),
  /** Among the last (or first) places of the units of the scope; two that are equal share the better place. */
  z.strictObject({
    kind: z.literal('rank'),
    indicator: indicatorKey,
    from: z.enum(['worst', 'best']),
    limit: z.int().min(1).max(100),
    clear: z.int().min(1).max(100).nullable().default(null),
  }),
  /** A source (`null`: each) was not heard for so many minutes. */
  z.strictObject({
    kind: z.literal('freshness'),
    source: z.string().min(1).max(128).nullable(),
    limit: z.int().min(1).max(100_000),
  }),
  /** The probability that the target of the year will be met, by the forecast, is less than `limit` per cent. */
  z.strictObject({
    kind: z.literal('forecast'),
    indicator: indicatorKey,
    limit: number.min(1).max(99),
    clear: number.min(1).max(100).nullable().default(null),
  }),
]);
export type AlertCondition = z.infer<typeof alertCondition>;

const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day such as 07:30' });
const endOfDay = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'must be a time of day such as 17:00, or 24:00' });

/** When a rule is looked at; the rest of the time nothing new comes of it. */
export const alertHours = z
  .strictObject({
    from: timeOfDay,
    /** Not later than `from`, it is that time of the next day. */
    to: endOfDay,
    /** Monday is 1, Sunday 7. */
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
    firstDay: day.nullable().default(null),
    lastDay: day.nullable().default(null),
    holidays: z.enum(HOLIDAY_RULES).default('as_usual'),
  })
  .refine(({ firstDay, lastDay }) => firstDay === null || lastDay === null || firstDay <= lastDay, {
    path: ['lastDay'],
    error: 'must not lie before firstDay: the rule would never be looked at',
  })
  .refine(({ weekdays }) => new Set(weekdays).size === weekdays.length, {
    path: ['weekdays'],
    error: 'must name each weekday once',
  });
export type AlertHours = z.infer<typeof alertHours>;

/** Longest that a rule may wait, minutes: four weeks. */
const MINUTES_MOST = 40_320;
const minutes = z.int().min(0).max(MINUTES_MOST);

/** What happens while there is no value: nothing changes, it counts as well, or it alerts by itself. */
export const NO_DATA = ['keep', 'normal', 'alert'] as const;

const ruleFields = {
  name: z.string().trim().min(1).max(120),
  severity,
  enabled: z.boolean().default(true),
  condition: alertCondition,
  /** `level` `null`: the unit itself; else each unit of that level at or below it. `unit` `null`: the whole organisation. */
  scope: z.strictObject({
    unit: z.string().min(1).max(128).nullable().default(null),
    level: z.enum(UNIT_LEVELS).nullable().default(null),
  }),
  /** It must hold for so long before it alerts, and be over for so long before it is over. */
  forMinutes: minutes.default(0),
  recoverMinutes: minutes.default(0),
  noData: z.enum(NO_DATA).default('keep'),
  hours: alertHours.nullable().default(null),
  /** Nobody acknowledged it for so long: it is the next higher unit's from then on, and these are written to. */
  escalate: z
    .strictObject({
      afterMinutes: z.int().min(1).max(MINUTES_MOST),
      mail: z.array(mailAddress).max(50).default([]),
    })
    .nullable()
    .default(null),
  channels: z
    .strictObject({
      wall: z.boolean().default(true),
      /** A short sound in the room. */
      sound: z.boolean().default(false),
      mail: z.array(mailAddress).max(50).default([]),
      /** Ids of endpoints of webhooks. */
      endpoints: z.array(z.string().min(1).max(64)).max(20).default([]),
    })
    .default({ wall: true, sound: false, mail: [], endpoints: [] }),
};

export const alertRule = z.strictObject(ruleFields).superRefine(({ condition, scope }, ctx) => {
  const fail = (path: string[], message: string) => ctx.addIssue({ code: 'custom', path, message });
  if (condition.kind === 'freshness') {
    if (scope.unit !== null || scope.level !== null)
      fail(['scope'], 'must be the whole organisation: a source belongs to no unit');
    return;
  }
  if (scope.unit === null && scope.level === null)
    fail(['scope', 'level'], 'must be given where no unit is: say which units are looked at');
  if (condition.kind === 'rank' && scope.level === null)
    fail(['scope', 'level'], 'must be given: a single unit has no place among others');
  const { clear, limit } = condition;
  if (clear === null) return;
  const isBack =
    condition.kind === 'history' || condition.kind === 'rank'
      ? // Fewer spreads, or a better place, counted from the end that is looked at.
        condition.kind === 'history'
        ? clear <= limit
        : clear >= limit
      : condition.kind === 'fixed' && condition.compare === 'above'
        ? clear <= limit
        : clear >= limit;
  if (!isBack) fail(['condition', 'clear'], 'must lie on the good side of limit: from there it is over');
});
export type AlertRule = z.infer<typeof alertRule>;
export type AlertRuleRequest = z.input<typeof alertRule>;

export const keptRule = z.object({
  number: z.int(),
  version: z.int(),
  rule: alertRule,
  by: z.string(),
  at: instantText,
  /** What of it is not there now, such as a unit that ended; `null` when all is. */
  fault: z.object({ field: z.string(), detail: z.string() }).nullable(),
  /** How many alerts of it stand. */
  standing: z.int(),
});
export type KeptRule = z.infer<typeof keptRule>;
export const rulesAnswer = z.object({ rules: z.array(keptRule) });
export type RulesAnswer = z.infer<typeof rulesAnswer>;
export const ruleVersions = z.object({
  number: z.int(),
  versions: z.array(
    z.object({ version: z.int(), rule: alertRule.nullable(), by: z.string(), at: instantText }),
  ),
});
export type RuleVersions = z.infer<typeof ruleVersions>;

/**
 * `firing`: it holds; `recovering`: it does not any more, but not for long enough; `no_data`, `error`: whether it holds
 * cannot be told; `recovered`: it is over, and nobody has seen it yet. (`pending`, before it fires, is no alert yet.)
 */
export const ALERT_STATES = ['firing', 'recovering', 'no_data', 'error', 'recovered'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** What an alert is about: that its condition holds, or that it cannot be told. */
export const ALERT_CAUSES = ['condition', 'no_data', 'error'] as const;
/** What an error is: the rule names something that is not there, or what it needs is missing. */
export const ALERT_ERRORS = ['no_forecast', 'no_indicator', 'no_source', 'failed'] as const;
export type AlertError = (typeof ALERT_ERRORS)[number];

export const alert = z.object({
  number: z.int(),
  rule: z.int(),
  name: z.string(),
  severity,
  kind: z.enum(CONDITION_KINDS),
  cause: z.enum(ALERT_CAUSES),
  error: z.enum(ALERT_ERRORS).nullable(),
  state: z.enum(ALERT_STATES),
  /** Key and name; `null` for a source. */
  unit: z.string().nullable(),
  unitName: z.string().nullable(),
  source: z.string().nullable(),
  indicator: z.string().nullable(),
  /** When it fired (again). */
  since: instantText,
  /** How often it fired since it was last seen. */
  times: z.int(),
  /** As it fired, and what it was held against, both in `measuredIn`. */
  value: scalar,
  limit: scalar,
  measuredIn: z.enum([...INDICATOR_UNITS, 'spread', 'place', 'minute', 'probability']),
  decimals: z.int(),
  endedAt: instantText.nullable(),
  acknowledged: z.object({ by: z.string(), at: instantText, comment: z.string() }).nullable(),
  shelvedUntil: instantText.nullable(),
  /** Nobody is told of it, by a silence that stands. */
  silenced: z.boolean(),
  /** Whose it is now: the unit, or one above it after it was escalated. */
  owner: z.string().nullable(),
  escalated: z.int(),
  sound: z.boolean(),
});
export type Alert = z.infer<typeof alert>;

export const ALERT_EVENTS = [
  'fired',
  'fired_again',
  'recovered',
  'ended_with_rule',
  'ended_with_unit',
  'acknowledged',
  'shelved',
  'unshelved',
  'escalated',
] as const;
export const alertEvent = z.object({
  at: instantText,
  kind: z.enum(ALERT_EVENTS),
  by: z.string().nullable(),
  comment: z.string().nullable(),
  /** Of an escalation: the unit whose it is from then on. Of shelving: until when. */
  detail: z.string().nullable(),
});
export const alertAnswer = alert.extend({ events: z.array(alertEvent) });
export type AlertAnswer = z.infer<typeof alertAnswer>;

export const alertsQuery = z.object({
  state: z.enum([...ALERT_STATES, 'unacknowledged', 'shelved']).optional(),
  severity: severity.optional(),
  rule: z.coerce.number().int().optional(),
  /** The unit and what is below it. */
  unit: z.string().min(1).max(128).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  offset: z.coerce.number().int().min(0).default(0),
});
export const alertCounts = z.object({
  critical: z.int(),
  warning: z.int(),
  info: z.int(),
  unacknowledged: z.int(),
  recovered: z.int(),
  shelved: z.int(),
  silenced: z.int(),
});
export const alertsAnswer = z.object({ alerts: z.array(alert), total: z.int(), counts: alertCounts });
export type AlertsAnswer = z.infer<typeof alertsAnswer>;

const comment = z.string().trim().max(500);
const numbers = z.array(z.int().min(1)).min(1).max(1000);
/** What is over counts as seen by it, and is listed no more. */
export const acknowledgement = z.strictObject({ alerts: numbers, comment: comment.default('') });
/** Out of the list until then; 0 minutes bring it back. */
export const shelving = z.strictObject({
  alerts: numbers,
  minutes: z.int().min(0).max(MINUTES_MOST),
  comment,
});
export const actedAnswer = z.object({ done: z.int() });

export const silenceRequest = z.strictObject({
  /** `null`: every rule, every unit. */
  rule: z.int().nullable(),
  unit: z.string().min(1).max(128).nullable(),
  minutes: z.int().min(1).max(MINUTES_MOST),
  comment: comment.min(1),
});
export type SilenceRequest = z.infer<typeof silenceRequest>;
export const silence = z.object({
  number: z.int(),
  rule: z.int().nullable(),
  ruleName: z.string().nullable(),
  unit: z.string().nullable(),
  unitName: z.string().nullable(),
  until: instantText,
  by: z.string(),
  at: instantText,
  comment: z.string(),
});
export type Silence = z.infer<typeof silence>;
export const silencesAnswer = z.object({ silences: z.array(silence) });

/** Stretches of the past year in which a rule would have fired. */
export const dryRunRequest = z.strictObject({ rule: alertRule, days: z.int().min(1).max(366).default(365) });
export const alertDryRun = z.object({
  from: instantText,
  to: instantText,
  /** How often it was looked at: once a day, at its end. */
  looks: z.int(),
  subjects: z.int(),
  times: z.int(),
  /** The longest first. */
  stretches: z.array(
    z.object({
      unit: z.string().nullable(),
      unitName: z.string().nullable(),
      source: z.string().nullable(),
      from: instantText,
      /** `null`: it would stand now. */
      to: instantText.nullable(),
      value: scalar,
    }),
  ),
  /** Days on which so many would have stood, the day first. */
  byDay: z.array(z.object({ day, standing: z.int() })),
  errors: z.array(z.enum(ALERT_ERRORS)),
});
export type AlertDryRun = z.infer<typeof alertDryRun>;

/** Alerts of one rule together, as a board shows them: ten thousand at once are a few lines. */
export const alertGroup = z.object({
  rule: z.int(),
  name: z.string(),
  severity,
  kind: z.enum(CONDITION_KINDS),
  indicator: z.string().nullable(),
  cause: z.enum(ALERT_CAUSES),
  standing: z.int(),
  unacknowledged: z.int(),
  recovered: z.int(),
  /** The oldest that stands. */
  since: instantText,
  escalated: z.int(),
  /** The first ones, the longest standing first. */
  first: z.array(
    alert.pick({
      number: true,
      unit: true,
      unitName: true,
      source: true,
      since: true,
      value: true,
      limit: true,
      measuredIn: true,
      decimals: true,
      state: true,
    }),
  ),
});
export type AlertGroup = z.infer<typeof alertGroup>;
/** What needs somebody, by weight and age. */
export const alertBoard = z.object({
  at: instantText,
  counts: alertCounts,
  groups: z.array(alertGroup),
  /** Groups beyond those. */
  more: z.int(),
  /** The newest alert that is to be heard; it sounds once in each room. */
  sound: z.int().nullable(),
  /** Rules that are looked at: without any, silence says nothing. */
  rules: z.int(),
});
export type AlertBoard = z.infer<typeof alertBoard>;
