import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences } from './differences.ts';
import { type Fingerprint, read, written } from './fingerprint.ts';

const print: Fingerprint = {
  words: [
    { text: 'Tỷ lệ việc xong', x: 1.2, y: 4.2, size: 1.5 },
    { text: 'đạt', x: 20, y: 4.2, size: 1.5 },
    { text: 'đạt', x: 20, y: 9, size: 1.5 },
  ],
  marks: [
    { what: 'status-shape path', colour: '#55cfb7', count: 2, box: [21, 9, 1, 1] },
    { what: 'bullet bullet-bar', colour: '#5aceda', count: 1, box: [1.2, 11, 3.4, 0.7] },
  ],
  tones: ['fml gml', 'hml iml'],
};

const changed = (change: Partial<Fingerprint>) => differences(print, { ...print, ...change });

describe('differences', () => {
  it('are none to itself, nor after it was written and read', () => {
    expect(differences(print, print)).toEqual([]);
    expect(differences(print, read(written(print)))).toEqual([]);
  });

  it('are none of what antialiasing and rounded pixels do', () => {
    const words = print.words.map((word) => ({ ...word, x: word.x + 0.2, y: word.y - 0.2 }));
    const marks = print.marks.map((one) => ({ ...one, colour: one.colour.replace(/.$/, '5') }));
    expect(changed({ words, marks, tones: ['gml fml', 'hlm iml'] })).toEqual([]);
  });

  it('tell what moved, went, came, was recoloured or set in another size', () => {
    const [first, second, third] = print.words;
    const [shape, bar] = print.marks;
    if (!first || !second || !third || !shape || !bar) throw new Error('The fingerprint lost something.');
    expect(changed({ words: [{ ...first, x: 3 }, second, third] })).toEqual([
      '“Tỷ lệ việc xong” moved from 1.2, 4.2 to 3, 4.2',
    ]);
    expect(changed({ words: [first, third] })).toEqual(['“đạt” at 20, 4.2 is gone']);
    expect(changed({ words: [{ ...first, size: 1.6 }, second, third] })).toHaveLength(1);
    expect(changed({ marks: [{ ...shape, count: 1 }, bar] })).toEqual([
      '2 × status-shape path in #55cfb7: now 1',
    ]);
    expect(changed({ marks: [shape, { ...bar, colour: '#ff0000' }] })).toHaveLength(2);
    expect(changed({ marks: [shape, { ...bar, box: [1.2, 12, 3.4, 0.7] }] })).toHaveLength(1);
    expect(changed({ tones: ['fml gml', 'hml zzz'] })).toHaveLength(1);
    expect(changed({ tones: [] })).toHaveLength(4);
  });

  it('are told of any word that moved by more than a little', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.26, max: 40, noNaN: true }), fc.boolean(), (by, across) => {
        const words = print.words.map((word, i) =>
          i === 0 ? { ...word, [across ? 'x' : 'y']: (across ? word.x : word.y) + by } : word,
        );
        expect(changed({ words })).toHaveLength(1);
      }),
    );
  });
});
