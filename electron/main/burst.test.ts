import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeBurst } from './burst.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('acts once when a burst is over', () => {
  const over = vi.fn();
  const heard = makeBurst(over, 400, 3_000);
  for (let i = 0; i < 10; i += 1) {
    heard();
    vi.advanceTimersByTime(100);
  }
  expect(over).not.toHaveBeenCalled();
  vi.advanceTimersByTime(300);
  expect(over).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(over).toHaveBeenCalledTimes(1);
});

it('acts now and then while a burst does not end', () => {
  const over = vi.fn();
  const heard = makeBurst(over, 400, 3_000);
  for (let i = 0; i < 95; i += 1) {
    heard();
    vi.advanceTimersByTime(100);
  }
  expect(over).toHaveBeenCalledTimes(3);
});
