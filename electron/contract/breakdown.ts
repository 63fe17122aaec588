/** The way down from a number: measures by dimension, and the cases behind them. */
import { z } from 'zod';
import { dong, instantText } from './answers.ts';
import { CASE_STATES, CATEGORIES, INITIATIONS } from './events.ts';
import { CASE_LETTERS } from './letters.ts';

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

/** Only cases with these values; a missing one does not restrict. `officer: ''` asks for cases without an enforcer. */
export const caseFilter = z.object({
  officer: z.string().optional(),
  category: z.enum(CATEGORIES).optional(),
  initiation: z.enum(INITIATIONS).optional(),
  band: bandKey.optional(),
});
export type CaseFilter = z.infer<typeof caseFilter>;

const caseTable = z.record(z.enum(CASE_LETTERS), z.int());
const moneyTable = z.record(z.enum(CASE_LETTERS), dong);

export const breakdownAnswer = z.object({
  unit: z.string(),
  year: z.int(),
  at: instantText,
  by: z.array(dimension),
  /** One row for each combination that has a case in A, in the order of their keys; `null` is "no enforcer". */
  rows: z.array(
    z.object({
      keys: z.record(z.string(), z.string().nullable()),
      cases: caseTable,
      money: moneyTable,
    }),
  ),
});
export type BreakdownAnswer = z.infer<typeof breakdownAnswer>;

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

export const casesAnswer = z.object({
  unit: z.string(),
  year: z.int(),
  at: instantText,
  /** In the order of their keys, by code points. */
  cases: z.array(standingCase),
  /** Pass as `after` for the next page; `null` on the last one. */
  next: z.string().nullable(),
});
export type CasesAnswer = z.infer<typeof casesAnswer>;
