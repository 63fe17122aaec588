import { describe, expect, it } from 'vitest';
import { delivery } from './due.ts';

/** Friday 3 April to Tuesday 7 April 2026. */
const at = (text: string) => Date.parse(`2026-04-${text}+07:00`);
const DUE = { time: '17:00', except: ['2026-04-06'] };
const say = (delivered: string | null, now: string) => {
  const found = delivery(DUE, delivered === null ? null : at(delivered), at(now));
  return [found?.delivery, found?.at.slice(8, 16)];
};

describe('a delivery due at 17:00 on working days', () => {
  it.each([
    ['02T16:00:00', '03T09:00:00', 'awaited', '03T17:00'],
    ['03T08:59:00', '03T09:00:00', 'complete', '03T17:00'],
    ['02T16:00:00', '03T16:59:59', 'awaited', '03T17:00'],
    ['02T16:00:00', '03T17:00:00', 'late', '03T17:00'],
    ['03T17:30:00', '03T18:00:00', 'complete', '03T17:00'],
    // Over the weekend and a holiday nothing is due, but what is missing stays missing.
    ['02T16:00:00', '05T12:00:00', 'late', '03T17:00'],
    ['03T16:00:00', '06T18:00:00', 'complete', '03T17:00'],
    ['03T16:00:00', '07T09:00:00', 'awaited', '07T17:00'],
    ['02T16:00:00', '07T09:00:00', 'late', '03T17:00'],
    ['04T10:00:00', '07T09:00:00', 'awaited', '07T17:00'],
    ['03T16:00:00', '07T17:00:00', 'late', '07T17:00'],
    [null, '07T09:00:00', 'late', '03T17:00'],
  ])('delivered at %s, looked at %s, is %s', (delivered, now, state, due) => {
    expect(say(delivered, now)).toEqual([state, due]);
  });
});
