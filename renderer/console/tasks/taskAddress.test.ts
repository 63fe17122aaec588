import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ORIGIN_KINDS, TASK_VIEWS, taskFilter } from '../../../electron/contract/tasks.ts';
import { apiQuery, fromFigureAddress, NOTHING_ASKED, readAsked, tasksAddress } from './taskAddress.ts';

const text = fc.string({ minLength: 1, maxLength: 30 });
const asked = fc.record({
  as: fc.constantFrom('board' as const, 'list' as const),
  view: fc.constantFrom(...TASK_VIEWS),
  late: fc.boolean(),
  closed: fc.boolean(),
  origin: fc.option(fc.constantFrom(...ORIGIN_KINDS), { nil: null }),
  unit: fc.option(text, { nil: null }),
  alert: fc.option(text, { nil: null }),
  q: fc.string({ maxLength: 50 }),
});
const queryOf = (address: string) => new URLSearchParams(address.split('?')[1] ?? '');

it('reads back every address that it writes, and asks what the engine understands', () => {
  fc.assert(
    fc.property(asked, (one) => {
      expect(readAsked(queryOf(tasksAddress(one, 7)))).toEqual(one);
      expect(taskFilter.safeParse(Object.fromEntries(new URLSearchParams(apiQuery(one)))).success).toBe(true);
    }),
  );
});

it('is short where nothing is asked, and shrugs at what it does not know', () => {
  expect(tasksAddress(NOTHING_ASKED)).toBe('#tasks');
  expect(readAsked(new URLSearchParams('view=none&as=x&origin=?'))).toEqual(NOTHING_ASKED);
  expect(fromFigureAddress({ indicator: 'a', unit: 'HCM', at: '2026-01-15T09:41:00+07:00' })).toBe(
    '#tasks/new?indicator=a&of=HCM&at=2026-01-15T09%3A41%3A00%2B07%3A00',
  );
});
