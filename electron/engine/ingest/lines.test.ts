import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINE_BYTES_MOST, type Line, linesOf } from './lines.ts';

async function read(chunks: Uint8Array[]): Promise<Line[]> {
  async function* body() {
    yield* chunks;
  }
  return Array.fromAsync(linesOf(body()));
}

const texts = async (...chunks: string[]) =>
  (await read(chunks.map((c) => Buffer.from(c)))).map((l) => l.bytes.toString());

describe('linesOf', () => {
  it('passes over blank lines and takes CRLF and LF alike', async () => {
    expect(await texts('a\r\n\n  \t\r\nb\n\nc')).toEqual(['a', 'b', 'c']);
  });

  it('drops a byte-order mark at the start only', async () => {
    expect(await texts('\u{feff}a\n\u{feff}b')).toEqual(['a', '\u{feff}b']);
    expect(await texts('\u{feff}')).toEqual([]);
  });

  it('gives the same lines however the body is cut', async () => {
    const lines = fc.array(
      fc.string({ unit: 'binary', maxLength: 12 }).map((s) => s.replace(/[\r\n]/g, '.')),
    );
    await fc.assert(
      fc.asyncProperty(lines, fc.array(fc.nat({ max: 200 })), async (wanted, cuts) => {
        const body = Buffer.from(wanted.join('\r\n'));
        const ends = [...cuts.map((c) => c % (body.length + 1)), 0, body.length].sort((a, b) => a - b);
        const chunks = ends.slice(1).map((end, i) => body.subarray(ends[i], end));
        expect(await read(chunks)).toEqual(await read([body]));
      }),
    );
  });

  it('reads lines up to a mebibyte and keeps the beginning of longer ones', async () => {
    const fits = 'x'.repeat(LINE_BYTES_MOST);
    const [whole, cut, after] = await read([Buffer.from(`${fits}\r\n${fits}y\nz`)]);
    expect(whole).toMatchObject({ whole: true, length: LINE_BYTES_MOST });
    expect(cut).toMatchObject({ whole: false, length: LINE_BYTES_MOST + 1 });
    expect(cut?.bytes.length).toBeLessThan(10_000);
    expect(after?.bytes.toString()).toBe('z');
  });
});
