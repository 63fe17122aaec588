import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LONGEST_SILENCE,
  SHORTEST_SILENCE,
  checkPaint,
  freshWatch,
  paintedOn,
  silenceOf,
} from './paintWatch.ts';
import type { PaintWatch } from './paintWatch.ts';

/** Looks once a second from `from` to `to` (s); the second at which the window was found silent, or `null`. */
function lookFrom(
  start: PaintWatch,
  from: number,
  to: number,
  each: (w: PaintWatch, s: number) => PaintWatch,
) {
  let watch = start;
  for (let second = from; second <= to; second++) {
    const looked = checkPaint(each(watch, second), second * 1000);
    if (looked.silent) return second;
    watch = looked.watch;
  }
  return null;
}
const idle = (watch: PaintWatch) => watch;
/** A frame every `every` seconds until `end`. */
const painting = (every: number, end: number) => (watch: PaintWatch, s: number) =>
  s <= end && s % every === 0 ? paintedOn(watch, s + 1, s * 1000) : watch;

describe('a window', () => {
  it('owes nothing while it shows a plain page', () => {
    expect(lookFrom(freshWatch(0, false), 0, 600, idle)).toBeNull();
  });
  it('has a minute for its first frame', () => {
    expect(lookFrom(freshWatch(0, true), 0, 600, idle)).toBe(61);
  });
  it('may be silent for half a minute while nobody knows how long it takes', () => {
    expect(lookFrom(freshWatch(0, true), 0, 600, painting(1, 20))).toBe(51);
  });
  it('is silent after six seconds when it has painted every second', () => {
    expect(lookFrom(freshWatch(0, true), 0, 600, painting(1, 120))).toBe(127);
  });
  it('may be silent for longer when it often is and comes back', () => {
    expect(lookFrom(freshWatch(0, true), 0, 600, painting(5, 120))).toBe(141);
  });
  it('is known to take long on its next page as well', () => {
    let watch = freshWatch(0, true);
    for (let s = 0; s <= 120; s += 5) watch = paintedOn(watch, s + 1, s * 1000);
    const next = freshWatch(121_000, true, watch.gaps);
    expect(silenceOf(next.gaps, 121_000)).toBe(20_000);
  });
  it('is silent when it repeats the same frame', () => {
    const same = (watch: PaintWatch, s: number) => paintedOn(watch, 7, s * 1000);
    expect(lookFrom(freshWatch(0, true), 0, 600, same)).toBe(31);
  });
  it('is not blamed for a machine that stood still', () => {
    const painted = paintedOn(freshWatch(0, true), 1, 1000);
    const looked = checkPaint(painted, 600_000);
    expect(looked.silent).toBe(false);
    expect(lookFrom(looked.watch, 601, 700, idle)).toBe(607);
  });
  it('is never given less than the shortest nor more than the longest silence', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 90_000 }), { maxLength: 80 }), (gaps) => {
        let now = 0;
        let watch = freshWatch(0, true);
        gaps.forEach((gap, i) => {
          now += gap;
          watch = paintedOn(watch, i, now);
          const allowed = silenceOf(watch.gaps, now);
          expect(allowed).toBeGreaterThanOrEqual(SHORTEST_SILENCE);
          expect(allowed).toBeLessThanOrEqual(LONGEST_SILENCE);
        });
      }),
    );
  });
});
