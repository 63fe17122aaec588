/**
 * Events: one JSON object a line. Each carries the whole state of one entity after a change, so that
 * order and repetition do not matter. Unknown extra fields are allowed everywhere and ignored.
 */
import { z } from 'zod';
import { isDay, parseInstant } from './calendar.ts';
import { COUNT_LETTERS, MONEY_LETTERS } from './letters.ts';

/** Text that survives being stored as UTF-8 (no lone surrogates). */
const text = z.string().refine((s) => s.isWellFormed(), { error: 'must be well-formed Unicode' });
const key = text.min(1);
const id = text.refine((s) => s.length > 0 && [...s].length <= 128, {
  error: 'must have 1 to 128 characters',
});
const at = z.string().transform((s, ctx) => {
  const instant = parseInstant(s);
  if (instant !== null) return instant;
  ctx.addIssue({
    code: 'custom',
    message: 'must be an RFC 3339 date-time with offset, such as 2026-03-31T17:00:00+07:00',
  });
  return z.NEVER;
});
const day = z.string().refine(isDay, { error: 'must be a calendar day written YYYY-MM-DD' });
/** A whole number from 0 to 2^53 − 1; `-0` is 0. */
const amount = z
  .int()
  .min(0)
  .transform((n) => n + 0);
const version = z.int().min(1);

const common = { id, at, v: version, seq: z.int().min(1).optional() };

export const UNIT_LEVELS = ['national', 'province', 'region', 'room'] as const;
export const INITIATIONS = ['ex_officio', 'on_request'] as const;
export const CATEGORIES = [
  'civil',
  'criminal',
  'administrative',
  'family',
  'commercial',
  'labour',
  'bankruptcy',
  'arbitration',
  'other',
] as const;
export const CASE_STATES = [
  'in_progress',
  'postponed',
  'suspended',
  'eligible_other',
  'not_eligible',
  'set_aside',
  'completed',
  'discontinued',
  'entrusted_out',
  'withdrawn',
] as const;
export const RECEIPT_STATUSES = ['issued', 'cancelled'] as const;
export const DECISION_KINDS = [
  'enforcement',
  'entrustment',
  'postponement',
  'suspension',
  'discontinuance',
  'not_eligible',
  'withdrawal',
  'other',
] as const;

export const unitEvent = z.object({
  ...common,
  type: z.literal('unit'),
  unit: key,
  name: text,
  parent: key.nullable(),
  level: z.enum(UNIT_LEVELS),
  lat: z.number().min(-90).max(90).optional(),
  lon: z.number().min(-180).max(180).optional(),
  from: day.optional(),
  to: day.optional(),
});

export const officerEvent = z.object({
  ...common,
  type: z.literal('officer'),
  officer: key,
  name: text,
  unit: key,
  from: day.optional(),
  to: day.optional(),
});

export const caseEvent = z.object({
  ...common,
  type: z.literal('case'),
  case: key,
  unit: key,
  officer: key.nullable(),
  initiation: z.enum(INITIATIONS),
  category: z.enum(CATEGORIES),
  accepted_on: day,
  due: amount,
  done: amount,
  state: z.enum(CASE_STATES),
});

export const receiptEvent = z.object({
  ...common,
  type: z.literal('receipt'),
  receipt: key,
  unit: key,
  officer: key.nullable(),
  case: key.nullable(),
  amount,
  status: z.enum(RECEIPT_STATUSES),
  converts: key.nullable(),
});

export const decisionEvent = z.object({
  ...common,
  type: z.literal('decision'),
  decision: key,
  unit: key,
  case: key.nullable(),
  kind: z.enum(DECISION_KINDS),
  to_unit: key.nullable().optional(),
});

export const targetEvent = z.object({
  ...common,
  type: z.literal('target'),
  indicator: key,
  unit: key,
  year: z.int().min(1900).max(9999),
  value: z.number(),
});

/** Money letters that may be negative: all that are differences of `due` and `done`; receipts may not. */
const signedMoney = z.int().transform((n) => n + 0);
const countsGiven = z.object(Object.fromEntries(COUNT_LETTERS.map((l) => [l, amount.optional()])));
const moneyGiven = z.object(
  Object.fromEntries(MONEY_LETTERS.map((l) => [l, (l === 'Q' ? amount : signedMoney).optional()])),
);

export const aggregateEvent = z.object({
  ...common,
  type: z.literal('aggregate'),
  unit: key,
  year: z.int().min(1900).max(9999),
  month: z.int().min(1).max(12),
  values: countsGiven,
  money: moneyGiven,
});

export const event = z.discriminatedUnion('type', [
  unitEvent,
  officerEvent,
  caseEvent,
  receiptEvent,
  decisionEvent,
  targetEvent,
  aggregateEvent,
]);

export type Event = z.infer<typeof event>;
export type EventType = Event['type'];
export type UnitEvent = z.infer<typeof unitEvent>;
export type OfficerEvent = z.infer<typeof officerEvent>;
export type CaseEvent = z.infer<typeof caseEvent>;
export type ReceiptEvent = z.infer<typeof receiptEvent>;
export type DecisionEvent = z.infer<typeof decisionEvent>;
export type TargetEvent = z.infer<typeof targetEvent>;
export type AggregateEvent = z.infer<typeof aggregateEvent>;
export type CaseState = (typeof CASE_STATES)[number];
export type UnitLevel = (typeof UNIT_LEVELS)[number];
/** An event as a source writes it (before its `at` is read as an instant). */
export type EventLine = z.input<typeof event>;
