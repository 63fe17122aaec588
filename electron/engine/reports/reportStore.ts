/** Where reports are kept: rows, every content there ever was, and the steps of their way. */
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import {
  type ReportContent,
  reportContent,
  type ReportListed,
  type ReportsQuestion,
  type ReportState,
  type ReportStep,
  type ReportSubject,
} from '../../contract/reports.ts';
import { fold } from '../questions/index.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { canonicalText, digestOf } from '../years/index.ts';
import type { Forms } from './forms/forms.ts';

export interface ReportRow {
  id: number;
  form: string;
  form_version: number;
  unit: string;
  unit_name: string;
  year: number;
  months: number;
  edition: number;
  state: ReportState;
  content: number;
  digest: string;
  failing: number;
  madeAt: Instant;
  madeBy: string;
  movedAt: Instant;
  movedBy: string;
}

/** With the digest of the content it is about now, its first step and its last one. */
const SELECT = `
  SELECT report.id, form, form_version, unit, unit_name, year, months, edition, state, content, c.digest, c.failing,
    first.at AS madeAt, first.who AS madeBy, last.at AS movedAt, last.who AS movedBy
  FROM report
  JOIN report_content c ON c.report = report.id AND c.version = report.content
  JOIN report_step first ON first.id = (SELECT MIN(id) FROM report_step WHERE report = report.id)
  JOIN report_step last ON last.id = (SELECT MAX(id) FROM report_step WHERE report = report.id)`;

export function findReport(db: ReadableDB, id: number): ReportRow | undefined {
  return db.prepare<[number], ReportRow>(`${SELECT} WHERE report.id = ?`).get(id);
}

/** Editions of one subject, newest first. */
export function editionsOf(db: ReadableDB, { form, unit, year, months }: ReportSubject): ReportRow[] {
  return db
    .prepare<[string, string, number, number], ReportRow>(
      `${SELECT} WHERE form = ? AND unit = ? AND year = ? AND months = ? ORDER BY edition DESC`,
    )
    .all(form, unit, year, months);
}

/** Newest first, those whose unit is within reach. */
export function searchReports(
  db: ReadableDB,
  question: ReportsQuestion,
  covers: (unit: string) => boolean,
): { rows: ReportRow[]; next: number | null } {
  const { year, months, state, form, unit, text, before, limit } = question;
  const wanted = { year, months, state, form, unit };
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  const words = fold(text ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const clauses = [
    ...given.map(([name]) => `${name} = @${name}`),
    ...words.map((_, i) => `words LIKE @word${i} ESCAPE '\\'`),
    ...(before === undefined ? [] : ['report.id < @before']),
  ];
  const sql = `${SELECT} ${clauses.length > 0 ? `WHERE ${clauses.join(' AND ')}` : ''} ORDER BY report.id DESC`;
  const asked = {
    ...Object.fromEntries(given),
    ...Object.fromEntries(words.map((word, i) => [`word${i}`, `%${word.replace(/[\\%_]/g, '\\$&')}%`])),
    ...(before !== undefined && { before }),
  };
  const rows: ReportRow[] = [];
  for (const row of db.prepare<[object], ReportRow>(sql).iterate(asked)) {
    if (!covers(row.unit)) continue;
    if (rows.length === limit) return { rows, next: rows.at(-1)?.id ?? null };
    rows.push(row);
  }
  return { rows, next: null };
}

export interface Doing {
  readonly what: ReportStep['what'];
  readonly who: string;
  readonly at: Instant;
  readonly comment: string;
}

/** What a content is kept as. */
export function sealContent(content: ReportContent): { text: string; digest: string } {
  const text = canonicalText(content);
  return { text, digest: digestOf([text]) };
}

/** A new report, a draft, with its first content. */
export function addReport(
  db: WritableDB,
  content: ReportContent,
  edition: number,
  title: { vi: string; en: string },
  doing: Doing,
): number {
  const { form, version, unit, unitName, year, months } = content;
  const words = fold(`${title.vi} ${title.en} ${unitName} ${unit} ${form} ${doing.who}`);
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO report (form, form_version, unit, unit_name, year, months, edition, state, content, words)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'draft', 1, ?)`,
    )
    .run(form, version, unit, unitName, year, months, edition, words);
  const id = Number(lastInsertRowid);
  const digest = keepContent(db, id, 1, content);
  addStep(db, id, doing, digest);
  return id;
}

/** Another content of a draft. */
export function renewContent(db: WritableDB, { id, content }: ReportRow, next: ReportContent, doing: Doing) {
  const digest = keepContent(db, id, content + 1, next);
  db.prepare('UPDATE report SET content = ?, form_version = ?, unit_name = ? WHERE id = ?').run(
    content + 1,
    next.version,
    next.unitName,
    id,
  );
  addStep(db, id, doing, digest);
}

function keepContent(db: WritableDB, report: number, version: number, content: ReportContent): string {
  const { text, digest } = sealContent(content);
  const failing = content.checks.filter(({ must, holds }) => must && holds === false).length;
  db.prepare(
    'INSERT INTO report_content (report, version, text, digest, failing) VALUES (?, ?, ?, ?, ?)',
  ).run(report, version, text, digest, failing);
  return digest;
}

export function moveReport(db: WritableDB, row: ReportRow, state: ReportState, doing: Doing): void {
  db.prepare('UPDATE report SET state = ? WHERE id = ?').run(state, row.id);
  addStep(db, row.id, doing, row.digest);
}

function addStep(db: WritableDB, report: number, { what, who, at, comment }: Doing, digest: string): void {
  db.prepare(
    'INSERT INTO report_step (report, what, who, at, comment, digest) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(report, what, who, at, comment, digest);
}

export function removeReport(db: WritableDB, id: number): void {
  db.prepare('DELETE FROM report WHERE id = ?').run(id);
}

/** The content as it was put in, with the text that the digest is of. */
export function contentOf(
  db: ReadableDB,
  { id, content }: ReportRow,
): { content: ReportContent; text: string } {
  const text = db
    .prepare<[number, number], string>('SELECT text FROM report_content WHERE report = ? AND version = ?')
    .pluck()
    .get(id, content);
  if (text === undefined) throw new Error(`report ${id} has lost its content`);
  return { content: reportContent.parse(JSON.parse(text)), text };
}

export function stepsOf(db: ReadableDB, report: number): ReportStep[] {
  return db
    .prepare<[number], Omit<ReportStep, 'at'> & { at: Instant }>(
      'SELECT what, who, at, comment, digest FROM report_step WHERE report = ? ORDER BY id',
    )
    .all(report)
    .map((step) => ({ ...step, at: formatInstant(step.at) }));
}

export function listedOf(row: ReportRow, forms: Forms): ReportListed {
  const { number, title } = forms.open(row.form, row.form_version).compiled.form;
  const { id, form, unit, year, months, edition, state, content, digest } = row;
  const { failing, madeBy, movedBy } = row;
  return {
    ...{ id, form, unit, year, months, edition, state, content, digest, number, title },
    ...{ failing, madeBy, movedBy },
    formVersion: row.form_version,
    unitName: row.unit_name,
    madeAt: formatInstant(row.madeAt),
    movedAt: formatInstant(row.movedAt),
  };
}
