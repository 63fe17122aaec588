/** Reports as files, opened by the programs that people open them with: LibreOffice recalculates the workbook. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { createCore } from '../../../../test/oracle/engine.ts';
import { markOf } from '../../../contract/reportFace.ts';
import type { ReportContent, ReportListed } from '../../../contract/reports.ts';
import { fill, periodEnd } from '../filling/fill.ts';
import { cityLines, YEAR } from '../fixtures.ts';
import type { CompiledForm } from '../forms/compile.ts';
import { readForm } from '../forms/readForm.ts';
import { fileOf } from './files.ts';
import { noLibreOffice } from './libreOffice.ts';
import { isExactNumber, columnName } from './sheetFormula.ts';

const ASSETS = join(import.meta.dirname, '..', '..', '..', '..', 'assets', 'forms');
const FORMS = readdirSync(ASSETS).map((file) =>
  readForm(JSON.parse(readFileSync(join(ASSETS, file), 'utf8'))),
);
const why = noLibreOffice();
const withOffice = it.skipIf(why !== null);
const because = why === null ? '' : ` (${why})`;
const folder = mkdtempSync(join(tmpdir(), 'ioc-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function contentOf(compiled: CompiledForm, factor = 1): Promise<ReportContent> {
  const core = createCore();
  try {
    const lines = cityLines(90).map((line) =>
      line.type === 'case' ? { ...line, due: line.due * factor, done: line.done * factor } : line,
    );
    await core.push(lines.map((line) => ({ source: 's1', line })));
    const question = { compiled, formDigest: 'f', unit: 'HCM', year: YEAR, months: 12 };
    const parts = { db: core.store.db, measures: core.measures };
    return (await fill(parts, { ...question, at: periodEnd(YEAR, 12) })).content;
  } finally {
    core.end();
  }
}

function reportOf({ form }: CompiledForm, content: ReportContent): ReportListed {
  return {
    ...{ id: 7, form: form.code, formVersion: form.version, number: form.number, title: form.title },
    ...{ unit: content.unit, unitName: content.unitName, year: content.year, months: content.months },
    ...{ edition: 1, state: 'draft', content: 1, digest: 'd'.repeat(64), failing: 0 },
    ...{ madeAt: content.at, madeBy: 'lan', movedAt: content.at, movedBy: 'lan' },
  };
}

const jobOf = (compiled: CompiledForm, content: ReportContent, format: 'xlsx' | 'docx') => ({
  ...{ format, form: compiled.form, content, locale: 'vi' as const },
  report: reportOf(compiled, content),
  steps: [{ what: 'made' as const, who: 'lan', at: content.at, comment: '', digest: 'd' }],
});

/** The file in another format, as LibreOffice makes it; a profile of its own, as tests run side by side. */
function converted(name: string, bytes: Buffer, to: string): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', to, '--outdir', folder, file], {
    stdio: 'ignore',
    timeout: 90_000,
  });
  return join(folder, name.replace(/\.\w+$/, `.${to.split(':')[0]}`));
}

/** A CSV of what is shown and calculated on the first sheet, every digit of it. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false';

describe('a workbook', () => {
  withOffice.each(FORMS.map((one) => [one.form.code, one] as const))(
    `%s recalculated by LibreOffice says what the engine says${because}`,
    { timeout: 120_000 },
    async (code, compiled) => {
      const content = await contentOf(compiled);
      const bytes = await fileOf(jobOf(compiled, content, 'xlsx'));
      const { default: excel } = await import('exceljs');
      const workbook = new excel.Workbook();
      await workbook.xlsx.load(new Uint8Array(bytes).buffer);
      const [sheet] = workbook.worksheets;
      // Every result is taken away: what comes back was calculated by the formulas.
      let live = 0;
      sheet?.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.formula === undefined || cell.formula === '') return;
          live += 1;
          cell.value = { formula: cell.formula };
        }),
      );
      expect(live).toBeGreaterThanOrEqual(content.rows.length);
      const emptied = Buffer.from(await workbook.xlsx.writeBuffer());
      const table = readFileSync(converted(`${code}.xlsx`, emptied, CSV));
      const rows: string[][] = parse(table, { relax_column_count: true });
      for (const [r, { code: rowCode, label }] of content.rows.entries()) {
        const mark = markOf(compiled.form, rowCode);
        const found = rows.find(([first, second]) => first === mark && second === label.vi);
        expect([rowCode, found?.slice(2, 2 + compiled.columns.length).map(asSaid)]).toEqual([
          rowCode,
          content.cells[r]?.map((value) => (value === null ? '–' : Number(value))),
        ]);
      }
    },
  );

  it('writes amounts of more than 15 digits as text, exactly, and nothing is calculated with them', async () => {
    const compiled = FORMS.find(({ form }) => form.code === 'ket-qua-tien') as CompiledForm;
    const content = await contentOf(compiled, 40_000_000);
    expect(content.cells.flat().some((value) => value !== null && !isExactNumber(value))).toBe(true);
    const { default: excel } = await import('exceljs');
    const workbook = new excel.Workbook();
    await workbook.xlsx.load(new Uint8Array(await fileOf(jobOf(compiled, content, 'xlsx'))).buffer);
    const written = new Map<string, unknown>();
    workbook.worksheets[0]?.eachRow((row) => {
      const [code, label] = [row.getCell(1).text, row.getCell(2).text];
      for (const c of compiled.columns.keys()) written.set(`${code}/${label}/${c}`, row.getCell(3 + c).value);
    });
    for (const [r, { code, label }] of content.rows.entries())
      for (const [c, value] of (content.cells[r] ?? []).entries())
        if (value !== null && !isExactNumber(value))
          expect(written.get(`${code}/${label.vi}/${c}`)).toBe(value);
  });

  it('names its columns as spreadsheets do', () => {
    expect([1, 26, 27, 52, 53, 702, 703].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});

function asSaid(text: string): number | string {
  return text === '–' ? text : Number(text);
}

describe('a document', () => {
  withOffice(
    `holds every figure as it is written here, in order${because}`,
    { timeout: 120_000 },
    async () => {
      const [compiled] = FORMS as [CompiledForm];
      const content = await contentOf(compiled);
      const bytes = await fileOf(jobOf(compiled, content, 'docx'));
      const text = readFileSync(converted('report.docx', bytes, 'txt:Text (encoded):UTF8'), 'utf8');
      let from = 0;
      for (const [r, { label }] of content.rows.entries()) {
        from = text.indexOf(label.vi, from);
        expect([r, from]).not.toEqual([r, -1]);
        for (const value of content.cells[r] ?? []) {
          const shown =
            value === null ? '–' : value.replace(/\B(?=(\d{3})+(?!\d))/g, '.').replace(/\.(\d\d)$/, ',$1');
          from = text.indexOf(shown, from);
          expect([r, shown, from]).not.toEqual([r, shown, -1]);
        }
      }
      const picture = process.env['IOC_WALL_PICTURES'];
      if (picture !== undefined) {
        writeFileSync(join(picture, 'report.docx'), bytes);
        for (const one of FORMS)
          writeFileSync(
            join(picture, `${one.form.code}.xlsx`),
            await fileOf(jobOf(one, await contentOf(one), 'xlsx')),
          );
      }
    },
  );
});
