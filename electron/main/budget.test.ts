import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WINDOW_BUDGET, deathsAfter, engineDelay, mayRedraw, nextRung, recent } from './budget.ts';

describe('the ladder of a window', () => {
  it('reloads, then makes new windows, then shows the safe scene, then rests', () => {
    const rungs: string[] = [];
    const restarts: number[] = [];
    for (let now = 0; now < 70_000; now += 10_000) {
      rungs.push(nextRung(restarts, now));
      restarts.push(now);
    }
    expect(rungs).toEqual(['reload', 'recreate', 'recreate', 'safe', 'safe', 'rest', 'rest']);
    expect(nextRung([0], 600_001)).toBe('reload');
  });
  it('is drawn anew first, and loaded anew when that did not help', () => {
    expect(mayRedraw(null, 0)).toBe(true);
    expect(mayRedraw(0, 60_000)).toBe(false);
    expect(mayRedraw(0, 120_001)).toBe(true);
    expect(mayRedraw(5_000, 0)).toBe(true);
  });
  it('never restarts more often than its budget', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 120_000 }), { maxLength: 60 }), (gaps) => {
        let now = 0;
        let restarts: number[] = [];
        for (const gap of gaps) {
          now += gap;
          if (nextRung(restarts, now) === 'rest') continue;
          restarts = [...restarts, now];
          expect(recent(restarts, now, WINDOW_BUDGET.within).length).toBeLessThanOrEqual(
            WINDOW_BUDGET.restarts,
          );
        }
      }),
    );
  });
});

describe('the engine', () => {
  it('comes back quickly after one death and ever more slowly in a series', () => {
    expect(engineDelay([1000], 1000)).toBe(100);
    const delays = Array.from({ length: 8 }, (_, i) =>
      engineDelay(
        Array.from({ length: i + 1 }, () => 1000),
        1000,
      ),
    );
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    expect(delays.at(-1)).toBe(30_000);
    expect(engineDelay([0, 0, 0, 400_000], 400_000)).toBe(100);
  });

  it('was well when it had answered for a while, and comes back as quickly as the first time', () => {
    const series = deathsAfter(deathsAfter([], 1_000, null), 2_000, 1_900);
    expect(series).toEqual([1_000, 2_000]);
    expect(deathsAfter(series, 20_000, 10_001)).toEqual([1_000, 2_000, 20_000]);
    expect(engineDelay(deathsAfter(series, 20_000, 10_000), 20_000)).toBe(100);
  });
});
