/** Files of tasks, in the database itself: a backup has them, and they stand or fall with their task. */
import type { Instant } from '../../contract/calendar.ts';
import type { Attachment } from '../../contract/tasks.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';

export interface KeptAttachment {
  readonly id: number;
  readonly task: number;
  readonly name: string;
  readonly type: Attachment['type'];
  readonly bytes: number;
  readonly sha256: string;
  readonly at: Instant;
  readonly by: string;
  readonly removedAt: Instant | null;
  readonly removedBy: string | null;
}

const SELECT = `SELECT id, task, name, type, bytes, sha256, at, by, removed_at AS removedAt, removed_by AS removedBy FROM task_attachment`;

/** Removed ones as well, oldest first. */
export function allAttachmentsOf(db: ReadableDB, task: number): KeptAttachment[] {
  return db.prepare<[number], KeptAttachment>(`${SELECT} WHERE task = ? ORDER BY id`).all(task);
}

export function attachmentsOf(db: ReadableDB, task: number): KeptAttachment[] {
  return allAttachmentsOf(db, task).filter(({ removedAt }) => removedAt === null);
}

export function countAttachments(db: ReadableDB, task: number): number {
  return (
    db
      .prepare<[number], number>(`SELECT count(*) FROM task_attachment WHERE task = ? AND removed_at IS NULL`)
      .pluck()
      .get(task) ?? 0
  );
}

export function contentOf(db: ReadableDB, id: number): Buffer | undefined {
  return db
    .prepare<[number], Buffer>(`SELECT content FROM task_attachment_content WHERE attachment = ?`)
    .pluck()
    .get(id);
}

export function addAttachment(
  db: WritableDB,
  file: Omit<KeptAttachment, 'id' | 'removedAt' | 'removedBy'>,
  content: Buffer,
): number {
  const done = db
    .prepare(
      `INSERT INTO task_attachment (task, name, type, bytes, sha256, at, by)
       VALUES (:task, :name, :type, :bytes, :sha256, :at, :by)`,
    )
    .run(file);
  const id = Number(done.lastInsertRowid);
  db.prepare(`INSERT INTO task_attachment_content (attachment, content) VALUES (?, ?)`).run(id, content);
  return id;
}

/** Its name and who took it away stay; what is in it is gone. */
export function removeAttachment(db: WritableDB, id: number, at: Instant, by: string): void {
  db.prepare(`UPDATE task_attachment SET removed_at = ?, removed_by = ? WHERE id = ?`).run(at, by, id);
  db.prepare(`DELETE FROM task_attachment_content WHERE attachment = ?`).run(id);
}
