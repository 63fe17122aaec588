/** Words of tasks to be found by, with or without the marks of tone and vowel. */
import type { WritableDB } from '../store/index.ts';

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
}

/** Writes down anew what a task can be found by: its title, its text, and what was said about it. */
export function indexTask(db: WritableDB, number: number): void {
  const parts = db
    .prepare<[number, number], string>(
      `SELECT title || ' ' || body FROM task_version WHERE task = ? AND version = (SELECT max(version) FROM task_version v WHERE v.task = task_version.task)
       UNION ALL SELECT text FROM task_comment WHERE task = ?`,
    )
    .pluck()
    .all(number, number);
  db.prepare(`DELETE FROM task_words WHERE rowid = ?`).run(number);
  db.prepare(`INSERT INTO task_words (rowid, words) VALUES (?, ?)`).run(number, fold(parts.join(' ')));
}

/** What FTS5 looks for: every word typed, as the beginning of one; nothing typed is read as its syntax. `null` for no word at all. */
export function matchOf(typed: string): string | null {
  const words = fold(typed).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' ');
}
