/** The board: now and at any past instant, the same reading. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, parseInstant } from '../../contract/calendar.ts';
import { boardAt } from './board.ts';
import { openHouse, type TestHouse } from './fixtures.ts';

let house: TestHouse;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.end());

const instant = (text: string) => parseInstant(`${text}:00+07:00`) ?? 0;
const board = (unit: string, at = house.clock.at) =>
  boardAt(house.store.db, { unit, at, units: house.units, isHoliday: () => false });

it('counts what is overdue by unit, due this week and done lately, each part within its own', () => {
  const { tasks, person, make } = house;
  make('giamdoc', { due: { day: '2026-03-03' }, title: 'KV01 trễ' });
  make('giamdoc', { due: { day: '2026-03-04' }, assignee: { unit: 'KV01-P1', person: null } });
  make('giamdoc', {
    due: { day: '2026-03-08' },
    assignee: { unit: 'KV02', person: null },
    title: 'Chủ nhật',
  });
  make('giamdoc', { due: { day: '2026-03-09' }, assignee: { unit: 'KV02', person: null } });
  make('giamdoc', { assignee: { unit: 'KV02', person: 'minh' }, title: 'Xong' });
  tasks.move(person('minh'), 5, { basedOn: 1, to: 'in_progress' });
  tasks.move(person('minh'), 5, { basedOn: 2, to: 'done' });
  house.clock.at = instant('2026-03-06T09:00');
  expect(board('HCM')).toMatchObject({
    ...{ pending: 4, overdue: 2, dueThisWeek: 1, doneLately: 1 },
    units: [
      { unit: 'KV01', overdue: 1, oldestDays: 3 },
      { unit: 'KV01-P1', overdue: 1, oldestDays: 2 },
    ],
    soon: [{ title: 'Chủ nhật', unit: 'KV02' }],
    done: [{ title: 'Xong' }],
  });
  expect(board('KV02')).toMatchObject({ overdue: 0, units: [], pending: 2, doneLately: 1 });
  expect(board('KV01')).toMatchObject({ overdue: 2, doneLately: 0 });
  expect(() => board('NOWHERE')).toThrow(/no unit "NOWHERE"/);
});

it('shows of any past instant what it showed then, whatever became of the tasks', () => {
  const { tasks, make, clock, program } = house;
  const began = clock.at;
  const acts = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 5 }), fc.integer({ min: 0, max: 40 })), {
    maxLength: 25,
  });
  fc.assert(
    fc.property(acts, (sequence) => {
      house.store.db.exec('DELETE FROM task_version; DELETE FROM task');
      clock.at = began;
      const shown: [number, string][] = [];
      const numbers: number[] = [];
      for (const [which, choice, hours] of sequence) {
        clock.at += hours * HOUR_MS + 1;
        const number = numbers[which];
        if (number === undefined) numbers.push(make('giamdoc', { due: { workingDays: 1 + choice } }).number);
        else {
          const { version, moves } = tasks.open(program, number);
          const to = moves[choice % Math.max(1, moves.length)];
          if (to) tasks.move(program, number, { basedOn: version, to, note: 'vì sao' });
        }
        shown.push([clock.at, JSON.stringify(board('HCM'))]);
      }
      clock.at += 30 * DAY_MS;
      for (const [at, text] of shown) expect(JSON.stringify(board('HCM', at))).toBe(text);
    }),
    { numRuns: 15 },
  );
});
