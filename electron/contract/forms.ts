/**
 * Standard forms as data: what stands in their rows and columns, how each cell is made, which sums must agree, and who
 * signs. A form says nothing of one unit or period; a report is a form filled in.
 */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { CATEGORIES, INITIATIONS } from './events.ts';

const words = z.strictObject({
  vi: z.string().trim().min(1).max(300),
  en: z.string().trim().min(1).max(300),
});
export type FormWords = z.infer<typeof words>;

export const formCode = z.string().regex(/^[a-z][a-z0-9-]{1,31}$/, {
  error: 'must have 2 to 32 lower-case letters, digits or hyphens, and begin with a letter',
});
/** Of a row or a column, as formulas name it and the printed form shows it. */
const part = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,11}$/, {
  error: 'must have 1 to 12 letters, digits, dots, underscores or hyphens',
});
const formula = z.string().trim().min(1).max(400);

/** Only cases of these values; what is left out does not restrict. */
export const formFilter = z.strictObject({
  category: z.enum(CATEGORIES).optional(),
  initiation: z.enum(INITIATIONS).optional(),
});
export type FormFilter = z.infer<typeof formFilter>;

/** What a column is counted in. */
export const FORM_UNITS = ['case', 'dong', 'percent', 'officer', 'receipt', 'decision', 'number'] as const;
export const formUnit = z.enum(FORM_UNITS);

export const formColumn = z.strictObject({
  code: part,
  label: words,
  /** Headings above it, the topmost first; neighbours with the same one share it. */
  above: z.array(words).max(2).default([]),
  unit: formUnit,
  decimals: z.int().min(0).max(4).default(0),
  formula,
  /** The letter that the cells are, when their formula is of other cells: what opens behind them, and what they must equal. */
  behind: formula.optional(),
  where: formFilter.default({}),
});
export type FormColumn = z.infer<typeof formColumn>;

export const formRow = z.strictObject({
  code: part,
  label: words,
  level: z.int().min(0).max(3).default(0),
  bold: z.boolean().default(false),
  /** One row for each unit right below the report's, and one for its own figures when there are any. */
  each: z.literal('subordinate').optional(),
  /** In place of the formulas of columns that are made of letters; columns made of other columns keep theirs. */
  formula: formula.optional(),
  /** The row is all cases of its filter, though it is made of other rows: each cell is held against its column's letter. */
  whole: z.boolean().default(false),
  where: formFilter.default({}),
});
export type FormRow = z.infer<typeof formRow>;

/** A cell that is made otherwise than its row and column say; without a formula it stays empty. */
const formCell = z.strictObject({ row: part, column: part, formula: formula.nullable() });

export const formCheck = z.strictObject({
  code: part,
  says: words,
  /** Two formulas with `=`, `<=` or `>=` between them; with a row or column left open, one check for each. */
  formula: z.string().trim().min(3).max(600),
  /** One that fails stops the report; otherwise it is shown. */
  must: z.boolean().default(true),
  /** Only these, where the formula leaves rows or columns open. */
  rows: z.array(part).optional(),
  columns: z.array(part).optional(),
});
export type FormCheck = z.infer<typeof formCheck>;

export const PAPERS = ['a4', 'a3'] as const;

export const form = z.strictObject({
  schema: z.literal(1),
  code: formCode,
  /** Grows with every change: reports keep the version that they were made by. */
  version: z.int().min(1).max(9999),
  /** As printed in the corner. */
  number: z.string().trim().min(1).max(40),
  title: words,
  /** A line below the title, such as what it is issued by. */
  basis: words.optional(),
  /** Always landscape. */
  paper: z.enum(PAPERS).default('a4'),
  columns: z.array(formColumn).min(1).max(60),
  rows: z.array(formRow).min(1).max(200),
  cells: z.array(formCell).max(400).default([]),
  checks: z.array(formCheck).max(100).default([]),
  signatures: z.array(words).max(4).default([]),
  notes: z.array(words).max(20).default([]),
});
export type Form = z.infer<typeof form>;

/** Where a form is wrong: the field of the document, and the row, column or check by their codes where it is in one. */
export const formFault = z.object({
  field: z.string(),
  row: z.string().nullable(),
  column: z.string().nullable(),
  check: z.string().nullable(),
  detail: z.string(),
});
export type FormFault = z.infer<typeof formFault>;
/** A refusal of a form, with everything that is wrong with it. */
export const formProblem = z.object({ faults: z.array(formFault).min(1) });

export const FORM_BYTES_MOST = 512 * 1024;

export const formListed = form
  .pick({ code: true, version: true, number: true, title: true, paper: true })
  .extend({
    /** With the program, from the data folder of the machine, or brought in the console. */
    origin: z.enum(['shipped', 'folder', 'console']),
    addedAt: instantText,
    addedBy: z.string().nullable(),
    /** When it was withdrawn: no new reports are made by it. */
    withdrawnAt: instantText.nullable(),
    /** SHA-256 of its canonical text. */
    digest: z.string(),
    versions: z.array(z.int()),
  });
export type FormListed = z.infer<typeof formListed>;
export const formsAnswer = z.object({
  forms: z.array(formListed),
  /** Files of forms that cannot be used, with the first thing that is wrong. */
  refused: z.array(z.object({ file: z.string(), detail: z.string() })),
});
export type FormsAnswer = z.infer<typeof formsAnswer>;
