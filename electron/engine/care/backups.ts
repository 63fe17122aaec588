/** Backups: copies made while the engine works, each looked over before it counts as one. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DAY_MS, formatInstant, type Instant } from '../../contract/calendar.ts';
import { type BackupManifest, backupManifest } from '../../contract/system.ts';
import { StoreError, type WritableDB } from '../store/index.ts';
import { stampOf, syncFolder } from './files.ts';
import { type Finding, inspect } from './inspect.ts';
import { controlSumsOf, differingSums, positionsOf } from './sums.ts';

/** A backup could not be made; what was begun is gone again. */
export class BackupError extends Error {}

/** Pages copied in one turn of the loop: 1 MiB, so that questions are answered in between. */
const PAGES_A_TURN = 256;
const UNFINISHED = '.part';

export interface BackupWish {
  db: WritableDB;
  folder: string;
  reason: BackupManifest['reason'];
  program: string;
  now: () => Instant;
  /** Ends it early. */
  signal?: AbortSignal;
}

/**
 * Copies the database while it is written to, looks the copy over, and only then gives it its name.
 * @throws BackupError when there is no room, or the copy is not as good as the database.
 */
export async function makeBackup(wish: BackupWish): Promise<BackupManifest> {
  const { db, folder, reason, program, now, signal } = wish;
  mkdirSync(folder, { recursive: true });
  removeUnfinished(folder);
  const file = `engine-${stampOf(now())}.sqlite`;
  const unfinished = join(folder, file + UNFINISHED);
  try {
    await db.backup(unfinished, {
      progress() {
        signal?.throwIfAborted();
        return PAGES_A_TURN;
      },
    });
    // In the same turn as the last page: nothing was written in between.
    const sums = controlSumsOf(db);
    const positions = positionsOf(db);
    const at = formatInstant(now());
    const finding = await inspect({ what: 'seal', file: unfinished });
    if (finding.is !== 'good' || !finding.copy)
      throw new BackupError(`the copy is not good: ${'detail' in finding ? finding.detail : finding.is}`);
    const differing = differingSums(finding.copy.sums, sums);
    if (differing.length > 0)
      throw new BackupError(`the copy differs from the database in ${differing.join(', ')}`);
    const manifest = backupManifest.parse({
      schema: 1,
      file,
      reason,
      at,
      verifiedAt: formatInstant(now()),
      ...finding.copy,
      program,
      positions,
    });
    renameSync(unfinished, join(folder, file));
    writeManifest(folder, manifest);
    return manifest;
  } catch (error) {
    removeUnfinished(folder);
    if (error instanceof BackupError) throw error;
    throw new BackupError(error instanceof Error ? error.message : String(error));
  }
}

/** Last, and atomically: a copy without it does not count. */
function writeManifest(folder: string, manifest: BackupManifest): void {
  const name = join(folder, manifestOf(manifest.file));
  writeFileSync(name + UNFINISHED, `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  renameSync(name + UNFINISHED, name);
  syncFolder(folder);
}

function manifestOf(file: string): string {
  return `${basename(file, '.sqlite')}.json`;
}

/** What a crash or a failure left half done. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.includes(UNFINISHED)) rmSync(join(folder, name), { force: true });
}

/** The backups of a folder, newest first; copies without a manifest are none. */
export function listBackups(folder: string): BackupManifest[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const read = readManifest(join(folder, name));
      return read && manifestOf(read.file) === name && existsSync(join(folder, read.file)) ? [read] : [];
    })
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function readManifest(file: string): BackupManifest | null {
  try {
    return backupManifest.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Looks a backup over as a whole and holds it against its manifest; it is not written to.
 * @returns what was found, or `null` when there is no backup of that name.
 */
export async function verifyBackup(folder: string, file: string): Promise<Finding | null> {
  const backup = listBackups(folder).find((one) => one.file === file);
  if (!backup) return null;
  const finding = await inspect({ what: 'verify', file: join(folder, backup.file) });
  if (finding.is === 'empty') return { is: 'damaged', detail: 'the copy is empty' };
  if (finding.is !== 'good') return finding;
  if (finding.copy?.sha256 !== backup.sha256)
    return { is: 'damaged', detail: 'its bytes are not those that were written' };
  const differing = differingSums(finding.copy.sums, backup.sums);
  return differing.length === 0
    ? { is: 'good' }
    : { is: 'damaged', detail: `it differs from its manifest in ${differing.join(', ')}` };
}

/** Removes those beyond `kept`, and those older than `days`; never the newest. */
export function thinBackups(folder: string, keep: { kept: number; days: number }, now: Instant): void {
  listBackups(folder).forEach((backup, i) => {
    const old = now - Date.parse(backup.at) > keep.days * DAY_MS;
    if (i === 0 || (i < keep.kept && !old)) return;
    // The manifest first: without it the copy counts no more, whatever happens in between.
    rmSync(join(folder, manifestOf(backup.file)), { force: true });
    rmSync(join(folder, backup.file), { force: true });
  });
}

/**
 * Puts the newest backup that is still good in the place of the database. A backup that has gone bad is passed over.
 * The backup itself stays.
 * @returns its manifest, or `null` when there is no good one.
 * @throws StoreError when a backup cannot be copied or looked at: it may be good, so nobody may begin without it.
 */
export async function restoreNewest(folder: string, database: string): Promise<BackupManifest | null> {
  for (const backup of listBackups(folder)) {
    const copy = `${database}.restoring`;
    try {
      copyFileSync(join(folder, backup.file), copy);
      const finding = await inspect({ what: 'seal', file: copy });
      if (finding.is === 'unknown') throw new Error(finding.detail);
      const good =
        finding.is === 'good' &&
        finding.copy?.sha256 === backup.sha256 &&
        differingSums(finding.copy.sums, backup.sums).length === 0;
      if (!good) continue;
      renameSync(copy, database);
      syncFolder(dirname(database));
      return backup;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StoreError(
        `The database was damaged and set aside, and its backup ${backup.file} cannot be put in its place (${reason}): make room in the data folder and make it writable, then start again.`,
      );
    } finally {
      rmSync(copy, { force: true });
    }
  }
  return null;
}
