import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assignment.ts';

/** Tries everything. */
function best(weights: readonly (readonly number[])[], row = 0, taken: readonly number[] = []): number {
  const own = weights[row];
  if (!own) return 0;
  const choices = own.flatMap((weight, column) =>
    taken.includes(column) ? [] : [weight + best(weights, row + 1, [...taken, column])],
  );
  return Math.max(best(weights, row + 1, taken), ...choices);
}

describe('an assignment', () => {
  it('is worth as much as the best of all there are, and seats nobody twice', () => {
    const weights = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(fc.integer({ min: -20, max: 100 }), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      );
    fc.assert(
      fc.property(weights, (table) => {
        const seats = assign(table);
        const taken = seats.filter((column) => column >= 0);
        expect(new Set(taken).size).toBe(taken.length);
        const worth = seats.reduce((sum, column, row) => sum + (table[row]?.[column] ?? 0), 0);
        expect(worth).toBe(best(table));
      }),
    );
  });
  it('seats nobody where there is nobody or nowhere', () => {
    expect(assign([])).toEqual([]);
    expect(assign([[], []])).toEqual([-1, -1]);
  });
});
