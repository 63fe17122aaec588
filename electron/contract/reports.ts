/** Reports: forms filled in for a unit and a period, their way from a draft to a locked one, and their files. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { form, formCode, formFilter, formUnit, PAPERS } from './forms.ts';
import { COUNT_LETTERS } from './letters.ts';

const words = form.shape.title;
const unitKey = z.string().min(1).max(128);

/** Which report: a form, a unit with its whole subtree, a cumulative period of 1 to 12 months from 1 October. */
export const reportSubject = z.strictObject({
  form: formCode,
  unit: unitKey,
  year: z.int().min(1900).max(9998),
  months: z.int().min(1).max(12),
});
export type ReportSubject = z.infer<typeof reportSubject>;

export const reportRow = z.object({
  /** Of the form's row; rows of units have a number behind it. */
  code: z.string(),
  label: words,
  level: z.int(),
  bold: z.boolean(),
  /** Unit that the row is about, with its subtree; `null` is a unit's own figures without those below it. */
  unit: z.string().nullable(),
});
export type ReportRow = z.infer<typeof reportRow>;

/** A check as it came out. */
export const reportCheck = z.object({
  code: z.string(),
  says: words,
  must: z.boolean(),
  row: z.string().nullable(),
  column: z.string().nullable(),
  /** `null`: a part of it is not known. */
  holds: z.boolean().nullable(),
  left: z.string().nullable(),
  right: z.string().nullable(),
});
export type ReportCheck = z.infer<typeof reportCheck>;

/** What is signed: every cell as it was, and by which form. */
export const reportContent = z.object({
  schema: z.literal(1),
  form: formCode,
  version: z.int(),
  /** SHA-256 of the form's canonical text. */
  formDigest: z.string(),
  unit: z.string(),
  unitName: z.string(),
  year: z.int(),
  months: z.int(),
  /** Last instant of the period; of a preview of a period that goes on, the instant of its figures. */
  at: instantText,
  rows: z.array(reportRow),
  /** By row and column; decimal text, `null` is unknown or no value. */
  cells: z.array(z.array(z.string().nullable())),
  checks: z.array(reportCheck),
});
export type ReportContent = z.infer<typeof reportContent>;

/** What is behind a cell: the letter that it is, of which unit and which cases. */
export const cellWay = z.object({
  of: z.enum(['cases', 'money']),
  letter: z.enum(COUNT_LETTERS),
  unit: z.string(),
  where: formFilter,
});
export type CellWay = z.infer<typeof cellWay>;

/** A report as it is looked at: its form, its content, the ways down. */
export const reportSheet = z.object({
  form,
  content: reportContent,
  digest: z.string(),
  /** By row and column; `null` where no single letter is behind a cell. */
  ways: z.array(z.array(cellWay.nullable())),
});
export type ReportSheet = z.infer<typeof reportSheet>;
export const previewAnswer = reportSheet.extend({
  /** Whether the period is over; before that, figures are those up to now and nothing can be signed. */
  over: z.boolean(),
});
export type PreviewAnswer = z.infer<typeof previewAnswer>;

export const REPORT_STATES = ['draft', 'checked', 'signed', 'locked'] as const;
export const reportState = z.enum(REPORT_STATES);
export type ReportState = z.infer<typeof reportState>;

export const REPORT_STEPS = ['made', 'recomputed', 'checked', 'sent_back', 'signed', 'locked'] as const;
/** One step of a report's way. */
export const reportStep = z.object({
  what: z.enum(REPORT_STEPS),
  who: z.string(),
  at: instantText,
  comment: z.string(),
  /** Digest of the content that it was about. */
  digest: z.string(),
});
export type ReportStep = z.infer<typeof reportStep>;

export const reportListed = z.object({
  id: z.int(),
  form: formCode,
  formVersion: z.int(),
  number: z.string(),
  title: words,
  unit: z.string(),
  unitName: z.string(),
  year: z.int(),
  months: z.int(),
  /** 1 is the first; a higher one amends the one before. */
  edition: z.int(),
  state: reportState,
  /** How often its figures were read. */
  content: z.int(),
  digest: z.string(),
  madeAt: instantText,
  madeBy: z.string(),
  /** Of the last step. */
  movedAt: instantText,
  movedBy: z.string(),
  /** Checks that must hold and do not. */
  failing: z.int(),
});
export type ReportListed = z.infer<typeof reportListed>;
export const reportsAnswer = z.object({ reports: z.array(reportListed), next: z.int().nullable() });
export type ReportsAnswer = z.infer<typeof reportsAnswer>;

export const reportAnswer = reportSheet.extend({
  report: reportListed,
  steps: z.array(reportStep),
  /** Editions of the same subject, newest first. */
  editions: z.array(z.object({ id: z.int(), edition: z.int(), state: reportState })),
  /** Whether what is kept is what was signed, by its digest and by the audit trail; `null` while nothing is signed. */
  intact: z.boolean().nullable(),
});
export type ReportAnswer = z.infer<typeof reportAnswer>;

export const reportsQuestion = z.object({
  year: z.coerce.number().int().optional(),
  months: z.coerce.number().int().min(1).max(12).optional(),
  state: reportState.optional(),
  form: formCode.optional(),
  unit: unitKey.optional(),
  text: z.string().trim().max(100).optional().describe('Words of the title, the unit, its key or a name.'),
  before: z.coerce.number().int().optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ReportsQuestion = z.infer<typeof reportsQuestion>;

const comment = z.string().trim().max(500).default('');
/** `digest`: of the content that was looked at. */
export const stepRequest = z.strictObject({ digest: z.string(), comment });
export const reasonedStepRequest = z.strictObject({
  digest: z.string(),
  comment: z.string().trim().min(1).max(500),
});
export const signRequest = stepRequest.extend({ password: z.string().min(1).max(256) });

/** A cell that says something else by now. */
export const cellDifference = z.object({
  row: z.string(),
  column: z.string(),
  label: words,
  unit: formUnit,
  kept: z.string().nullable(),
  now: z.string().nullable(),
});
export const differenceAnswer = z.object({
  /** Instant when the figures were read anew. */
  at: instantText,
  cells: z.array(cellDifference),
  /** Rows that are in one of both only, by their labels. */
  rows: z.array(words),
});
export type DifferenceAnswer = z.infer<typeof differenceAnswer>;

export const REPORT_FILES = ['xlsx', 'docx'] as const;
export const fileQuestion = z.object({
  format: z.enum(REPORT_FILES),
  locale: z.enum(['vi', 'en']).default('vi'),
});

export const printRequest = z.strictObject({
  /** As the form says, when it is left out. */
  paper: z.enum(PAPERS).optional(),
  locale: z.enum(['vi', 'en']).default('vi'),
});
/** What a window of the wall draws to be printed. */
export const printSheet = reportSheet.omit({ ways: true }).extend({
  paper: z.enum(PAPERS),
  locale: z.enum(['vi', 'en']),
  /** `null` for what is not kept: a preview. */
  report: reportListed.nullable(),
  steps: z.array(reportStep),
});
export type PrintSheet = z.infer<typeof printSheet>;
/** The engine's order to the shell: print this. */
export const printOrder = z.object({ id: z.string(), sheet: printSheet });
export type PrintOrder = z.infer<typeof printOrder>;
export const printFailure = z.strictObject({ why: z.string().min(1).max(500) });
export const reportPrint = z.object({
  id: z.string(),
  report: z.int(),
  state: z.enum(['waiting', 'done', 'failed']),
  askedAt: instantText,
  why: z.string().nullable(),
  bytes: z.int().nullable(),
});
export type ReportPrint = z.infer<typeof reportPrint>;

/** Reports that are made by themselves when a period ends. */
export const reportScheduleRequest = z.strictObject({
  form: formCode,
  unit: unitKey,
  /** After periods of so many months. */
  months: z.array(z.int().min(1).max(12)).min(1).max(12),
  /** Day of the month after the period, and time, `HH:MM`. */
  day: z.int().min(1).max(28),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time such as 07:30' }),
  /** Who gets the draft with its files. */
  mailTo: z.array(z.email()).max(20).default([]),
  enabled: z.boolean().default(true),
});
export type ReportScheduleRequest = z.infer<typeof reportScheduleRequest>;
export const reportSchedule = reportScheduleRequest.extend({
  id: z.int(),
  nextAt: instantText.nullable(),
  /** What became of the last time. */
  last: z.object({ at: instantText, report: z.int().nullable(), why: z.string().nullable() }).nullable(),
});
export type ReportSchedule = z.infer<typeof reportSchedule>;
export const reportSchedulesAnswer = z.object({ schedules: z.array(reportSchedule) });
