/** Two systems that share tasks: said once or often, in any order, changed on both sides. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatInstant, HOUR_MS } from '../../contract/calendar.ts';
import { TASK_FIELDS } from '../../contract/tasks.ts';
import { taskFromOutside, type TaskSystem, type Wins } from '../../contract/taskSync.ts';
import { openHouse, type TestHouse } from './fixtures.ts';
import { keepSystem } from './syncStore.ts';

let house: TestHouse;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.end());

function share(wins: Wins, given: Partial<TaskSystem> = {}): void {
  const all = Object.fromEntries(TASK_FIELDS.map((field) => [field, wins])) as TaskSystem['wins'];
  keepSystem(house.store.db, {
    id: 'agency',
    name: 'Cơ quan',
    unit: 'KV01',
    endpoint: 'ep1',
    wins: all,
    ...given,
  });
}
const hear = (external: string, said: object) =>
  house.sync.hear(
    house.program,
    'agency',
    external,
    taskFromOutside.parse({ at: formatInstant(house.clock.at), ...said }),
  );
const open = (number: number) => house.tasks.open(house.program, number);
const events = () => house.sent.map(({ data }) => data as { event: string; number: number; version: number });

describe('what the other system says', () => {
  it('makes a task once, however often it is said, and follows its leaps by legal steps', () => {
    share('there');
    const first = hear('A-1', { version: 1, title: 'Việc của cơ quan' });
    expect([first.outcome, hear('A-1', { version: 1, title: 'Việc của cơ quan' }).outcome]).toEqual([
      'made',
      'unchanged',
    ]);
    expect(open(1)).toMatchObject({
      origin: { kind: 'system', system: 'agency', id: 'A-1' },
      assignee: { unit: 'KV01' },
    });
    expect(hear('A-1', { version: 4, state: 'confirmed' }).outcome).toBe('changed');
    expect(open(1)).toMatchObject({
      state: 'confirmed',
      doneBy: 'system:agency',
      external: [{ system: 'agency', id: 'A-1' }],
    });
    expect(hear('A-1', { version: 3, state: 'open' }).outcome).toBe('older');
    // What is confirmed is not opened again: told as a conflict, and kept here.
    expect(hear('A-1', { version: 5, state: 'open' }).conflicts).toEqual([
      { field: 'state', here: 'confirmed', there: 'open', kept: 'here' },
    ]);
    // What it said itself it does not hear again; what was not taken it does.
    expect(events()).toMatchObject([{ event: 'task.synced', version: 3 }]);
  });

  it('binds to a task that it was told of', () => {
    share('last');
    house.make('giamdoc');
    expect(events()).toMatchObject([{ event: 'task.made', number: 1, version: 1, external: null }]);
    expect(hear('B-7', { version: 1, number: 1, basedOn: 1, priority: 'high' })).toMatchObject({
      outcome: 'changed',
      conflicts: [],
    });
    expect(open(1)).toMatchObject({ priority: 'high', version: 2 });
    expect(() => hear('B-8', { version: 1, number: 1 })).toThrow(/is "B-7" in that system already/);
    expect(() => hear('B-7', { version: 2, number: 2 })).toThrow(/stands for one task/);
  });

  it('reaches its own part only', () => {
    share('there');
    expect(() => hear('C', { version: 1, title: 'x', assignee: { unit: 'KV02', person: null } })).toThrow(
      /KV01 and below/,
    );
    house.make('giamdoc', { assignee: { unit: 'KV02', person: null } });
    expect(() => hear('C', { version: 1, number: 1 })).toThrow(/no task 1 that this system shares/);
    expect(events()).toEqual([]);
    expect(house.sync.changes(house.program, 'agency', 0, 10).events).toEqual([]);
    expect(() => house.sync.changes(house.person('minh'), 'agency', 0, 10)).toThrow(/no system/);
  });
});

describe('a field that both sides changed', () => {
  const cases: [Wins, 'earlier' | 'later', string][] = [
    ['here', 'later', 'Ở đây'],
    ['there', 'earlier', 'Ở kia'],
    ['last', 'later', 'Ở kia'],
    ['last', 'earlier', 'Ở đây'],
  ];
  it.each(cases)('goes by the rule %s when the other changed it %s: %s', (wins, when, kept) => {
    share(wins);
    hear('A', { version: 1, title: 'Chung' });
    house.clock.at += HOUR_MS;
    house.tasks.change(house.program, 1, { basedOn: 1, title: 'Ở đây' });
    const there = house.clock.at + (when === 'later' ? HOUR_MS : -HOUR_MS / 2);
    house.clock.at += 2 * HOUR_MS;
    const heard = hear('A', { version: 2, at: formatInstant(there), title: 'Ở kia', priority: 'urgent' });
    expect(open(1)).toMatchObject({ title: kept, priority: 'urgent' });
    const side = kept === 'Ở đây' ? 'here' : 'there';
    expect(heard.conflicts).toEqual([{ field: 'title', here: 'Ở đây', there: 'Ở kia', kept: side }]);
    const { entries } = house.tasks.history(house.program, 1);
    expect(entries.at(-1)).toMatchObject({ what: 'synced', conflicts: heard.conflicts });
  });

  it('is none when the other had seen ours', () => {
    share('here');
    hear('A', { version: 1, title: 'Chung' });
    house.tasks.change(house.program, 1, { basedOn: 1, title: 'Ở đây' });
    expect(hear('A', { version: 2, basedOn: 2, title: 'Ở kia' })).toMatchObject({
      outcome: 'changed',
      conflicts: [],
    });
    expect(open(1).title).toBe('Ở kia');
  });
});

it('ends the same for every order and repetition of what a master says', () => {
  const said = fc.uniqueArray(
    fc.record({
      version: fc.integer({ min: 2, max: 30 }),
      title: fc.constantFrom('A', 'B', 'C'),
      priority: fc.constantFrom('low', 'high'),
      state: fc.constantFrom('open', 'in_progress', 'blocked', 'done'),
    }),
    { selector: ({ version }) => version, minLength: 1, maxLength: 8 },
  );
  share('there');
  let n = 0;
  fc.assert(
    fc.property(
      said.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
      ),
      ([all, order]) => {
        n += 1;
        const { task } = hear(`K-${n}`, { version: 1, title: 'Bắt đầu' });
        for (const one of order) hear(`K-${n}`, one);
        const newest = all.reduce((a, b) => (b.version > a.version ? b : a));
        const { title, priority, state } = open(task);
        expect({ title, priority, state }).toEqual({
          title: newest.title,
          priority: newest.priority,
          state: newest.state,
        });
      },
    ),
    { numRuns: 40 },
  );
});

it('lists every version of what is shared, to be asked for on and on', () => {
  share('last', { endpoint: null });
  for (let i = 0; i < 3; i += 1) house.make('giamdoc');
  house.tasks.move(house.person('lan'), 2, { basedOn: 1, to: 'in_progress' });
  const first = house.sync.changes(house.program, 'agency', 0, 3);
  expect([first.events.map(({ number }) => number), first.more]).toEqual([[1, 2, 3], true]);
  const rest = house.sync.changes(house.program, 'agency', first.last, 3);
  expect(rest).toMatchObject({
    events: [{ event: 'task.moved', number: 2, state: 'in_progress' }],
    more: false,
  });
  expect(house.sync.changes(house.program, 'agency', rest.last, 3)).toEqual({
    events: [],
    last: rest.last,
    more: false,
  });
  expect(house.sent).toEqual([]);
});
