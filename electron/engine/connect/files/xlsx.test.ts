import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noPython, type SheetCell, writeXlsx } from '../fixtures.ts';
import { ArchiveError } from './archive.ts';
import { xlsxPieces } from './xlsx.ts';

const why = noPython();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-xlsx-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function valuesIn(bytes: Buffer, sheet?: string) {
  const pieces = await Array.fromAsync(
    xlsxPieces(bytes, { as: 'xlsx', headerRow: 1, ...(sheet !== undefined && { sheet }) }, 'a.xlsx'),
  );
  return pieces.map(({ row }) => row?.values);
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
        ArchiveError,
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
      await expect(valuesIn(lying)).rejects.toThrow(ArchiveError);
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
            await valuesIn(cut ? bytes.subarray(0, length) : bytes).catch((error: unknown) => {
              expect(error).toBeInstanceOf(ArchiveError);
            });
          },
        ),
        { numRuns: 150 },
      );
    }
  },
);
