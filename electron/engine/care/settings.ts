import { type CareSettings, careSettings } from '../../contract/system.ts';
import type { WritableDB } from '../store/index.ts';

const DEFAULTS: CareSettings = {
  backupSchedule: '0 */6 * * *',
  backupsKept: 12,
  backupDays: 30,
  reserveMib: 256,
  keepLinesYears: null,
};

/** How the store is cared for, as an administrator set it or by default. */
export function readSettings(db: WritableDB): CareSettings {
  const text = db.prepare<[], string>('SELECT settings FROM care WHERE id = 1').pluck().get();
  if (text === undefined) return DEFAULTS;
  const known: unknown = JSON.parse(text);
  return careSettings.safeParse({ ...DEFAULTS, ...(known as object) }).data ?? DEFAULTS;
}

export function writeSettings(db: WritableDB, settings: CareSettings): void {
  db.prepare(
    `INSERT INTO care (id, settings) VALUES (1, ?) ON CONFLICT DO UPDATE SET settings = excluded.settings`,
  ).run(JSON.stringify(settings));
}

/** When the whole database was last found good. */
export function checkedAt(db: WritableDB): number | null {
  return db.prepare<[], number | null>('SELECT checked_at FROM care WHERE id = 1').pluck().get() ?? null;
}

export function noteChecked(db: WritableDB, at: number): void {
  db.prepare(
    `INSERT INTO care (id, settings, checked_at) VALUES (1, ?, ?)
     ON CONFLICT DO UPDATE SET checked_at = excluded.checked_at`,
  ).run(JSON.stringify(readSettings(db)), at);
}
