import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileFormat } from '../../../contract/sources.ts';
import type { Piece } from '../pieces.ts';
import { csvPieces } from './csv.ts';

type Format = Extract<FileFormat, { as: 'csv' }>;
const FORMAT: Format = { as: 'csv', delimiter: ',', encoding: 'utf-8', headerRow: 1 };

async function pieces(body: string | Uint8Array, format: Partial<Format> = {}, cut = 7): Promise<Piece[]> {
  const bytes = Buffer.from(body);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += cut) yield bytes.subarray(at, at + cut);
  }
  return Array.fromAsync(csvPieces(chunks(), { ...FORMAT, ...format }, 'a.csv'));
}

async function rows(body: string | Uint8Array, format: Partial<Format> = {}) {
  return (await pieces(body, format)).map(({ row, refusal }) => {
    if (refusal) return refusal.reason;
    const { $file: _, $row: n, ...values } = (row?.values ?? {}) as Record<string, unknown>;
    return { ...values, n };
  });
}

describe('a CSV file', () => {
  it('gives its rows by heading, in quotes or not, over several lines, with any line end', async () => {
    expect(await rows('\ufeffa, b  c\r\n1,"x, ""y""\r\nz"\r\n\r\n,2')).toEqual([
      { a: '1', 'b c': 'x, "y"\nz', n: 2 },
      { a: '', 'b c': '2', n: 4 },
    ]);
  });

  it('may have its heading further down, another delimiter and encoding', async () => {
    const body = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('Biểu 1\nĐơn vị;F\nKV01;5', 'utf16le'),
    ]);
    expect(await rows(body, { delimiter: ';', encoding: 'utf-16le', headerRow: 2 })).toEqual([
      { 'Đơn vị': 'KV01', F: '5', n: 3 },
    ]);
  });

  it('loses only the row that is broken', async () => {
    expect(await rows('a,b\n1,"open\n2,y\n3,z\n')).toEqual([
      'unreadable',
      { a: '2', b: 'y', n: 3 },
      { a: '3', b: 'z', n: 4 },
    ]);
    expect(await rows('a,b\n1,x"y\n2,y\n3,p"q\n4,z\n')).toEqual([
      'unreadable',
      { a: '2', b: 'y', n: 3 },
      'unreadable',
      { a: '4', b: 'z', n: 5 },
    ]);
    expect(
      await rows(Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from([0xc3, 0x28]), Buffer.from('\n2,y')])),
    ).toEqual(['invalid_utf8', { a: '2', b: 'y', n: 3 }]);
    expect(await rows('a,b\n1,2,3\n4\n')).toEqual(['unmapped', { a: '4', b: null, n: 3 }]);
  });

  it('gives a long line back as too long, and the next row whole', async () => {
    const found = await pieces(`a,b\n1,${'x'.repeat(2_000_000)}\n2,y\n`, {}, 65_536);
    expect(found.map((piece) => piece.refusal?.reason)).toEqual(['too_long', undefined]);
    expect(found[0]?.line.bytes.length).toBeLessThan(10_000);
  });

  it('never fails, whatever its bytes, and never loses a good row after bad ones', async () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.stringMatching(/^[a",\n\r;]{0,60}$/).map((text) => new Uint8Array(Buffer.from(text))),
    );
    await fc.assert(
      fc.asyncProperty(noise, fc.integer({ min: 1, max: 9 }), async (bytes, cut) => {
        const found = await pieces(
          Buffer.concat([Buffer.from('k,w\n'), bytes, Buffer.from('\nlast,one\n')]),
          {},
          cut,
        );
        const last = found.at(-1);
        expect(last?.row?.values).toMatchObject({ k: 'last', w: 'one' });
      }),
      { numRuns: 300 },
    );
  });
});
