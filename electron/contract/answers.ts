/** Answers of the engine about figures, as they cross HTTP and the live connection. */
import { z } from 'zod';
import { COUNT_LETTERS, MONEY_LETTERS } from './letters.ts';
import { INDICATOR_UNITS, status } from './indicators.ts';
import { UNIT_LEVELS } from './events.ts';

/** Instant with the city's offset, millisecond precision. */
export const instantText = z.iso.datetime({ offset: true });
/** Exact whole đồng as a decimal string. */
export const dong = z.string().regex(/^-?\d+$/);

/** Where a figure comes from, so that no screen leaves in doubt which it is. */
export const NATURES = ['operational', 'sample', 'published'] as const;
export const nature = z.enum(NATURES);
export type Nature = z.infer<typeof nature>;

/** A value in its indicator's unit: number, or decimal string when the unit is `dong`; `null` is "no value". */
export const scalar = z.union([z.number(), dong]).nullable();
export type Scalar = z.infer<typeof scalar>;

export const value = z.object({ value: scalar, unit: z.enum(INDICATOR_UNITS), decimals: z.int() });
export type Value = z.infer<typeof value>;

export const valuesAnswer = z.object({
  unit: z.string(),
  year: z.int(),
  at: instantText,
  values: z.record(z.string(), value),
});
export type ValuesAnswer = z.infer<typeof valuesAnswer>;

/** A whole number; one beyond 2^53 is the nearest that a JSON reader can hold. */
const count = z.number().refine(Number.isInteger).meta({ type: 'integer' });

export const measuresAnswer = z.object({
  unit: z.string(),
  year: z.int(),
  at: instantText,
  cases: z.record(z.enum(COUNT_LETTERS), count.nullable()),
  money: z.record(z.enum(MONEY_LETTERS), dong.nullable()),
});
export type MeasuresAnswer = z.infer<typeof measuresAnswer>;

export const STEPS = ['day', 'week', 'month'] as const;
export const step = z.enum(STEPS);
export type Step = z.infer<typeof step>;

/** One point of a series: the value at the last instant of the step (or at the end asked for, if earlier). */
export const seriesPoint = z.object({ at: instantText, value: scalar });
export const seriesAnswer = z.object({
  indicator: z.string(),
  unit: z.string(),
  step,
  points: z.array(seriesPoint),
});
export type SeriesAnswer = z.infer<typeof seriesAnswer>;

export const unitNode = z.object({
  unit: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  level: z.enum(UNIT_LEVELS),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  nature,
});
export type UnitNode = z.infer<typeof unitNode>;

/** A target as it bears on one figure. `toDate` is pro-rated by months elapsed. */
export const targetStanding = z.object({ year: z.number(), toDate: z.number(), status: status.nullable() });
export type TargetStanding = z.infer<typeof targetStanding>;

/** A figure with what makes it readable in three seconds. */
export const figure = value.extend({
  /** The same indicator at the same time yesterday and on the same day one year earlier. */
  yesterday: scalar,
  lastYear: scalar,
  target: targetStanding.nullable(),
  /** Day by day, oldest first, for a small line: daily values of the last 30 days, the last one is now. */
  trend: z.array(z.number().nullable()),
});
export type Figure = z.infer<typeof figure>;

export const figuresAnswer = z.object({
  unit: z.string(),
  name: z.string(),
  nature,
  year: z.int(),
  at: instantText,
  figures: z.record(z.string(), figure),
});
export type FiguresAnswer = z.infer<typeof figuresAnswer>;

/** One row per unit below the asked one, in the tree's order; sorting is the view's business. */
export const rankingAnswer = z.object({
  unit: z.string(),
  nature,
  year: z.int(),
  at: instantText,
  rows: z.array(
    unitNode.extend({
      values: z.record(z.string(), value.extend({ target: targetStanding.nullable(), lastYear: scalar })),
    }),
  ),
});
export type RankingAnswer = z.infer<typeof rankingAnswer>;

/** One line of daily values per unit below the asked one, in the tree's order: what a small line beside its name is drawn from. */
export const trendsAnswer = z.object({
  unit: z.string(),
  year: z.int(),
  at: instantText,
  indicator: z.string(),
  rows: z.array(
    z.object({
      unit: z.string(),
      /** As `trend` of a figure: the last 30 days, oldest first, the last one is now. */
      trend: z.array(z.number().nullable()),
    }),
  ),
});
export type TrendsAnswer = z.infer<typeof trendsAnswer>;

/**
 * Entrustment decisions of the year by the pair of units they join. `money`, whole đồng: what is left to enforce of the
 * cases that went with them as a whole, `null` where none did; `withoutMoney`: decisions of which no sum is known.
 */
export const flowsAnswer = z.object({
  unit: z.string(),
  year: z.int(),
  at: instantText,
  flows: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      toName: z.string().nullable(),
      decisions: z.int(),
      money: dong.nullable(),
      withoutMoney: z.int(),
    }),
  ),
});
export type FlowsAnswer = z.infer<typeof flowsAnswer>;

/** What happened last, in the words of the field: enough to write one line. */
export const latestEvent = z.object({
  at: instantText,
  source: z.string(),
  nature,
  type: z.enum(['case', 'receipt', 'decision']),
  /** Key of the case or paper; `null` for whoever may not see single cases. */
  key: z.string().nullable(),
  unit: z.string(),
  unitName: z.string(),
  /** Case state, receipt status or decision kind. */
  what: z.string(),
  /** Amount of a receipt, money enforced so far of a case; `null` for a decision. */
  money: dong.nullable(),
});
export const latestAnswer = z.object({ events: z.array(latestEvent) });
export type LatestAnswer = z.infer<typeof latestAnswer>;

export const SOURCE_KINDS = ['push', 'pull', 'files', 'sql', 'mqtt'] as const;
/** `connecting`: nothing heard since the engine started; `on_time`; `late`: nothing heard for longer than expected;
 * `failing`: the last attempts failed; `paused`: by an administrator. */
export const SOURCE_STATES = ['connecting', 'on_time', 'late', 'failing', 'paused'] as const;

export const sourceHealth = z.object({
  id: z.string(),
  kind: z.enum(SOURCE_KINDS),
  name: z.string(),
  nature,
  state: z.enum(SOURCE_STATES),
  /** When the source was last heard from (data, or its word that there is nothing new). */
  heardAt: instantText.nullable(),
  /** Seconds since then. */
  ageS: z.number().nullable(),
  /** Seconds that may pass between two words of the source when all is well; left out when not known. */
  heardEveryS: z.number().positive().optional(),
  /** Its clock minus ours, s, where it says what time it is. */
  clockOffS: z.number().optional(),
  /** Business time of the newest event stored. */
  lastEventAt: instantText.nullable(),
  lastSeq: z.int(),
  /** Events the source says it has beyond `lastSeq`; `null` when it does not say. */
  behind: z.int().nullable(),
  lastError: z.string().nullable(),
  /** When lines last came; silence that was confirmed is none. */
  deliveredAt: instantText.nullable().optional(),
  /** Lines that came in the last 60 s. */
  linesPerMinute: z.int().optional(),
  /** Of a source with a rule of delivery: the moment it is about, and whether the delivery came. */
  due: z.object({ at: instantText, delivery: z.enum(['complete', 'awaited', 'late']) }).optional(),
  counts: z.object({
    accepted: z.int(),
    duplicates: z.int(),
    held: z.int(),
    quarantined: z.int(),
    conflicts: z.int(),
  }),
});
export type SourceHealth = z.infer<typeof sourceHealth>;
