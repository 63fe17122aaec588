/** What stands around the table of a report on paper, the same in every kind of file. */
import { formatInstant, yearStart } from './calendar.ts';
import type { Form, FormColumn } from './forms.ts';
import type { ReportContent, ReportListed, ReportStep } from './reports.ts';

export type ReportLocale = 'vi' | 'en';

/** A cell of the heading; `rows` and `columns` say how far it reaches. */
export interface HeadingCell {
  readonly label: string;
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
}

/** Rows of the heading from the top: headings that neighbours share, labels, and at last the codes. The first column is that of the rows. */
export function headingOf(columns: readonly FormColumn[], locale: ReportLocale): HeadingCell[][] {
  const depth = Math.max(...columns.map(({ above }) => above.length));
  const rows: HeadingCell[][] = [];
  for (let level = 0; level <= depth; level++) {
    const row: HeadingCell[] = [];
    for (let c = 0; c < columns.length; ) {
      const { above, label } = columns[c] as FormColumn;
      // A label reaches down over the levels that it has no heading for.
      if (level === above.length) row.push(cellOf(label[locale], c, 1, depth - level + 1));
      const shared = above[level];
      if (level >= above.length || !shared) {
        c += 1;
        continue;
      }
      const same = (other: number) =>
        columns[other]?.above.slice(0, level + 1).every((one, i) => one.vi === above[i]?.vi) === true &&
        (columns[other]?.above.length ?? 0) > level;
      let end = c + 1;
      while (end < columns.length && same(end)) end += 1;
      row.push(cellOf(shared[locale], c, end - c, 1));
      c = end;
    }
    rows.push(row);
  }
  rows.push(columns.map(({ code }, c) => cellOf(`(${code})`, c, 1, 1)));
  return rows;
}

function cellOf(label: string, column: number, columns: number, rows: number): HeadingCell {
  return { label, column, columns, rows };
}

const WORDS = {
  vi: {
    form: 'Biểu',
    mark: 'TT',
    rows: 'Chỉ tiêu',
    agency: 'Đơn vị báo cáo',
    period: (months: number, from: string, to: string) => `Kỳ báo cáo: ${months} tháng, từ ${from} đến ${to}`,
    edition: (n: number) => `Bản sửa đổi lần ${n - 1}`,
    unsigned: 'DỰ THẢO, CHƯA KÝ',
    preview: 'XEM TRƯỚC, KHÔNG PHẢI BÁO CÁO',
    made: 'Lập',
    checked: 'Kiểm tra',
    signed: 'Ký',
    locked: 'Khóa',
    digest: 'Dấu số (SHA-256) của nội dung',
    notes: 'Ghi chú',
    page: 'Trang',
    checks: 'Kiểm tra số học',
    unknown: '–',
  },
  en: {
    form: 'Form',
    mark: 'No.',
    rows: 'Item',
    agency: 'Reporting agency',
    period: (months: number, from: string, to: string) => `Period: ${months} months, ${from} to ${to}`,
    edition: (n: number) => `Amendment no. ${n - 1}`,
    unsigned: 'DRAFT, NOT SIGNED',
    preview: 'PREVIEW, NOT A REPORT',
    made: 'Prepared',
    checked: 'Checked',
    signed: 'Signed',
    locked: 'Locked',
    digest: 'Digest (SHA-256) of the content',
    notes: 'Notes',
    page: 'Page',
    checks: 'Arithmetic checks',
    unknown: '–',
  },
} as const;

export function reportWords(locale: ReportLocale) {
  return WORDS[locale];
}

export interface ReportFace {
  readonly number: string;
  readonly title: string;
  readonly basis: string | null;
  readonly agency: string;
  readonly period: string;
  /** What it is not, while it is not signed; `null` on a signed report. */
  readonly standing: string | null;
  readonly edition: string | null;
  readonly signatures: readonly string[];
  /** Who did what when, and the digest of what was signed. */
  readonly acts: readonly string[];
  readonly notes: readonly string[];
}

/** @param kept the report with its steps; `null` for a preview */
export function faceOf(
  form: Form,
  content: ReportContent,
  kept: { report: ReportListed; steps: readonly ReportStep[] } | null,
  locale: ReportLocale,
): ReportFace {
  const words = WORDS[locale];
  const signed = kept !== null && (kept.report.state === 'signed' || kept.report.state === 'locked');
  const from = dayText(formatInstant(yearStart(content.year)));
  return {
    number: `${words.form} ${form.number}`,
    title: form.title[locale],
    basis: form.basis?.[locale] ?? null,
    agency: `${words.agency}: ${content.unitName}`,
    period: words.period(content.months, from, dayText(content.at)),
    standing: signed ? null : kept === null ? words.preview : words.unsigned,
    edition: kept && kept.report.edition > 1 ? words.edition(kept.report.edition) : null,
    signatures: form.signatures.map((one) => one[locale]),
    acts: kept ? actsOf(kept, signed, locale) : [],
    notes: form.notes.map((one) => one[locale]),
  };
}

/** The last step of each kind that led to where a report is. */
function actsOf(
  { report, steps }: { report: ReportListed; steps: readonly ReportStep[] },
  signed: boolean,
  locale: ReportLocale,
): string[] {
  const words = WORDS[locale];
  const reached = { draft: 1, checked: 2, signed: 3, locked: 4 }[report.state];
  const acts = (['made', 'checked', 'signed', 'locked'] as const).slice(0, reached).flatMap((what) => {
    const step = steps.findLast((one) => one.what === what);
    return step ? [`${words[what]}: ${step.who}, ${timeText(step.at)} ${dayText(step.at)}`] : [];
  });
  return signed ? [...acts, `${words.digest}: ${report.digest}`] : acts;
}

/** What stands before a row: its code, or of a row of units its number. */
export function markOf(form: Form, code: string): string {
  const own = form.rows.some((row) => row.code === code);
  return own ? code : (code.split('.').at(-1) ?? code);
}

/** `2026-03-31T…` as people write it: `31/03/2026`. */
function dayText(instant: string): string {
  return instant.slice(0, 10).split('-').reverse().join('/');
}

function timeText(instant: string): string {
  return instant.slice(11, 16);
}

/** A decimal text with the marks of a language: `1.234.567,5` or `1,234,567.5`; `–` for what is unknown. */
export function cellText(value: string | null, decimals: number, locale: ReportLocale): string {
  if (value === null) return WORDS[locale].unknown;
  const [thousands, point] = locale === 'vi' ? ['.', ','] : [',', '.'];
  const [integer = '', fraction = ''] = value.replace('-', '').split('.');
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, thousands);
  const sign = value.startsWith('-') ? '-' : '';
  return sign + grouped + (decimals > 0 ? point + fraction.padEnd(decimals, '0') : '');
}
