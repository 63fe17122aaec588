import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arcMinutesOf, LEAST_ARC_MINUTES, MAIN_ARC_MINUTES, remsHigh, USUAL_VIEWING } from './legibility.ts';

const tokens = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const [root = ''] = /:root \{[^}]*\}/.exec(tokens) ?? [];
const token = (name: string) => Number(new RegExp(`--${name}: ([\\d.]+)`).exec(root)?.[1]);

describe('type on the wall', () => {
  it('is as large as its tokens say at the usual distance', () => {
    const rems = remsHigh(USUAL_VIEWING);
    expect(token('wall-rems')).toBe(rems);
    const angle = (name: string) => arcMinutesOf(token(name), rems, USUAL_VIEWING);
    for (const name of ['text-note', 'text-label', 'text-title'])
      expect(angle(name)).toBeGreaterThanOrEqual(LEAST_ARC_MINUTES);
    expect(angle('text-figure')).toBeGreaterThanOrEqual(MAIN_ARC_MINUTES);
  });

  it('is read from any distance and on any monitor that has room for words at all', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 30, noNaN: true }),
        fc.double({ min: 20, max: 120, noNaN: true }),
        (distanceM, diagonalIn) => {
          const viewing = { distanceM, diagonalIn };
          const rems = remsHigh(viewing);
          fc.pre(rems > 22);
          expect(arcMinutesOf(token('text-note'), rems, viewing)).toBeGreaterThanOrEqual(
            LEAST_ARC_MINUTES - 1e-6,
          );
        },
      ),
    );
  });
});
