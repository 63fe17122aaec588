import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noOpenpyxl, noPython, type SheetCell, writeWithOpenpyxl, writeXlsx } from '../fixtures.ts';
import { ArchiveError } from './archive.ts';
import { Unreadable } from './unreadable.ts';
import { rowsOf } from './workbook.ts';
import { xlsxPieces } from './xlsx.ts';

const why = noPython();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-xlsx-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const FORMAT = { as: 'xlsx', headerRow: 1 } as const;

/** What the engine gets of a workbook, through the thread that opens it. */
async function valuesOf(path: string, sheet?: string, limits: Parameters<typeof xlsxPieces>[3] = {}) {
  const format = { ...FORMAT, ...(sheet !== undefined && { sheet }) };
  const pieces = await Array.fromAsync(xlsxPieces(path, format, 'a.xlsx', limits));
  return pieces.map(({ row }) => row?.values);
}

function valuesIn(bytes: Buffer, sheet?: string) {
  const path = join(folder, 'given.xlsx');
  writeFileSync(path, bytes);
  return valuesOf(path, sheet);
}

function made(sheets: Record<string, SheetCell[][]>, more: Parameters<typeof writeXlsx>[2] = {}): Buffer {
  const file = join(folder, 'a.xlsx');
  writeXlsx(file, sheets, more);
  return readFileSync(file);
}

const HEADING = ['Đơn vị', 'F', 'Ngày', 'Tổng', 'Lỗi', 'Đúng'];

describe.skipIf(why !== null)(
  `a spreadsheet made by another program${why === null ? '' : ` (skipped: ${why})`}`,
  () => {
    it('gives its cells: text, numbers, dates, results of formulas', async () => {
      const bytes = made({
        'Biểu 1': [
          HEADING,
          [
            'KV01 <&>',
            1234567890123,
            { xml: '<c r="REF" s="1"><v>46027</v></c>' },
            { xml: '<c r="REF"><f>SUM(A1:B1)</f><v>42</v></c>' },
            { xml: '<c r="REF" t="e"><v>#DIV/0!</v></c>' },
            { xml: '<c r="REF" t="b"><v>1</v></c>' },
          ],
          ['KV02', 0.1, null, { xml: '<c r="REF"><f>NOW()</f></c>' }],
        ],
      });
      expect(await valuesIn(bytes)).toEqual([
        {
          'Đơn vị': 'KV01 <&>',
          F: 1_234_567_890_123,
          Ngày: '2026-01-05T00:00:00.000',
          Tổng: 42,
          Lỗi: '#DIV/0!',
          Đúng: true,
          $file: 'a.xlsx',
          $row: 2,
        },
        expect.objectContaining({ 'Đơn vị': 'KV02', F: 0.1, Ngày: null, Tổng: '#FORMULA', $row: 3 }),
      ]);
    });

    it('is read at the sheet asked for, and refused when there is none', async () => {
      const bytes = made({ 'Tháng 1': [['a'], [1]], 'Tháng 2': [['a'], [2]] });
      expect(await valuesIn(bytes, 'Tháng 2')).toMatchObject([{ a: 2 }]);
      await expect(valuesIn(bytes, 'Tháng 3')).rejects.toThrow(
        'no sheet "Tháng 3"; there are Tháng 1, Tháng 2',
      );
    });

    it('is not spread over every cell of a range that somebody merged or named', async () => {
      expect(await valuesIn(made({ a: [['x'], [1]] }, { merge: 'A1:XFD1048576' }))).toMatchObject([{ x: 1 }]);
      await expect(valuesIn(made({ a: [['x'], [1]] }, { names: 'a!$A$1:$XFD$1048576' }))).rejects.toThrow(
        Unreadable,
      );
    });

    it('that would unpack to more than allowed is refused before it is opened', async () => {
      const file = join(folder, 'bomb.xlsx');
      const bomb =
        "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_DEFLATED)\nz.writestr('xl/worksheets/sheet1.xml', b' '*300000000)\nz.close()";
      execFileSync('python3', ['-c', bomb, file]);
      const bytes = readFileSync(file);
      expect(bytes.length).toBeLessThan(1_000_000);
      await expect(valuesIn(bytes)).rejects.toThrow('unpacks to more than');
      // The size stated in the directory lies: 300 MB are said to be 1000 bytes.
      const lying = Buffer.from(bytes);
      const directory = lying.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
      lying.writeUInt32LE(1000, directory + 24);
      await expect(valuesIn(lying)).rejects.toThrow(Unreadable);
    });

    it('never fails in another way than being refused, whatever happened to its bytes', async () => {
      // One packed, one whose parts lie open, so that the changes meet what is inside too.
      const goods = [false, true].map((stored) => made({ a: [HEADING, ['KV01', 5]] }, { stored }));
      for (const good of goods) await holdsFor(good);
    });

    async function holdsFor(good: Buffer): Promise<void> {
      const flips = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(
          flips,
          fc.integer({ min: 0, max: good.length }),
          fc.boolean(),
          async (changes, length, cut) => {
            const bytes = Buffer.from(good);
            for (const [at, byte] of changes) bytes[at] = byte;
            const path = join(folder, 'spoilt.xlsx');
            writeFileSync(path, cut ? bytes.subarray(0, length) : bytes);
            await rowsOf({ path }).catch((error: unknown) => {
              expect(error).toBeInstanceOf(ArchiveError);
            });
          },
        ),
        { numRuns: 150 },
      );
    }
  },
);

const whyNot = noOpenpyxl();
describe.skipIf(whyNot !== null)(
  `a workbook of openpyxl${whyNot === null ? '' : ` (skipped: ${whyNot})`}`,
  () => {
    const file = () => join(folder, 'openpyxl.xlsx');

    it('gives dates, merged cells, formulas, errors and styled text as they are meant', async () => {
      writeWithOpenpyxl(
        file(),
        `
sheet = book.active
sheet.title = 'Biểu 06'
sheet.append(['Đơn vị', 'Ngày', 'Giờ', 'Tiền', 'Tỷ lệ', 'Công thức', 'Lỗi', 'Đúng', 'Số lớn'])
sheet.append(['KV 01', datetime.date(2026, 3, 31), datetime.datetime(2026, 3, 31, 17, 5), 5637, 0.8438, '=SUM(D2:D3)', '#N/A', True, 9007199254740991])
sheet['A2'].font = Font(bold=True)
sheet['E2'].number_format = '0.00%'
sheet['A2'].hyperlink = 'https://example.com/'
sheet['A4'] = 'gộp'
sheet.merge_cells('A4:C6')
sheet['D4'] = 7
book.create_sheet('Khác').append(['x'])
`,
      );
      const [first, merged, ...more] = await valuesOf(file(), 'Biểu 06');
      expect(first).toEqual({
        'Đơn vị': 'KV 01',
        Ngày: '2026-03-31T00:00:00.000',
        Giờ: '2026-03-31T17:05:00.000',
        Tiền: 5637,
        'Tỷ lệ': 0.8438,
        // Nobody has calculated it yet.
        'Công thức': '#FORMULA',
        Lỗi: '#N/A',
        Đúng: true,
        'Số lớn': 9007199254740991,
        $file: 'a.xlsx',
        $row: 2,
      });
      // The value of merged cells is that of the first; the others are empty, not the same again.
      expect(merged).toMatchObject({ 'Đơn vị': 'gộp', Ngày: null, Giờ: null, Tiền: 7, $row: 4 });
      expect(more).toEqual([]);
    });

    it('that is large is opened beside the engine, which goes on answering', async () => {
      writeWithOpenpyxl(
        file(),
        `
sheet = book.active
sheet.append(['a', 'b', 'c', 'd', 'e'])
for n in range(20000):
    sheet.append([n, 'đơn vị %d' % n, n * 1000, n / 7, 'x' * 20])
`,
      );
      let turns = 0;
      const turning = setInterval(() => (turns += 1), 5);
      const values = await valuesOf(file());
      clearInterval(turning);
      expect(values.length).toBe(20_000);
      expect(values.at(-1)).toMatchObject({ a: 19_999, b: 'đơn vị 19999', c: 19_999_000, $row: 20_001 });
      // Opened on this thread, hardly one turn would come between the whole file and its rows.
      expect(turns).toBeGreaterThan(10);
      // The same in less memory than it takes: the thread dies of it, nothing else.
      await expect(valuesOf(file(), undefined, { memoryMb: 40 })).rejects.toThrow('takes more than 40 MB');
      const stop = new AbortController();
      const reading = valuesOf(file(), undefined, { signal: stop.signal });
      stop.abort();
      await expect(reading).rejects.toThrow();
    }, 120_000);
  },
);

it('a workbook that is gone is no fault of the workbook', async () => {
  await expect(valuesOf(join(folder, 'nowhere.xlsx'))).rejects.toMatchObject({ syscall: 'stat' });
});
