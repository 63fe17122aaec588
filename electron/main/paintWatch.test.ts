import { describe, expect, it } from 'vitest';
import { checkPaint, freshWatch, paintedOn, watchFrom } from './paintWatch.ts';
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

describe('a window', () => {
  it('owes nothing while it waits for the engine', () => {
    expect(lookFrom(freshWatch(0), 0, 600, idle)).toBeNull();
  });
  it('has a minute for its first frame', () => {
    expect(lookFrom(watchFrom(freshWatch(0), 0), 0, 600, idle)).toBe(61);
  });
  it('is silent when frames stop for ten seconds', () => {
    const started = watchFrom(freshWatch(0), 0);
    const until20 = (watch: PaintWatch, s: number) => (s <= 20 ? paintedOn(watch, s + 1, s * 1000) : watch);
    expect(lookFrom(started, 0, 600, until20)).toBe(31);
  });
  it('is silent when it repeats the same frame', () => {
    const same = (watch: PaintWatch, s: number) => paintedOn(watch, 7, s * 1000);
    expect(lookFrom(watchFrom(freshWatch(0), 0), 0, 600, same)).toBe(11);
  });
  it('is not blamed for a machine that stood still', () => {
    const painted = paintedOn(watchFrom(freshWatch(0), 0), 1, 1000);
    const looked = checkPaint(painted, 600_000);
    expect(looked.silent).toBe(false);
    expect(lookFrom(looked.watch, 601, 620, idle)).toBe(611);
  });
});
