/** The database as it was before a version's trial, so that the version before can go on with it. */
import { constants, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { renameDurably, sync, syncTree } from '../durable.ts';

const DATABASE = 'engine.sqlite';
/** The database itself, then what belongs to it. */
const PARTS = ['', '-wal', '-shm'] as const;

/** Ends the name of a copy that was made before a version's trial. */
export const COPY = '.before';

function copyOf(versionsDir: string, version: string): string {
  return join(versionsDir, version + COPY);
}

/** Number of a database's schema; `null` when there is none, or it cannot be read. */
export function schemaIn(folder: string): number | null {
  const file = join(folder, DATABASE);
  if (!existsSync(file)) return null;
  try {
    const db = new Database(file, { fileMustExist: true });
    try {
      return Number(db.pragma('user_version', { simple: true }));
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/** Copies the database while nobody has it open. */
export function copyBefore(dataDir: string, versionsDir: string, version: string): void {
  const copy = copyOf(versionsDir, version);
  rmSync(copy, { recursive: true, force: true });
  if (!existsSync(join(dataDir, DATABASE))) return;
  const beside = `${copy}.partial`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true, mode: 0o700 });
  for (const part of PARTS) {
    const from = join(dataDir, DATABASE + part);
    if (existsSync(from)) copyFileSync(from, join(beside, DATABASE + part), constants.COPYFILE_FICLONE);
  }
  syncTree(beside);
  renameDurably(beside, copy);
}

/**
 * Brings the copy back if the version on trial has changed the schema, which the one before could not read; what it
 * wrote is set aside beside it. May be cut short anywhere and done again. Returns whether the copy is in use.
 */
export function bringBack(dataDir: string, versionsDir: string, version: string): boolean {
  const copy = copyOf(versionsDir, version);
  if (!existsSync(copy)) return false;
  const now = schemaIn(dataDir);
  if (now !== null && now <= (schemaIn(copy) ?? 0)) return false;
  const database = join(dataDir, DATABASE);
  // What a cut left half brought back is brought again: only what the version on trial wrote is set aside.
  for (const part of PARTS)
    if (existsSync(database + part) && !existsSync(`${database}.of-${version}${part}`))
      renameDurably(database + part, `${database}.of-${version}${part}`);
  // What belongs to it first: the database's own name makes the whole complete.
  for (const part of [...PARTS].reverse()) {
    const from = join(copy, DATABASE + part);
    if (!existsSync(from)) continue;
    copyFileSync(from, `${database}.bringing`, constants.COPYFILE_FICLONE);
    sync(`${database}.bringing`);
    renameDurably(`${database}.bringing`, database + part);
  }
  return true;
}

/** Takes the copy away once it is of no use. */
export function dropBefore(versionsDir: string, version: string): void {
  rmSync(copyOf(versionsDir, version), { recursive: true, force: true });
}
