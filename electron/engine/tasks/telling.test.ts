/** Who is told of what, when, and only once. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseInstant } from '../../contract/calendar.ts';
import { type Name, openHouse, type TestHouse } from './fixtures.ts';
import { keepReminders, markSeen, noticesOf } from './noticeStore.ts';

let house: TestHouse;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.end());

const told = (name: Name) =>
  noticesOf(house.store.db, house.person(name).id, house.clock.at)
    .notices.map(({ kind }) => kind)
    .reverse();
const goTo = (text: string) => {
  house.clock.at = parseInstant(`${text}:00+07:00`) ?? 0;
  house.telling.look();
  house.telling.look();
};

it('tells those a task is given to, its maker, and who watches it, and nobody of their own acts', () => {
  const { tasks, person } = house;
  const made = house.make('giamdoc', { assignee: { unit: 'KV01', person: 'lan' } });
  expect(told('lan')).toEqual(['assigned']);
  expect([told('giamdoc'), told('minh'), told('phong1')]).toEqual([[], [], []]);
  tasks.watch(person('huong'), made.number, true);
  const begun = tasks.move(person('lan'), made.number, { basedOn: 1, to: 'in_progress' });
  tasks.comment(person('lan'), made.number, 'Đã bắt đầu');
  const done = tasks.move(person('lan'), made.number, { basedOn: begun.version, to: 'done' });
  expect(told('giamdoc')).toEqual(['commented', 'done']);
  expect(told('huong')).toEqual(['commented', 'done']);
  expect(told('lan')).toEqual(['assigned']);
  tasks.move(person('giamdoc'), made.number, { basedOn: done.version, to: 'in_progress', note: 'Thiếu' });
  expect(told('lan')).toEqual(['assigned', 'sent_back']);
  markSeen(house.store.db, person('lan').id, 100, house.clock.at);
  expect(noticesOf(house.store.db, person('lan').id, house.clock.at).unseen).toBe(0);
});

it('reminds once before a deadline and once after it, and then goes up the tree', () => {
  const { person, store } = house;
  house.make('huong', { assignee: { unit: 'KV01', person: 'lan' }, due: { day: '2026-03-12' } });
  keepReminders(store.db, person('lan').id, { daysBefore: 2, mail: 'lan@ioc.example', language: 'vi' });
  goTo('2026-03-09T23:59');
  expect(told('lan')).toEqual(['assigned']);
  goTo('2026-03-10T00:00');
  expect(told('lan')).toEqual(['assigned', 'due_soon']);
  goTo('2026-03-12T23:59');
  expect(told('lan')).toHaveLength(2);
  goTo('2026-03-13T00:00');
  expect(told('lan')).toEqual(['assigned', 'due_soon', 'overdue']);
  expect(told('huong')).toEqual(['overdue']);
  // Friday, Monday; on the third working day whoever leads the unit above hears of it, once.
  goTo('2026-03-16T08:00');
  expect(told('giamdoc')).toEqual([]);
  goTo('2026-03-17T08:00');
  expect(told('giamdoc')).toEqual(['escalated']);
  goTo('2026-04-20T08:00');
  expect([told('lan').length, told('giamdoc')]).toEqual([3, ['escalated']]);
  expect(house.sent.map(({ subject }) => subject)).toEqual([
    'Việc sắp đến hạn: Soát hồ sơ',
    'Việc quá hạn: Soát hồ sơ',
  ]);
  expect(house.sent[0]?.to).toEqual({ mail: ['lan@ioc.example'] });
  expect(house.sent[0]?.text).toContain('https://ioc.example/#tasks/1');
});

it('reminds anew of a deadline that was moved, and of none once the task is done', () => {
  const { tasks, person } = house;
  house.make('huong', { assignee: { unit: 'KV01', person: 'lan' }, due: { day: '2026-03-04' } });
  goTo('2026-03-03T08:00');
  tasks.change(person('huong'), 1, { basedOn: 1, due: { day: '2026-03-20' } });
  goTo('2026-03-19T08:00');
  expect(told('lan')).toEqual(['assigned', 'due_soon', 'due_soon']);
  tasks.move(person('lan'), 1, { basedOn: 2, to: 'in_progress' });
  tasks.move(person('lan'), 1, { basedOn: 3, to: 'done' });
  goTo('2026-03-25T08:00');
  expect(told('lan')).toHaveLength(3);
});

it('tells a whole unit of a task that is nobody’s in particular', () => {
  house.make('giamdoc');
  expect([told('lan'), told('huong'), told('phong1'), told('minh')]).toEqual([
    ['assigned'],
    ['assigned'],
    [],
    [],
  ]);
});
