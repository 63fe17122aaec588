/** Recurring tasks: made on time, once, with their deadline, also after the engine slept. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseInstant } from '../../contract/calendar.ts';
import { taskFilter } from '../../contract/tasks.ts';
import { taskRule } from '../../contract/taskRules.ts';
import { openHouse, type TestHouse } from './fixtures.ts';

let house: TestHouse;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.end());

const RULE = taskRule.parse({
  title: 'Báo cáo tuần',
  assignee: { unit: 'KV01', person: 'lan' },
  repeat: { every: 'week', weekdays: [1, 4] },
  time: '07:30',
  workingDays: 2,
});
const goTo = (text: string) => {
  house.clock.at = parseInstant(`${text}:00+07:00`) ?? 0;
  house.recurring.look();
};
const made = () =>
  house.tasks
    .list(house.program, taskFilter.parse({}))
    .tasks.map(({ number, due, origin }) => [number, due, origin.kind]);

it('makes each one once, and of those slept through the last', () => {
  const { recurring, program } = house;
  const { id, next } = recurring.add(program, RULE);
  expect(next).toBe('2026-03-05T07:30:00.000+07:00');
  goTo('2026-03-05T07:29');
  expect(made()).toEqual([]);
  goTo('2026-03-05T07:30');
  goTo('2026-03-05T07:31');
  expect(made()).toEqual([[1, { day: '2026-03-09' }, 'recurring']]);
  goTo('2026-03-24T12:00');
  expect(made()).toEqual([
    [1, { day: '2026-03-09' }, 'recurring'],
    [2, { day: '2026-03-25' }, 'recurring'],
  ]);
  recurring.save(program, id, { ...RULE, enabled: false }, 1);
  goTo('2026-04-24T12:00');
  expect(made()).toHaveLength(2);
  recurring.remove(program, id);
  expect(recurring.list(program)).toEqual([]);
});

it('leaves the task to the unit when its person is gone', () => {
  house.recurring.add(house.program, RULE);
  house.store.db.prepare(`DELETE FROM users WHERE username = 'lan'`).run();
  goTo('2026-03-05T08:00');
  expect(house.tasks.open(house.program, 1).assignee).toEqual({ unit: 'KV01', person: null });
});

it('is one’s own part’s only, and never written over', () => {
  const { recurring, program, person } = house;
  const { id } = recurring.add(program, RULE);
  expect(recurring.list(person('minh'))).toEqual([]);
  expect(() => recurring.remove(person('minh'), id)).toThrow(/no such recurring task/);
  recurring.save(program, id, { ...RULE, title: 'A' }, 1);
  expect(() => recurring.save(program, id, { ...RULE, title: 'B' }, 1)).toThrow(
    /changed this recurring task/,
  );
  // The same again is no conflict.
  expect(recurring.save(program, id, { ...RULE, title: 'A' }, 1)).toMatchObject({ title: 'A', version: 2 });
});
