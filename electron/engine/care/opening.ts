/** Looks at the database before the engine opens it, and puts a backup in its place if it is damaged. */
import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Logger } from 'pino';
import type { Instant } from '../../contract/calendar.ts';
import {
  claimData,
  DamagedError,
  LATEST_SCHEMA,
  openStore,
  saysDamaged,
  schemaOf,
  type SlowQuery,
  type Store,
  type WritableDB,
} from '../store/index.ts';
import { BackupError, listBackups, makeBackup, restoreNewest } from './backups.ts';
import { backupsIn, databaseIn, hasSetAside, setAside } from './files.ts';
import { headerFault } from './header.ts';
import { type Finding, inspect } from './inspect.ts';
import { writeAheadDamaged } from './writeAhead.ts';

export interface OpeningParts {
  dataDir: string;
  program: string;
  /** How long the start may wait for the check, ms; then it goes on behind. */
  budgetMs: number;
  /** What was found wrong while the engine ran. */
  knownDamage?: string;
  slow?: SlowQuery;
  now: () => Instant;
  log: Logger;
}

/** What was done about a damaged database. */
export interface Rescue {
  /** Name of the file that was set aside; `null` when there was none left. */
  setAside: string | null;
  /** Instant of the backup's figures; `null` when there was none and the engine begins empty. */
  backupAt: string | null;
}

export interface Opening {
  rescue: Rescue | null;
  /** A check that took longer than the start could wait. */
  unfinished: Promise<Finding> | null;
}

/**
 * Opens the store once it is known to be good, or good again. A database of an older schema is backed up before it is
 * changed.
 * @throws StoreError as `openStore` does
 */
export async function openCarefully(parts: OpeningParts): Promise<{ store: Store; opening: Opening }> {
  const { dataDir, slow } = parts;
  // Before anything is looked at: what another engine works on must be left alone.
  const claim = claimData(dataDir);
  const open = () => openStore({ dataDir, claim, ...(slow && { slow }) });
  try {
    return await openClaimed(parts, open);
  } catch (error) {
    claim();
    throw error;
  }
}

async function openClaimed(
  parts: OpeningParts,
  open: () => Store,
): Promise<{ store: Store; opening: Opening }> {
  const { dataDir, knownDamage } = parts;
  const database = databaseIn(dataDir);
  const look: Look =
    knownDamage === undefined ? await lookAt(database, parts) : { damage: knownDamage, unfinished: null };
  if (look.damage === null) {
    try {
      await backUpBeforeMigration(database, parts);
      return { store: open(), opening: { rescue: null, unfinished: look.unfinished } };
    } catch (error) {
      if (!(error instanceof DamagedError || saysDamaged(error))) throw error;
      look.damage = String(error);
    }
  }
  const rescue = await rescueStore(database, look.damage, parts);
  return { store: open(), opening: { rescue, unfinished: null } };
}

async function rescueStore(database: string, damage: string, parts: OpeningParts): Promise<Rescue> {
  const { dataDir, log, now } = parts;
  log.error({ damage }, 'the database is damaged');
  const aside = setAside(database, now());
  const backup = await restoreNewest(backupsIn(dataDir), database);
  const rescue = { setAside: aside, backupAt: backup?.at ?? null };
  log.error(rescue, backup ? 'the newest good backup took its place' : 'no good backup: beginning empty');
  return rescue;
}

interface Look {
  /** What is wrong, or `null`. */
  damage: string | null;
  unfinished: Promise<Finding> | null;
}

/**
 * The check of a file larger than this (bytes) takes seconds. It goes on beside the engine from the first moment: a wall
 * whose engine died is to be live again within three seconds.
 */
const LARGE = 64 * 1024 * 1024;

async function lookAt(database: string, { dataDir, budgetMs, log }: OpeningParts): Promise<Look> {
  const good = { damage: null, unfinished: null };
  const expected = listBackups(backupsIn(dataDir)).length > 0;
  // Also after a start that was cut short between setting the file aside and restoring.
  if (!existsSync(dataDir)) return good;
  if (!existsSync(database))
    return expected || hasSetAside(database) ? { damage: 'the file is gone', unfinished: null } : good;
  const { size } = statSync(database);
  // However large the file: SQLite would refuse such a one, or only read it, without a word of damage.
  const odd = headerFault(database);
  if (odd !== null) return { damage: odd, unfinished: null };
  if (size > 0 && writeAheadDamaged(`${database}-wal`))
    return { damage: 'the write-ahead log is damaged', unfinished: null };
  const inspection = inspect({ what: 'quick', file: database });
  const finding = await within(inspection, size > LARGE ? 0 : budgetMs);
  switch (finding?.is) {
    case undefined:
      log.info({ budgetMs }, 'the check of the database goes on while the engine works');
      return { damage: null, unfinished: inspection };
    case 'damaged':
      return { damage: finding.detail, unfinished: null };
    case 'empty':
      return expected ? { damage: 'the file is empty', unfinished: null } : good;
    case 'unknown':
      // Opening it will say why, in the words for it.
      log.warn({ reason: finding.detail }, 'the database could not be checked');
      return good;
    case 'good':
      return good;
  }
}

/** What a promise resolves to within a time (ms), else `undefined`. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([promise, patience]);
  } finally {
    clearTimeout(timer);
  }
}

async function backUpBeforeMigration(database: string, parts: OpeningParts): Promise<void> {
  if (!existsSync(database)) return;
  const db = openAsItIs(database);
  if (!db) return;
  try {
    const schema = schemaOf(db);
    if (schema === 0 || schema >= LATEST_SCHEMA) return;
    const { log, program, now, dataDir } = parts;
    const backup = await makeBackup({
      db,
      folder: backupsIn(dataDir),
      reason: 'before_migration',
      program,
      now,
    });
    log.info({ file: backup.file, schema }, 'backed up before the schema is brought up to date');
  } catch (error) {
    // Each migration is one transaction: without room for a copy it is still safe.
    if (!(error instanceof BackupError)) throw error;
    parts.log.warn({ reason: error.message }, 'no backup before the schema is brought up to date');
  } finally {
    db.close();
  }
}

/** `null` when it cannot be opened: opening the store says why. */
function openAsItIs(database: string): WritableDB | null {
  let db: WritableDB | undefined;
  try {
    db = new Database(database, { fileMustExist: true }) as WritableDB;
    schemaOf(db);
    return db;
  } catch (error) {
    db?.close();
    if (saysDamaged(error)) throw error;
    return null;
  }
}
