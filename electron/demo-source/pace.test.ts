import { expect, test } from 'vitest';
import { steady, workingWeek } from './pace.ts';
import { randomStream } from './random.ts';

const monday = Date.parse('2026-11-16T00:00:00+07:00');
const HOUR = 3_600_000;

test('a steady pace neither drifts nor bunches', () => {
  const pace = steady(3, monday);
  const instants = Array.from({ length: 300 }, () => {
    const at = pace.next(0) ?? 0;
    pace.sent(at);
    return at;
  });
  expect(instants.at(-1)).toBe(monday + 100_000);
});

test('a working week is busy in office hours, quiet at night and on Sunday, and never silent', () => {
  const pace = workingWeek(720_000, monday, randomStream('x', 'pace'));
  const counts = { office: 0, night: 0, sunday: 0 };
  for (let at = pace.next(0) ?? 0; at < monday + 168 * HOUR; at = pace.next(0) ?? 0) {
    pace.sent(at);
    const hour = Math.floor((at - monday) / HOUR);
    if (hour >= 144) counts.sunday++;
    else if (hour < 120 && hour % 24 >= 8 && hour % 24 < 17) counts.office++;
    else if (hour % 24 < 6 || hour % 24 >= 22) counts.night++;
  }
  expect(counts.office).toBeGreaterThan(12_000);
  expect(counts.night).toBeGreaterThan(5);
  expect(counts.sunday).toBeGreaterThan(20);
  expect(counts.sunday + counts.night).toBeLessThan(counts.office / 10);
});
