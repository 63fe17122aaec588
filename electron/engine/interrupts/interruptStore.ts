/** Messages over all screens as they are kept: the one that stands and all that did. */
import type { Instant } from '../../contract/calendar.ts';
import type { Interrupt } from '../../contract/interrupts.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';

export interface KeptInterrupt {
  id: number;
  text: string;
  level: Interrupt['level'];
  since: Instant;
  until: Instant;
  by: string;
}

/** The message that stood at an instant; by the time it was to go, or by whoever ended it before. */
export function interruptAt(db: ReadableDB, at: Instant): KeptInterrupt | undefined {
  return db
    .prepare<[Instant, Instant], KeptInterrupt>(
      `SELECT id, text, level, since, until, by FROM interrupt
       WHERE since <= ? AND coalesce(ended_at, until) > ? ORDER BY since DESC, id DESC LIMIT 1`,
    )
    .get(at, at);
}

export function addInterrupt(db: WritableDB, message: Omit<KeptInterrupt, 'id'>): KeptInterrupt {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO interrupt (text, level, since, until, by) VALUES (@text, @level, @since, @until, @by)`,
    )
    .run(message);
  return { id: Number(lastInsertRowid), ...message };
}

export function endInterrupt(db: WritableDB, id: number, at: Instant, by: string): void {
  db.prepare(`UPDATE interrupt SET ended_at = ?, ended_by = ? WHERE id = ?`).run(at, by, id);
}
