/** The way down from a number: measures by dimension, and what is behind them. */
import { z } from 'zod';
import { dong, instantText, scalar, value } from './answers.ts';
import { CASE_STATES, CATEGORIES, INITIATIONS } from './events.ts';
import { COUNT_LETTERS, MONEY_LETTERS } from './letters.ts';

/** What measures can be broken down by, alone or together. */
export const DIMENSIONS = ['unit', 'officer', 'category', 'initiation', 'band'] as const;
export const dimension = z.enum(DIMENSIONS);
export type Dimension = z.infer<typeof dimension>;

/**
 * Bands of the money to be enforced (`due`), by their lower bounds in đồng; a band reaches up to the next one.
 * Keys are stable names for programs.
 */
export const VALUE_BANDS = [
  { key: 'under_50m', from: 0 },
  { key: '50m_200m', from: 50_000_000 },
  { key: '200m_1bn', from: 200_000_000 },
  { key: '1bn_10bn', from: 1_000_000_000 },
  { key: '10bn_100bn', from: 10_000_000_000 },
  { key: 'from_100bn', from: 100_000_000_000 },
] as const;
const bandKey = z.enum(VALUE_BANDS.map((b) => b.key));
export type ValueBand = z.infer<typeof bandKey>;

/**
 * Only what has these values; a missing one does not restrict. `officer: ''` asks for what has no enforcer. Receipts and
 * decisions have the values of the case they name.
 */
export const caseFilter = z.object({
  officer: z.string().optional(),
  category: z.enum(CATEGORIES).optional(),
  initiation: z.enum(INITIATIONS).optional(),
  band: bandKey.optional(),
});
export type CaseFilter = z.infer<typeof caseFilter>;

export const breakdownAnswer = z.object({
  unit: z.string(),
  year: z.int(),
  at: instantText,
  by: z.array(dimension),
  /**
   * One row for each combination that has anything the letters asked for count (of cases: any in A), in the order of their
   * keys. `null` is none: no enforcer; no case named, or one that is not there. Only letters asked for are given.
   */
  rows: z.array(
    z.object({
      keys: z.record(z.string(), z.string().nullable()),
      cases: z.partialRecord(z.enum(COUNT_LETTERS), z.int()),
      money: z.partialRecord(z.enum(MONEY_LETTERS), dong),
    }),
  ),
});
export type BreakdownAnswer = z.infer<typeof breakdownAnswer>;

/** What an indicator can be told apart by on a screen. */
export const DISTRIBUTED_BY = ['category', 'band', 'initiation', 'officer'] as const;
export const distributedBy = z.enum(DISTRIBUTED_BY);
export type DistributedBy = z.infer<typeof distributedBy>;

/** An indicator for each value of a dimension, in the dimension's own order; enforcers by their keys. */
export const distributionAnswer = z.object({
  unit: z.string(),
  year: z.int(),
  at: instantText,
  by: distributedBy,
  indicator: z.string(),
  unitOf: value.shape.unit,
  decimals: value.shape.decimals,
  /** The unit's own figure: more than the parts together where an aggregate gave some of it. */
  whole: scalar,
  rows: z.array(
    z.object({
      /** `null` is none: no enforcer; no case named, or one that is not there. */
      key: z.string().nullable(),
      /** Of an enforcer, where one of that key is at work. */
      name: z.string().nullable(),
      value: scalar,
    }),
  ),
});
export type DistributionAnswer = z.infer<typeof distributionAnswer>;

/** A case as it stands: which letters count it and with how much. */
export const standingCase = z.object({
  case: z.string(),
  unit: z.string(),
  officer: z.string().nullable(),
  initiation: z.enum(INITIATIONS),
  category: z.enum(CATEGORIES),
  accepted_on: z.string(),
  state: z.enum(CASE_STATES),
  /** `B` carried over or `C` new. */
  intake: z.enum(['B', 'C']),
  /** Letter of its state. */
  letter: z.enum(['D', 'E', 'J', 'I', 'P', 'S', 'O', 'H', 'R']),
  due: dong,
  done: dong,
  /** Of the year: brought in, enforced, remaining. */
  w: dong,
  p: dong,
  r: dong,
});
export type StandingCase = z.infer<typeof standingCase>;

/** A page of what a number counts, in the order of keys by code points. */
const page = {
  unit: z.string(),
  year: z.int(),
  at: instantText,
  /** Pass as `after` for the next page; `null` on the last one. */
  next: z.string().nullable(),
};

export const casesAnswer = z.object({ ...page, cases: z.array(standingCase) });
export type CasesAnswer = z.infer<typeof casesAnswer>;

/** Receipts that Q counts. */
export const receiptsAnswer = z.object({
  ...page,
  receipts: z.array(
    z.object({
      receipt: z.string(),
      unit: z.string(),
      officer: z.string().nullable(),
      case: z.string().nullable(),
      issued_at: instantText,
      amount: dong,
      converts: z.string().nullable(),
      /** What it adds to Q in đồng: nothing where it converts one that counts itself, or an aggregate gives the sum. */
      counted: dong,
    }),
  ),
});
export type ReceiptsAnswer = z.infer<typeof receiptsAnswer>;

/** Decisions that U and X count. */
export const decisionsAnswer = z.object({
  ...page,
  decisions: z.array(
    z.object({
      decision: z.string(),
      unit: z.string(),
      case: z.string().nullable(),
      kind: z.enum(['enforcement', 'entrustment']),
      issued_at: instantText,
      to_unit: z.string().nullable(),
      letter: z.enum(['U', 'X']),
    }),
  ),
});
export type DecisionsAnswer = z.infer<typeof decisionsAnswer>;

/** Enforcers that N counts. */
export const officersAnswer = z.object({
  ...page,
  officers: z.array(
    z.object({
      officer: z.string(),
      unit: z.string(),
      name: z.string(),
      /** First and last day at work; `null` is open. */
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
});
export type OfficersAnswer = z.infer<typeof officersAnswer>;
