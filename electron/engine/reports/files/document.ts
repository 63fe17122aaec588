/** A report as a document that word processors open: landscape, its heading on every page, pages numbered. */
import {
  AlignmentType,
  Document,
  Footer,
  type ITableCellOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { cellText, faceOf, headingOf, reportWords } from '../../../contract/reportFace.ts';
import type { FileJob } from './writer.ts';

const FONT = 'Times New Roman';
/** Twentieths of a point, portrait; the library turns them. */
const PAPER = { a4: { width: 11906, height: 16838 }, a3: { width: 16838, height: 23811 } };
const MARGIN = 720;
/** Half points. */
const SIZE = { title: 28, note: 20, least: 14, most: 21 };
/** What a character of a figure takes, of the size of its letters. */
const CHARACTER = 0.56;
const LINE = { style: 'single', size: 4, color: '000000' } as const;
/** Said of every cell as well: not every word processor hands those of the table down. */
const EDGES = { top: LINE, bottom: LINE, left: LINE, right: LINE };
const BORDERS = {
  ...EDGES,
  insideHorizontal: LINE,
  insideVertical: LINE,
};

type Align = (typeof AlignmentType)[keyof typeof AlignmentType];
interface Style {
  readonly size?: number;
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly align?: Align;
  readonly before?: number;
}

function line(text: string, { size = SIZE.note, bold = false, italics = false, align, before }: Style = {}) {
  return new Paragraph({
    ...(align !== undefined && { alignment: align }),
    ...(before !== undefined && { spacing: { before } }),
    children: [new TextRun({ text, font: FONT, size, bold, italics })],
  });
}

export async function documentOf(job: FileJob): Promise<Uint8Array> {
  const { form, content, report, steps, locale } = job;
  const face = faceOf(form, content, report && { report, steps }, locale);
  const words = reportWords(locale);
  const { CENTER, RIGHT } = AlignmentType;
  const paper = PAPER[form.paper];
  const width = paper.height - 2 * MARGIN;
  const head = [
    line([face.number, face.standing].filter(Boolean).join(' · '), { align: RIGHT }),
    line(face.title.toUpperCase(), { size: SIZE.title, bold: true, align: CENTER }),
    ...[face.edition, face.period, face.basis].flatMap((text) =>
      text === null ? [] : [line(text, { size: SIZE.note, italics: true, align: CENTER })],
    ),
    line(face.agency, { size: SIZE.note, bold: true, before: 120 }),
  ];
  const foot = [
    ...face.acts.map((text) => line(text, { size: SIZE.note, italics: true })),
    ...face.notes.map((text) => line(`${words.notes}: ${text}`, { size: SIZE.note, italics: true })),
  ];
  const footer = new Footer({
    children: [
      new Paragraph({
        alignment: RIGHT,
        children: [
          new TextRun({
            children: [`${words.page} `, PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES],
            font: FONT,
            size: SIZE.note,
          }),
        ],
      }),
    ],
  });
  const document = new Document({
    title: form.title[locale],
    creator: 'IOC Wall',
    sections: [
      {
        properties: {
          page: {
            size: { ...paper, orientation: PageOrientation.LANDSCAPE },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        footers: { default: footer },
        children: [...head, tableOf(job, width), signaturesOf(face.signatures, width), ...foot],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** Widths of the columns (twentieths of a point), and the size of letters (half points) that lets every figure stand on one line. */
function fitted({ form, content, locale }: FileJob, width: number): { widths: number[]; size: number } {
  const longest = form.columns.map(({ decimals }, c) =>
    Math.max(7, ...content.cells.map((cells) => cellText(cells[c] ?? null, decimals, locale).length)),
  );
  const all = longest.reduce((sum, n) => sum + n + 1, 0);
  const labels = Math.round(width * 0.2);
  const size = Math.floor((width - labels) / all / CHARACTER / 10);
  const unit = (width - labels) / all;
  return {
    widths: [labels, ...longest.map((n) => Math.floor((n + 1) * unit))],
    size: Math.min(SIZE.most, Math.max(SIZE.least, size)),
  };
}

function tableOf(job: FileJob, width: number): Table {
  const { form, content, locale } = job;
  const { CENTER, RIGHT } = AlignmentType;
  const { widths, size } = fitted(job, width);
  const margins = { left: 40, right: 40, top: 20, bottom: 20 };
  const cell = (paragraph: Paragraph, more: Partial<ITableCellOptions> = {}) =>
    new TableCell({
      ...{ children: [paragraph], margins, verticalAlign: VerticalAlignTable.CENTER, borders: EDGES },
      ...more,
    });
  const heading = headingOf(form.columns, locale);
  const bold = { bold: true, align: CENTER, size } as const;
  const headRows = heading.map((cells, level) => {
    const first =
      level === 0 ? [cell(line(reportWords(locale).rows, bold), { rowSpan: heading.length })] : [];
    const rest = cells.map(({ label, columns, rows }) =>
      cell(line(label, bold), { rowSpan: rows, columnSpan: columns }),
    );
    return new TableRow({ tableHeader: true, cantSplit: true, children: [...first, ...rest] });
  });
  const bodyRows = content.rows.map(({ label, level, bold: isBold }, r) => {
    const indent = '\u2003'.repeat(level);
    const figures = form.columns.map(({ decimals }, c) =>
      cell(
        line(cellText(content.cells[r]?.[c] ?? null, decimals, locale), { bold: isBold, align: RIGHT, size }),
      ),
    );
    return new TableRow({
      cantSplit: true,
      children: [cell(line(indent + label[locale], { bold: isBold, size })), ...figures],
    });
  });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    borders: BORDERS,
    rows: [...headRows, ...bodyRows],
  });
}

function signaturesOf(signatures: readonly string[], width: number): Table | Paragraph {
  if (signatures.length === 0) return line('');
  const none = { style: 'none', size: 0, color: 'auto' } as const;
  const borders = { top: none, bottom: none, left: none, right: none };
  const share = Math.floor(width / signatures.length);
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: signatures.map(() => share),
    borders: { ...borders, insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({
        cantSplit: true,
        height: { value: 1700, rule: 'atLeast' },
        children: signatures.map(
          (text) =>
            new TableCell({
              borders,
              children: [
                line(text, { bold: true, size: SIZE.note, align: AlignmentType.CENTER, before: 240 }),
              ],
            }),
        ),
      }),
    ],
  });
}
