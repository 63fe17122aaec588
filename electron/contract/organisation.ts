/** The organisation as a tree of a day, as files, and what a file would make of it. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { isDay } from './calendar.ts';
import { UNIT_LEVELS } from './events.ts';

/** Largest file that is read (bytes). */
export const ORGANISATION_FILE_BYTES_MOST = 10 * 1024 * 1024;
/** Most rows of a file, units and officers together. */
export const ORGANISATION_ROWS_MOST = 20_000;

const day = z.string().refine(isDay, { error: 'must be a calendar day written YYYY-MM-DD' });
const key = z.string().min(1);

/** What a file can list. */
export const ORGANISATION_KINDS = ['unit', 'officer'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** What is said of a unit and of an officer, in the order of the columns; the first names it. */
export const ORGANISATION_FIELDS = {
  unit: ['unit', 'name', 'level', 'parent', 'from', 'to', 'lat', 'lon'],
  officer: ['officer', 'name', 'unit', 'from', 'to'],
} as const;
export type OrganisationField = (typeof ORGANISATION_FIELDS)[OrganisationKind][number];

/** Whether a unit may be chosen and shown on a day, by its own `from` and `to`. */
export const standing = z.enum(['not_begun', 'open', 'ended']);
export const organisationUnit = z.object({
  unit: z.string(),
  name: z.string(),
  level: z.enum(UNIT_LEVELS),
  parent: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  standing,
  /** Officers at work there on that day. */
  officers: z.int(),
});
export type OrganisationUnit = z.infer<typeof organisationUnit>;
/** The tree at the end of a day; of today, now. Parents before their children. */
export const organisationAnswer = z.object({ day: z.string(), units: z.array(organisationUnit) });
export type OrganisationAnswer = z.infer<typeof organisationAnswer>;
export const organisationQuestion = z.object({
  day: day.optional().describe('Left out, today.'),
});

export const organisationExport = z.object({
  what: z.enum(['units', 'officers']).default('units').describe('Of a CSV file; a workbook has both.'),
  format: z.enum(['csv', 'xlsx']).default('csv'),
  /** Language of the headings and of the levels; both are read again. */
  language: z.enum(['vi', 'en']).default('vi'),
  day: day.optional().describe('As it was at the end of that day; left out, now.'),
});
export type OrganisationExport = z.infer<typeof organisationExport>;

/** Why a row cannot be taken in. */
export const ROW_FAULTS = [
  'missing',
  'unknown_level',
  'not_a_day',
  'not_a_number',
  'no_value',
  'invalid',
  'duplicate',
  'unknown_unit',
  'cycle',
  'level_order',
  'level_of_child',
  'ends_before_start',
  'parent_ends',
  'child_goes_on',
  'unit_ends',
  'officer_goes_on',
] as const;
/** What somebody should look at, and is no reason to refuse. */
export const ROW_REMARKS = ['near_key', ...ROW_FAULTS] as const;

const remark = {
  field: z.string(),
  /** The heading of the column at fault; `null` where the file has no such column. */
  column: z.string().nullable(),
  /** What stands there. */
  value: z.string().nullable(),
  /** What it contradicts: another row's number, another key. */
  other: z.string().nullable(),
  /** One sentence with the remedy. */
  detail: z.string(),
};
export const rowFault = z.object({ code: z.enum(ROW_FAULTS), ...remark });
export type RowFault = z.infer<typeof rowFault>;
export const rowRemark = z.object({ code: z.enum(ROW_REMARKS), ...remark });
export type RowRemark = z.infer<typeof rowRemark>;

export const ROW_OUTCOMES = ['refused', 'added', 'changed', 'ended', 'unchanged'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

export const importRow = z.object({
  /** Row of the file, counted as spreadsheet programs do; `null` for what is not in it and is ended. */
  n: z.int().nullable(),
  kind: z.enum(ORGANISATION_KINDS),
  key: z.string(),
  /** Long texts are cut here, not in what is stored. */
  name: z.string(),
  became: z.enum(ROW_OUTCOMES),
  /** Field by field; `at` is the day from which it is in force. */
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  faults: z.array(rowFault),
  remarks: z.array(rowRemark),
});
export type ImportRow = z.infer<typeof importRow>;

/** Somebody or something of a listed kind that the file does not name and that goes on. */
export const absentEntity = z.object({
  kind: z.enum(ORGANISATION_KINDS),
  key: z.string(),
  name: z.string(),
  /** The unit above, or where an officer is. */
  unit: z.string().nullable(),
});
export type AbsentEntity = z.infer<typeof absentEntity>;

/** What is ended though the file does not say so: never without being chosen. */
export const chosenEnds = z.strictObject({
  /** Its last day. */
  lastDay: day,
  units: z.array(key).max(ORGANISATION_ROWS_MOST),
  officers: z.array(key).max(ORGANISATION_ROWS_MOST),
});
export type ChosenEnds = z.infer<typeof chosenEnds>;

/** How a file is to be taken in. */
export const importOptions = z.strictObject({
  /** In force from the beginning of that day; `null`: from the moment it is applied. */
  day: day.nullable().default(null),
  ends: chosenEnds.nullable().default(null),
});
export type ImportOptions = z.infer<typeof importOptions>;

const sheet = z.object({
  kind: z.enum(ORGANISATION_KINDS),
  /** Of a workbook; `null` of a CSV file. */
  name: z.string().nullable(),
  rows: z.int(),
  /** Headings that say nothing known: their columns are not read. */
  unread: z.array(z.string()),
});

const importHead = {
  number: z.int(),
  file: z.string(),
  by: z.string(),
  at: instantText,
  applied: z
    .object({ at: instantText, by: z.string(), added: z.int(), changed: z.int(), ended: z.int() })
    .nullable(),
};
export const importPreview = z.object({
  ...importHead,
  options: importOptions,
  sheets: z.array(sheet),
  counts: z.object(
    Object.fromEntries(ROW_OUTCOMES.map((one) => [one, z.int()])) as Record<RowOutcome, z.ZodInt>,
  ),
  rows: z.array(importRow),
  absent: z.array(absentEntity),
  /** Recognises the organisation and the choices this was computed from; given back to apply it. */
  state: z.string(),
});
export type ImportPreview = z.infer<typeof importPreview>;
export const importsAnswer = z.object({ imports: z.array(z.object(importHead)) });
export type ImportsAnswer = z.infer<typeof importsAnswer>;
export type ImportHead = ImportsAnswer['imports'][number];
export const importUpload = z.object({ name: z.string().min(1).max(200).describe('Name of the file.') });
export const importApplication = z.strictObject({ state: z.string().min(1).max(100) });

/** Why a file cannot be read at all; beside the fields of a problem, as `reason`. */
export const FILE_FAULTS = [
  'empty',
  'not_utf8',
  'unreadable',
  'broken_row',
  'no_table',
  'column_missing',
  'column_twice',
  'sheet_twice',
  'too_many_rows',
  'stale',
  'refused_rows',
  'nothing_to_do',
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];
/** What of such a refusal its reader needs: which column, which row. */
export const fileProblem = z.object({
  reason: z.enum(FILE_FAULTS),
  row: z.int().optional(),
  column: z.string().optional(),
});
