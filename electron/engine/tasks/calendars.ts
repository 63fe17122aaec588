/** Calendars of people: an address that only its owner knows, made anew when it got about. */
import { createHash } from 'node:crypto';
import type { UnitNode } from '../../contract/answers.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { CalendarState } from '../../contract/taskNotices.ts';
import { hashOfSecret, newSecret, recordAudit } from '../access/index.ts';
import type { WritableDB } from '../store/index.ts';
import { type Actor, colleagues } from './actors.ts';
import { calendarOf } from './calendarText.ts';
import { FAR, selectTasks } from './taskStore.ts';

export interface Calendars {
  state(who: Actor & { readonly id: number }): CalendarState;
  /** A new address; one that was there before is good no more. */
  make(who: Actor & { readonly id: number }): { secret: string; made: Instant };
  remove(who: Actor & { readonly id: number }): void;
  /** The calendar of an address; `null` when there is none, or its owner may not see tasks any more. */
  read(secret: string): { text: string; tag: string } | null;
}

export interface CalendarsParts {
  db: WritableDB;
  now: () => Instant;
  units: () => readonly UnitNode[];
  console: () => string | null;
}

export function createCalendars({ db, now, units, console }: CalendarsParts): Calendars {
  const madeAt = (person: number) =>
    db.prepare<[number], Instant>(`SELECT made_at FROM task_calendar WHERE person = ?`).pluck().get(person);

  return {
    state(who) {
      const made = madeAt(who.id);
      return { made: made === undefined ? null : formatInstant(made) };
    },
    make(who) {
      const secret = newSecret('c');
      const made = now();
      db.transaction(() => {
        const before = madeAt(who.id);
        db.prepare(
          `INSERT INTO task_calendar (person, secret_hash, made_at) VALUES (?, ?, ?)
           ON CONFLICT (person) DO UPDATE SET secret_hash = excluded.secret_hash, made_at = excluded.made_at`,
        ).run(who.id, hashOfSecret(secret), made);
        const { name, address } = who;
        recordAudit(db, {
          ...{ at: made, who: name, address, what: 'task_calendar_made', subject: name },
          ...(before !== undefined && { before: { madeAt: formatInstant(before) } }),
          after: { madeAt: formatInstant(made) },
        });
      })();
      return { secret, made };
    },
    remove(who) {
      db.transaction(() => {
        const before = madeAt(who.id);
        if (before === undefined) return;
        db.prepare(`DELETE FROM task_calendar WHERE person = ?`).run(who.id);
        const { name, address } = who;
        recordAudit(db, {
          ...{ at: now(), who: name, address, what: 'task_calendar_removed', subject: name },
          before: { madeAt: formatInstant(before) },
        });
      })();
    },
    read(secret) {
      const person = db
        .prepare<[string], number>(`SELECT person FROM task_calendar WHERE secret_hash = ?`)
        .pluck()
        .get(hashOfSecret(secret));
      const owner = colleagues(db, units()).find(({ id }) => id === person);
      if (!owner) return null;
      const tasks = selectTasks(
        db,
        `WHERE v.until = ${FAR} AND v.state IN ('open', 'in_progress', 'blocked', 'done') AND v.due_at IS NOT NULL
           AND (v.person = :person OR (v.person IS NULL AND v.person_name IS NULL AND v.unit = :unit)) ORDER BY v.task`,
        { person: owner.id, unit: owner.place ?? '' },
      );
      const text = calendarOf(tasks, {
        name: `Việc cần làm: ${owner.person}`,
        domain: domainOf(db),
        console: console(),
      });
      return { text, tag: createHash('sha256').update(text).digest('base64url') };
    },
  };
}

/** The same for as long as this database lives: the first entry of its audit trail is nobody else's. */
function domainOf(db: WritableDB): string {
  const first = db.prepare<[], string>(`SELECT hash FROM audit ORDER BY id LIMIT 1`).pluck().get() ?? '';
  return `${createHash('sha256').update(first).digest('hex').slice(0, 16)}.ioc-wall.invalid`;
}
