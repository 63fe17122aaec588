import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATE_NAMES } from '../../renderer/gallery/gallery.ts';
import { allPairs } from './pairs.ts';
import { kept, nameOf, type Picture, ruled } from './pictures.ts';

/** Every two values of different factors that come together in some row. */
function met(rows: readonly Readonly<Record<string, unknown>>[], names: readonly string[]): Set<string> {
  return new Set(
    rows.flatMap((row) =>
      names.flatMap((a, i) =>
        names.slice(i + 1).map((b) => `${a} ${String(row[a])} · ${b} ${String(row[b])}`),
      ),
    ),
  );
}

const values = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });

describe('all pairs', () => {
  it('come together, in rows that are the same every time', () => {
    fc.assert(
      fc.property(fc.record({ a: values, b: values, c: values, d: values }), (factors) => {
        const rows = allPairs(factors);
        const names = Object.keys(factors);
        const sizes = Object.values(factors).map((all) => all.length);
        const pairs = sizes.flatMap((x, i) => sizes.slice(i + 1).map((y) => x * y));
        expect(met(rows, names).size).toBe(pairs.reduce((sum, n) => sum + n, 0));
        expect(allPairs(factors)).toEqual(rows);
        expect(rows.length).toBeLessThanOrEqual(pairs.reduce((sum, n) => sum + n, 0));
      }),
    );
  });
});

describe('the pictures', () => {
  const sizeOf = (pictures: readonly Picture[], name: keyof Picture) =>
    new Set(pictures.map((picture) => picture[name])).size;

  // Further ones, such as single layers of the map, are drawn in a few states only.
  const subjects = new Set(kept().map(({ show }) => show));
  const usual = new Set<string>(STATE_NAMES);
  const ofSubjects = ruled().filter(({ show, state }) => subjects.has(show) && usual.has(state));

  it.each([
    ['ruled', ofSubjects, ['show', 'state', 'theme', 'locale', 'shape'] as const],
    ['kept', kept(), ['show', 'theme', 'locale', 'shape'] as const],
  ])('that are %s meet every pair, each under a name of its own', (_name, pictures, factors) => {
    const sizes = factors.map((name) => sizeOf(pictures, name));
    const pairs = sizes.flatMap((x, i) => sizes.slice(i + 1).map((y) => x * y));
    const rows = pictures.map((picture) => ({ ...picture }));
    expect(met(rows, factors).size).toBe(pairs.reduce((sum, n) => sum + n, 0));
    expect(new Set(pictures.map(nameOf)).size).toBe(pictures.length);
  });
});
