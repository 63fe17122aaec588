/** What people were told about tasks, how they want to be told, and when leaders are. */
import { DAY_MS, formatInstant, type Instant } from '../../contract/calendar.ts';
import type {
  EscalationSettings,
  ReminderSettings,
  TaskNoticeKind,
  TaskNoticesAnswer,
} from '../../contract/taskNotices.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { FAR } from './taskStore.ts';

/** Notices are kept and listed for so long, and so many at most. */
const KEPT_MS = 60 * DAY_MS;
const LISTED_MAX = 200;

/** For whoever never chose: a working day before. */
const REMINDERS: ReminderSettings = { daysBefore: 1, mail: null, language: 'vi' };
const ESCALATION: EscalationSettings = { afterDays: 3 };

export interface NewNotice {
  readonly person: number;
  readonly task: number;
  readonly kind: TaskNoticeKind;
  readonly at: Instant;
  readonly by: string | null;
  /** What it tells of; told once to each. */
  readonly occasion: string;
}

/** Adds a notice; `false` when the person was told of that occasion before. */
export function addNotice(db: WritableDB, notice: NewNotice): boolean {
  const done = db
    .prepare(
      `INSERT INTO task_notice (person, task, kind, at, by, occasion) VALUES (:person, :task, :kind, :at, :by, :occasion)
       ON CONFLICT DO NOTHING`,
    )
    .run(notice);
  return done.changes === 1;
}

export function noticesOf(db: ReadableDB, person: number, now: Instant): TaskNoticesAnswer {
  const rows = db
    .prepare<
      [number, Instant],
      {
        id: number;
        kind: TaskNoticeKind;
        at: Instant;
        by: string | null;
        seen_at: Instant | null;
        task: number;
        title: string;
      }
    >(
      `SELECT n.id, n.kind, n.at, n.by, n.seen_at, n.task, v.title FROM task_notice n
       JOIN task_version v ON v.task = n.task AND v.until = ${FAR}
       WHERE n.person = ? AND n.at > ? ORDER BY n.id DESC LIMIT ${LISTED_MAX}`,
    )
    .all(person, now - KEPT_MS);
  const notices = rows.map(({ id, kind, at, by, seen_at, task, title }) => ({
    ...{ id, kind, at: formatInstant(at), by, seen: seen_at !== null },
    task: { number: task, title },
  }));
  return { notices, unseen: notices.filter(({ seen }) => !seen).length };
}

export function markSeen(db: WritableDB, person: number, upTo: number, at: Instant): void {
  db.prepare(`UPDATE task_notice SET seen_at = ? WHERE person = ? AND id <= ? AND seen_at IS NULL`).run(
    at,
    person,
    upTo,
  );
}

/** Forgets notices that are listed no more; those that keep time from telling twice stay while their task is open. */
export function forgetOld(db: WritableDB, now: Instant): void {
  db.prepare(
    `DELETE FROM task_notice WHERE at <= ? AND task IN
       (SELECT task FROM task_version WHERE until = ${FAR} AND state IN ('confirmed', 'cancelled'))`,
  ).run(now - KEPT_MS);
}

export function remindersOf(db: ReadableDB, person: number): ReminderSettings {
  return (
    db
      .prepare<[number], ReminderSettings>(
        `SELECT days_before AS daysBefore, mail, language FROM task_reminder WHERE person = ?`,
      )
      .get(person) ?? REMINDERS
  );
}

export function keepReminders(db: WritableDB, person: number, chosen: ReminderSettings): void {
  db.prepare(
    `INSERT INTO task_reminder (person, days_before, mail, language) VALUES (:person, :daysBefore, :mail, :language)
     ON CONFLICT (person) DO UPDATE
     SET days_before = excluded.days_before, mail = excluded.mail, language = excluded.language`,
  ).run({ ...chosen, person });
}

export function escalationNow(db: ReadableDB): EscalationSettings {
  return (
    db
      .prepare<[], EscalationSettings>(`SELECT after_days AS afterDays FROM task_escalation WHERE only = 1`)
      .get() ?? ESCALATION
  );
}

export function keepEscalation(db: WritableDB, { afterDays }: EscalationSettings): void {
  db.prepare(
    `INSERT INTO task_escalation (only, after_days) VALUES (1, ?)
     ON CONFLICT (only) DO UPDATE SET after_days = excluded.after_days`,
  ).run(afterDays);
}
