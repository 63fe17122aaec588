import { expect, it } from 'vitest';
import { spanOf } from './notices.ts';

it.each([
  [40, 'seconds', 40],
  [7_199.6, 'hours', 2],
  [5_400, 'minutes', 90],
  [36_900, 'hours', 10],
  [86_395, 'days', 1],
  [30 * 86_400 + 70, 'days', 30],
])('%d seconds are a span of %s: %d', (seconds, unit, count) => {
  expect(spanOf(seconds)).toEqual({ unit, count });
});
