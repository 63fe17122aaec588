/** Tasks over a real database, with an organisation and people in it, a clock that stands and an outbox that can be read: for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UnitNode } from '../../contract/answers.ts';
import { type Instant, parseInstant } from '../../contract/calendar.ts';
import { PERMISSIONS } from '../../contract/access.ts';
import type { NewTask, Task } from '../../contract/tasks.ts';
import { newTask } from '../../contract/tasks.ts';
import { type Principal, reachOf } from '../access/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { type Actor, colleagues } from './actors.ts';
import type { Outgoing } from './mailing.ts';
import { createRecurring, type Recurring } from './recurring.ts';
import { createSync, type Sync } from './sync.ts';
import { createTasks, type Tasks } from './tasks.ts';
import { createTelling, type Telling } from './telling.ts';
import { createWriting, type Writing } from './writing.ts';

/** The city, an office, a room of it; a second office. */
const UNITS: readonly UnitNode[] = (
  [
    ['HCM', null, 'province'],
    ['KV01', 'HCM', 'region'],
    ['KV01-P1', 'KV01', 'room'],
    ['KV02', 'HCM', 'region'],
  ] as const
).map(([unit, parent, level]) => ({
  ...{ unit, parent, level, name: `Phòng ${unit}`, lat: null, lon: null, nature: 'operational' },
}));

/** Name, role, place. */
const PEOPLE = [
  ['giamdoc', 'leader', null],
  ['huong', 'leader', 'KV01'],
  ['lan', 'staff', 'KV01'],
  ['phong1', 'staff', 'KV01-P1'],
  ['minh', 'staff', 'KV02'],
] as const;
export type Name = (typeof PEOPLE)[number][0];

export interface TestHouse {
  readonly store: Store;
  readonly clock: { at: Instant };
  readonly sent: Outgoing[];
  readonly tasks: Tasks;
  readonly telling: Telling;
  readonly sync: Sync;
  readonly recurring: Recurring;
  readonly writing: Writing;
  readonly units: readonly UnitNode[];
  person(name: Name): Actor & { readonly id: number };
  /** A program of the whole organisation with every permission. */
  readonly program: Actor;
  make(who: Name, asked?: Partial<NewTask>): Task;
  end(): void;
}

/** 2 March 2026, a Monday, 09:00; 30 April and 1 May are holidays. */
export function openHouse(): TestHouse {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-tasks-'));
  const store = openStore({ dataDir: folder });
  const { db } = store;
  for (const [name, role, place] of PEOPLE)
    db.prepare(
      `INSERT INTO users (username, username_key, role, place, created_at) VALUES (?, ?, ?, ?, 0)`,
    ).run(name, name, role, place);
  const clock = { at: parseInstant('2026-03-02T09:00:00+07:00') ?? 0 };
  const now = () => clock.at;
  const units = () => UNITS;
  const isHoliday = (day: string) => ['2026-04-30', '2026-05-01'].includes(day);
  const sent: Outgoing[] = [];
  const put = new Set<string>();
  const outbox = {
    put(message: Outgoing) {
      if (put.has(message.key)) return;
      put.add(message.key);
      sent.push(message);
    },
  };
  const writing = createWriting(db, now);
  const telling = createTelling({ db, now, units, isHoliday, outbox, console: () => 'https://ioc.example' });
  const sync = createSync({ db, now, units, writing, outbox });
  writing.witness(telling.witness);
  writing.witness(sync.witness);
  const tasks = createTasks({ db, now, units, isHoliday, writing, commented: telling.commented });
  const recurring = createRecurring({ db, now, units, isHoliday, writing });
  const person = (name: Name) => {
    const found = colleagues(db, UNITS).find((one) => one.person === name);
    if (!found) throw new Error(`${name} does not work on tasks.`);
    const { id, place, permissions } = found;
    return {
      name,
      id,
      reach: reachOf({ kind: 'program', tokenId: 0, place, permissions: [...permissions] }, units),
      address: null,
    };
  };
  const all: Principal = { kind: 'program', tokenId: 1, place: null, permissions: [...PERMISSIONS] };
  return {
    ...{ store, clock, sent, tasks, telling, sync, recurring, writing, units: UNITS, person },
    program: { name: 'token 1', id: null, reach: reachOf(all, units), address: null },
    make: (who, asked = {}) =>
      tasks.make(
        person(who),
        newTask.parse({ title: 'Soát hồ sơ', assignee: { unit: 'KV01', person: null }, ...asked }),
      ),
    end() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
