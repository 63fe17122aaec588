/** A report as a workbook: its table with live formulas, and a sheet with its checks. */
import type Excel from 'exceljs';
import {
  cellText,
  faceOf,
  type HeadingCell,
  headingOf,
  markOf,
  reportWords,
} from '../../../contract/reportFace.ts';
import { createGrid, rowsKept } from '../filling/grid.ts';
import { compileForm } from '../forms/compile.ts';
import { isExactNumber, sheetFormula } from './sheetFormula.ts';
import type { FileJob } from './writer.ts';

const FONT = { name: 'Times New Roman', size: 11 };
const PAPER = { a3: 8, a4: 9 } as const;
const THIN = { style: 'thin' } as const;
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const FIRST_COLUMN = 3;
const LABEL_WIDTH = 38;
const WIDTH_LEAST = 11;

export async function workbookOf(job: FileJob): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  const { form, content, locale } = job;
  workbook.title = form.title[locale];
  const sheet = workbook.addWorksheet(sheetName(form.number), {
    pageSetup: {
      // The type of the library lacks A3, the format has it.
      paperSize: PAPER[form.paper] as Excel.PaperSize,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.5, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: `&R${reportWords(locale).page} &P/&N` },
  });
  writeTable(sheet, job);
  const checks = workbook.addWorksheet(sheetName(reportWords(locale).checks), {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  writeChecks(checks, job);
  return new Uint8Array(await workbook.xlsx.writeBuffer({ useStyles: true }));

  function writeTable(into: Excel.Worksheet, { report, steps }: FileJob): void {
    const face = faceOf(form, content, report && { report, steps }, locale);
    const last = FIRST_COLUMN + form.columns.length - 1;
    const line = (row: number, text: string, style: Partial<Excel.Style>) => {
      into.mergeCells(row, 1, row, last);
      const cell = into.getCell(row, 1);
      cell.value = text;
      cell.style = { font: FONT, ...style };
    };
    const centred = { horizontal: 'center', vertical: 'middle', wrapText: true } as const;
    let row = 1;
    line(row++, [face.number, face.standing].filter(Boolean).join(' · '), {
      alignment: { horizontal: 'right' },
    });
    line(row++, face.title.toUpperCase(), { font: { ...FONT, size: 14, bold: true }, alignment: centred });
    for (const text of [face.edition, face.period, face.basis])
      if (text !== null) line(row++, text, { font: { ...FONT, italic: true }, alignment: centred });
    line(row++, face.agency, { font: { ...FONT, bold: true } });
    row += 1;
    const top = row;
    const heading = headingOf(form.columns, locale);
    const depth = heading.length;
    const head = (at: number, column: number, rows: number, columns: number, text: string) => {
      if (rows > 1 || columns > 1) into.mergeCells(at, column, at + rows - 1, column + columns - 1);
      const cell = into.getCell(at, column);
      cell.value = text;
      cell.style = { font: { ...FONT, bold: true }, alignment: centred, border: BORDER };
    };
    head(top, 1, depth - 1, 1, reportWords(locale).mark);
    head(top, 2, depth - 1, 1, reportWords(locale).rows);
    head(top + depth - 1, 1, 1, 2, '');
    for (const [level, cells] of heading.entries())
      for (const { label, column, columns, rows } of cells)
        head(top + level, FIRST_COLUMN + column, rows, columns, label);
    const firstRow = top + depth;
    const grid = createGrid(compileForm(form), rowsKept(compileForm(form), content));
    const place = { grid, cells: content.cells, firstRow, firstColumn: FIRST_COLUMN };
    for (const [r, { code, label, level, bold }] of content.rows.entries()) {
      const at = into.getRow(firstRow + r);
      at.getCell(1).value = markOf(form, code);
      at.getCell(1).alignment = { horizontal: 'center' };
      at.getCell(2).value = label[locale];
      at.getCell(2).alignment = { indent: level, wrapText: true };
      for (const [c, column] of form.columns.entries())
        writeCell(at.getCell(FIRST_COLUMN + c), r, c, column.decimals);
      at.eachCell({ includeEmpty: true }, (cell) => {
        cell.border = BORDER;
        cell.font = { ...FONT, bold };
      });
    }
    into.getColumn(1).width = 6;
    into.getColumn(2).width = LABEL_WIDTH;
    for (const [c, column] of form.columns.entries()) {
      const longest = Math.max(
        ...content.cells.map((cells) => cellText(cells[c] ?? null, column.decimals, locale).length),
      );
      into.getColumn(FIRST_COLUMN + c).width = Math.max(WIDTH_LEAST, longest + 2);
    }
    for (const [level, height] of heightsOf(
      heading,
      (n) => into.getColumn(FIRST_COLUMN + n).width ?? 0,
    ).entries())
      into.getRow(top + level).height = height;
    into.views = [{ state: 'frozen', xSplit: 2, ySplit: firstRow - 1 }];
    into.pageSetup.printTitlesRow = `${top}:${firstRow - 1}`;
    signed(into, firstRow + content.rows.length + 1, last, face);

    function writeCell(cell: Excel.Cell, r: number, c: number, decimals: number): void {
      const value = content.cells[r]?.[c] ?? null;
      cell.alignment = { horizontal: 'right' };
      if (value === null) {
        cell.value = reportWords(locale).unknown;
        return;
      }
      if (!isExactNumber(value)) {
        cell.value = value;
        cell.numFmt = '@';
        return;
      }
      const formula = sheetFormula(place, r, c);
      cell.value = formula === null ? Number(value) : { formula, result: Number(value) };
      cell.numFmt = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
    }
  }

  /** Who signs where, who did what, and the notes. */
  function signed(
    into: Excel.Worksheet,
    from: number,
    last: number,
    { signatures, acts, notes }: ReturnType<typeof faceOf>,
  ): void {
    const share = Math.max(1, Math.floor(last / Math.max(1, signatures.length)));
    for (const [i, text] of signatures.entries()) {
      const begins = 1 + i * share;
      const ends = i === signatures.length - 1 ? last : begins + share - 1;
      if (ends > begins) into.mergeCells(from, begins, from, ends);
      const cell = into.getCell(from, begins);
      cell.value = text;
      cell.font = { ...FONT, bold: true };
      cell.alignment = { horizontal: 'center' };
    }
    const below = [...acts, ...notes.map((note) => `${reportWords(locale).notes}: ${note}`)];
    for (const [i, text] of below.entries()) {
      const at = from + 6 + i;
      into.mergeCells(at, 1, at, last);
      const cell = into.getCell(at, 1);
      cell.value = text;
      cell.font = { ...FONT, size: 10, italic: true };
      cell.alignment = { wrapText: true };
    }
  }
}

/** Points of a line of the heading. */
const LINE = 15;

/** Heights (points) of the rows of a heading, so that no label is cut. @param widthOf a column's width in characters */
function heightsOf(heading: readonly HeadingCell[][], widthOf: (column: number) => number): number[] {
  const heights = heading.map(() => LINE + 3);
  for (const [level, cells] of heading.entries())
    for (const { label, column, columns, rows } of cells) {
      let width = 0;
      for (let c = column; c < column + columns; c++) width += widthOf(c);
      const words = label.split(' ');
      let [lines, taken] = [1, 0];
      for (const word of words) {
        if (taken > 0 && taken + word.length + 1 > width - 2) [lines, taken] = [lines + 1, 0];
        taken += word.length + 1;
      }
      const reached = heights.slice(level, level + rows).reduce((sum, height) => sum + height, 0);
      const last = level + rows - 1;
      heights[last] = (heights[last] ?? 0) + Math.max(0, lines * LINE + 3 - reached);
    }
  return heights;
}

function writeChecks(sheet: Excel.Worksheet, { content, locale }: FileJob): void {
  for (const { code, says, row, column, left, right, holds } of content.checks) {
    const mark = holds === null ? '?' : holds ? '✓' : '✗';
    sheet.addRow([mark, code, says[locale], row ?? '', column ?? '', left ?? '–', right ?? '–']).font = FONT;
  }
  for (const [i, width] of [5, 14, 60, 10, 10, 24, 24].entries()) sheet.getColumn(i + 1).width = width;
}

/** What the name of a sheet may not hold, and at most 31 characters. */
function sheetName(text: string): string {
  return text.replace(/[\\/*?:[\]']/g, '-').slice(0, 31);
}
