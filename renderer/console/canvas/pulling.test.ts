import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDGES, pulled } from './pulling.ts';

const cell = fc.integer({ min: 0, max: 11 });
const cells = fc.record({ x: cell, y: cell, w: cell, h: cell });
const step = fc.integer({ min: -12, max: 12 });

describe('a widget that is pulled', () => {
  it('moves as a whole, or stays where its other edges are', () => {
    fc.assert(
      fc.property(cells, fc.constantFrom(null, ...EDGES), step, step, (from, edge, dx, dy) => {
        const to = pulled(from, edge, dx, dy);
        if (edge === null) {
          expect(to).toEqual({ ...from, x: from.x + dx, y: from.y + dy });
          return;
        }
        const [right, bottom] = [from.x + from.w, from.y + from.h];
        expect(to.x).toBe(from.x + (edge.includes('w') ? dx : 0));
        expect(to.y).toBe(from.y + (edge.includes('n') ? dy : 0));
        expect(to.x + to.w).toBe(right + (edge.includes('e') ? dx : 0));
        expect(to.y + to.h).toBe(bottom + (edge.includes('s') ? dy : 0));
      }),
    );
  });
});
