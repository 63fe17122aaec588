/** Targets: what is set for which unit, split, proposed and approved; how fast it would have to go. */
import { z } from 'zod';
import { instantText, scalar } from './answers.ts';
import { day } from './days.ts';
import { UNIT_LEVELS } from './events.ts';
import { INDICATOR_UNITS, status } from './indicators.ts';

const unit = z.string().min(1).max(128);
const indicator = z.string().min(1).max(64);
/** In the indicator's own unit; đồng as whole numbers. */
const value = z.number().min(0).max(Number.MAX_SAFE_INTEGER);
export const targetYear = z.coerce.number().int().min(2000).max(2199);
/** Rows of one proposal: every indicator of several hundred units. */
export const TARGET_ROWS_MOST = 5000;

export const targetCell = z.object({
  /** Of the whole year; `null`: none is set. */
  target: z.number().nullable(),
  /** Since when this one holds. */
  since: instantText.nullable(),
  value: scalar,
  /** Pro-rated by months, as everywhere else. */
  toDate: z.number().nullable(),
  status: status.nullable(),
  /** Pro-rated by what past years had reached by this day; `null` without past years. */
  seasonal: z.number().nullable(),
  /** What is left, for each week and each working day until the year ends; 0 when it is reached; `null` without target or value. */
  perWeek: z.number().nullable(),
  perWorkingDay: z.number().nullable(),
});
export type TargetCell = z.infer<typeof targetCell>;

export const targetSheet = z.object({
  year: z.int(),
  at: instantText,
  /** Left of the year. */
  weeks: z.number(),
  workingDays: z.int(),
  indicators: z.array(
    z.object({
      key: indicator,
      unit: z.enum(INDICATOR_UNITS),
      decimals: z.int(),
      /** Targets of parts sum to that of the whole. */
      additive: z.boolean(),
      /** Of an additive one with targets of whole and parts: sum of the parts minus the whole. */
      difference: z.number().nullable(),
      /** Parts without a target, where others have one. */
      missing: z.int(),
    }),
  ),
  /** The unit itself first, then the units right below it. */
  rows: z.array(
    z.object({
      unit,
      name: z.string(),
      level: z.enum(UNIT_LEVELS),
      cells: z.record(indicator, targetCell),
    }),
  ),
});
export type TargetSheet = z.infer<typeof targetSheet>;

export const SPLITS = ['last_year', 'eligible_load'] as const;
export const splitRequest = z.strictObject({
  indicator,
  unit,
  year: targetYear,
  total: value,
  by: z.enum(SPLITS),
});
export const splitAnswer = z.object({
  /** `exact`: sums to the total to the last digit; `same_step`: each rises as far from its own last year; `same`: each gets the rate. */
  how: z.enum(['exact', 'same_step', 'same']),
  rows: z.array(z.object({ unit, name: z.string(), value: z.number(), lastYear: scalar })),
  sum: z.number().nullable(),
  /** Of a rate: what the whole would come to, with last year's weights; `null` where they are unknown. */
  implied: z.number().nullable(),
});
export type SplitAnswer = z.infer<typeof splitAnswer>;

const row = z.strictObject({ indicator, unit, value });
export const proposalRequest = z.strictObject({
  year: targetYear,
  /** From when they hold; today at the latest. `null`: from the beginning of the year. */
  from: day.nullable().default(null),
  reason: z.string().trim().min(1).max(500),
  rows: z
    .array(row)
    .min(1)
    .max(TARGET_ROWS_MOST)
    .refine((all) => new Set(all.map((one) => `${one.indicator} ${one.unit}`)).size === all.length, {
      error: 'must name each indicator of a unit once',
    }),
});
export type ProposalRequest = z.infer<typeof proposalRequest>;
export const PROPOSAL_STATES = ['proposed', 'approved', 'rejected', 'withdrawn'] as const;
export const proposal = z.object({
  number: z.int(),
  year: z.int(),
  from: day.nullable(),
  reason: z.string(),
  state: z.enum(PROPOSAL_STATES),
  by: z.string(),
  at: instantText,
  decidedBy: z.string().nullable(),
  decidedAt: instantText.nullable(),
  note: z.string().nullable(),
  /** `before` is the target that holds now. */
  rows: z.array(row.extend({ name: z.string(), before: z.number().nullable() })),
});
export type Proposal = z.infer<typeof proposal>;
export const proposalsAnswer = z.object({ proposals: z.array(proposal) });
export const decision = z.strictObject({ note: z.string().trim().max(500).default('') });

/** What of an uploaded row is no target. */
export const TARGET_ROW_FAULTS = [
  'unknown_unit',
  'unknown_indicator',
  'not_a_number',
  'twice',
  'beyond',
] as const;
export const targetImport = z.object({
  rows: z.array(row.extend({ name: z.string(), before: z.number().nullable() })),
  faults: z.array(z.object({ n: z.int(), code: z.enum(TARGET_ROW_FAULTS), text: z.string() })),
});
export type TargetImport = z.infer<typeof targetImport>;
