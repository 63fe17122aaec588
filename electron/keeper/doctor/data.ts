/** The database, its backups and its sources, read beside an engine that may be running. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { wordsOf } from '../refusal.ts';
import { type Finding, found } from './finding.ts';

const HOUR = 3_600_000;
/** Backups are made every six hours. */
const BACKUP_LATE = 26 * HOUR;
/** A source that was not heard from for so long is worth a word; the console knows better. */
const SOURCE_SILENT = 24 * HOUR;
const MIB = 1024 ** 2;

const sourceRow = z.object({ id: z.string(), paused: z.int(), heard_at: z.int().nullable() });
export type SourceRow = z.infer<typeof sourceRow>;

/** @param schema number of the schema that the program knows @param now ms */
export function judgeSources(rows: readonly SourceRow[], now: number): Finding {
  const active = rows.filter(({ paused }) => paused === 0);
  if (active.length === 0) return found('sources', 'warn', 'none');
  const silent = active.filter(({ heard_at: heard }) => heard === null || now - heard > SOURCE_SILENT);
  const list = silent.map(({ id }) => id).join(', ');
  return silent.length === 0
    ? found('sources', 'good', 'heard', { count: active.length })
    : found('sources', 'warn', 'silent', { list, count: silent.length });
}

/** @param newest when the newest backup was made, ms; `null` when there is none */
export function judgeBackups(newest: number | null, now: number): Finding {
  if (newest === null) return found('backups', 'warn', 'none');
  const hours = Math.round((now - newest) / HOUR);
  return now - newest > BACKUP_LATE
    ? found('backups', 'warn', 'late', { hours })
    : found('backups', 'good', 'fresh', { hours });
}

function newestBackup(dataDir: string): number | null {
  const folder = join(dataDir, 'backups');
  if (!existsSync(folder)) return null;
  const times = readdirSync(folder)
    // A copy without its manifest does not count.
    .filter((name) => name.endsWith('.json'))
    .map((name) => statSync(join(folder, name)).mtimeMs);
  return times.length === 0 ? null : Math.max(...times);
}

function lookInside(file: string, schema: number, now: number): Finding[] {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const has = Number(db.pragma('user_version', { simple: true }));
    const mib = Math.round(statSync(file).size / MIB);
    if (has > schema) return [found('database', 'bad', 'newer', { has, knows: schema })];
    const check = String(db.pragma('quick_check(1)', { simple: true }));
    if (check !== 'ok') return [found('database', 'bad', 'damaged', { detail: check })];
    const rows = z.array(sourceRow).parse(db.prepare('SELECT id, paused, heard_at FROM source').all());
    return [found('database', 'good', 'sound', { mib, schema: has }), judgeSources(rows, now)];
  } finally {
    db.close();
  }
}

/** All of it. @param schema number of the schema that the program knows @param now ms */
export function lookAtData(dataDir: string, schema: number, now: number): Finding[] {
  const file = join(dataDir, 'engine.sqlite');
  if (!existsSync(file)) return [found('database', 'warn', 'none', { dataDir })];
  const backups = judgeBackups(newestBackup(dataDir), now);
  try {
    return [...lookInside(file, schema, now), backups];
  } catch (error) {
    return [found('database', 'bad', 'damaged', { detail: wordsOf(error) }), backups];
  }
}
