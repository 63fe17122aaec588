/** What of the schedule outlives a restart: its entries, and what a person chose. */
import { z } from 'zod';
import {
  type ScheduleEntry,
  type ScheduleEntryRequest,
  scheduleEntryRequest,
} from '../../contract/schedules.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';

/** An entry that an older version kept and this one cannot read is left out; it stays in the store. */
export function readEntries(db: ReadableDB): ScheduleEntry[] {
  return db
    .prepare<[], { id: number; document: string }>(`SELECT id, document FROM schedule_entry ORDER BY id`)
    .all()
    .flatMap(({ id, document }) => {
      const read = scheduleEntryRequest.safeParse(JSON.parse(document));
      return read.success ? [{ ...read.data, id }] : [];
    });
}

export function addEntry(db: WritableDB, entry: ScheduleEntryRequest): ScheduleEntry {
  const { lastInsertRowid } = db
    .prepare(`INSERT INTO schedule_entry (document) VALUES (?)`)
    .run(JSON.stringify(entry));
  return { ...entry, id: Number(lastInsertRowid) };
}

export function changeEntry(db: WritableDB, id: number, entry: ScheduleEntryRequest): void {
  db.prepare(`UPDATE schedule_entry SET document = ? WHERE id = ?`).run(JSON.stringify(entry), id);
}

export function removeEntry(db: WritableDB, id: number): void {
  db.prepare(`DELETE FROM schedule_entry WHERE id = ?`).run(id);
}

const byPerson = z.object({ scene: z.string(), by: z.string(), since: z.int() });
const choice = z.object({
  /** The scene of the time that nothing is scheduled for. */
  chosen: byPerson,
  /** A choice against what the schedule wanted, by the key of that: it holds as long as the schedule wants the same. */
  override: byPerson.extend({ against: z.string() }).nullable(),
});
export type Choice = z.infer<typeof choice>;

/** `null` before anything was chosen with a schedule there. */
export function readChoice(db: ReadableDB): Choice | null {
  const row = db.prepare<[], { document: string }>(`SELECT document FROM schedule_choice`).get();
  return row ? (choice.safeParse(JSON.parse(row.document)).data ?? null) : null;
}

export function keepChoice(db: WritableDB, kept: Choice): void {
  db.prepare(`INSERT OR REPLACE INTO schedule_choice (id, document) VALUES (1, ?)`).run(JSON.stringify(kept));
}
