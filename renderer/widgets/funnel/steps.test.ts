import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MeasuresAnswer } from '../../../electron/contract/answers.ts';
import { stepsOf } from './steps.ts';

function answer(letters: Record<string, number | null>): MeasuresAnswer {
  const money = Object.fromEntries(
    Object.entries(letters).map(([l, n]) => [l, n === null ? null : String(n)]),
  );
  const at = '2026-01-15T09:41:00+07:00';
  return { unit: 'HCM', year: 2026, at, cases: letters, money } as unknown as MeasuresAnswer;
}

const count = fc.integer({ min: 0, max: 2 ** 40 });

describe('the way of the cases', () => {
  it('keeps the balance: J and what is carried over are F, within A', () => {
    fc.assert(
      fc.property(fc.tuple(count, count, count, count, count), ([D, H, R, running, J]) => {
        const G = J + running;
        const F = G + H + R;
        const letters = {
          A: F + D,
          B: 0,
          C: F + D,
          D,
          E: 0,
          F,
          G,
          H,
          R,
          J,
          K: F - J,
          I: running,
          P: 0,
          S: 0,
          O: 0,
        };
        for (const table of ['cases', 'money'] as const) {
          const [a, f, g, j, k] = stepsOf(answer(letters), table);
          expect([a?.from, a?.to]).toEqual([0, letters.A > 0 ? 1 : 0]);
          expect([k?.from, k?.to]).toEqual([j?.to, f?.to]);
          expect((f?.to ?? 0) >= (g?.to ?? 0) && (g?.to ?? 0) >= (j?.to ?? 0)).toBe(true);
        }
      }),
    );
  });

  it('is drawn without what is unknown, below zero or beyond the whole', () => {
    const shares = (letters: Record<string, number | null>) =>
      stepsOf(answer(letters), 'cases').map(({ from, to }) => [from, to]);
    const none = Array.from({ length: 5 }, () => [0, 0]);
    expect(shares({ A: null, F: 3, G: 2, J: 1 })).toEqual(none);
    expect(shares({ A: 0, F: 0, G: 0, J: 0, K: 0 })).toEqual(none);
    expect(shares({ A: 10, F: -4, G: null, J: 20 })).toEqual([
      [0, 1],
      [0, 0],
      [0, 0],
      [0, 1],
      [1, 0],
    ]);
  });
});
