import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventParser } from './eventParser.ts';

function read(text: string | Uint8Array, cuts: readonly number[] = []) {
  const parser = createEventParser();
  const bytes = Buffer.from(text);
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), 0, bytes.length].sort((a, b) => a - b);
  const events = places.slice(1).flatMap((end, i) => parser.read(bytes.subarray(places[i], end)));
  return { events: events.map(({ name, data, id }) => [name, data.bytes.toString('utf8'), id]), parser };
}

describe('a stream of events', () => {
  it('is read whatever its line ends, comments, fields and gaps', () => {
    const { events, parser } = read(
      '\ufeff: hello\n\nretry: 1500\nid: 7\ndata: a\ndata:b\n\nevent: head\rdata: 9\r\r' +
        'data\r\n\r\nid\ndata: c\nevent: message\nunknown: x\n\nid: 1\u00002\ndata: d\n\ndata: broken off',
    );
    expect(events).toEqual([
      ['', 'a\nb', '7'],
      ['head', '9', '7'],
      ['', '', '7'],
      ['', 'c', ''],
      ['', 'd', ''],
    ]);
    expect(parser.retryMs()).toBe(1500);
  });

  it('gives the same events however it is cut, and never fails, whatever its bytes', () => {
    const text = fc
      .array(
        fc.constantFrom('data: é', 'data:', 'id: 3', 'event: x', ':', '\n', '\r', '\r\n', '\n\n', 'retry: 5'),
        {
          maxLength: 40,
        },
      )
      .map((parts) => Buffer.from(parts.join('')));
    const noise = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(fc.oneof(text, noise), fc.array(fc.nat(), { maxLength: 9 }), (bytes, cuts) => {
        expect(read(bytes, cuts).events).toEqual(read(bytes).events);
      }),
    );
  });

  it('gives back what it was made of', () => {
    const line = fc
      .string({ unit: 'binary', maxLength: 50 })
      .map((s) => s.toWellFormed().replace(/[\r\n]/g, ' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 9 }), (lines, cuts) => {
        const text = lines.map((data, i) => `id: ${i + 1}\ndata: ${data}\n\n`).join('');
        expect(read(text, cuts).events).toEqual(lines.map((data, i) => ['', data, `${i + 1}`]));
      }),
    );
  });

  it('keeps of a line that is too long its beginning and length, and the next one whole', () => {
    const parser = createEventParser();
    const chunk = Buffer.alloc(65_536, 'x');
    parser.read(Buffer.from('data: '));
    const before = process.memoryUsage().rss;
    for (let n = 0; n < 3200; n += 1) parser.read(chunk);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
    const [long, next] = parser.read(Buffer.from('\n\ndata: y\n\n'));
    expect(long?.data).toMatchObject({ whole: false, length: 3200 * 65_536 });
    expect(long?.data.bytes.length).toBe(4096);
    expect(next?.data.bytes.toString()).toBe('y');
  });
});
