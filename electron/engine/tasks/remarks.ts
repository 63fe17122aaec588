/** What people say about a task, and who watches it. */
import type { Instant } from '../../contract/calendar.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';

export interface Comment {
  readonly at: Instant;
  readonly by: string;
  readonly text: string;
}

export function addComment(db: WritableDB, task: number, { at, by, text }: Comment): void {
  db.prepare(`INSERT INTO task_comment (task, at, by, text) VALUES (?, ?, ?, ?)`).run(task, at, by, text);
}

/** Oldest first. */
export function commentsOf(db: ReadableDB, task: number): Comment[] {
  return db
    .prepare<[number], Comment>(`SELECT at, by, text FROM task_comment WHERE task = ? ORDER BY id`)
    .all(task);
}

export function countComments(db: ReadableDB, task: number): number {
  return (
    db.prepare<[number], number>(`SELECT count(*) FROM task_comment WHERE task = ?`).pluck().get(task) ?? 0
  );
}

export function watch(db: WritableDB, task: number, person: number): void {
  db.prepare(`INSERT OR IGNORE INTO task_watcher (task, person) VALUES (?, ?)`).run(task, person);
}

export function unwatch(db: WritableDB, task: number, person: number): void {
  db.prepare(`DELETE FROM task_watcher WHERE task = ? AND person = ?`).run(task, person);
}

export interface Watcher {
  readonly id: number;
  readonly username: string;
}

export function watchersOf(db: ReadableDB, task: number): Watcher[] {
  return db
    .prepare<[number], Watcher>(
      `SELECT u.id, u.username FROM task_watcher w JOIN users u ON u.id = w.person WHERE w.task = ? ORDER BY u.username_key`,
    )
    .all(task);
}
