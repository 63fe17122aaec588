/** Where things lie in the data folder. */
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { DATABASE_FILE } from '../store/index.ts';

export function databaseIn(dataDir: string): string {
  return join(dataDir, DATABASE_FILE);
}

export function backupsIn(dataDir: string): string {
  return join(dataDir, 'backups');
}

/** The city's time as part of a file name: `20260115T094100123`. */
export function stampOf(at: Instant): string {
  return formatInstant(at).slice(0, 23).replaceAll(/[-:.]/g, '');
}

/** Renames a damaged database and what belongs to it; nothing is deleted. Says the new name of the main file, if it was there. */
export function setAside(database: string, at: Instant): string | null {
  const wasThere = existsSync(database);
  const aside = `${database}.damaged-${stampOf(at)}`;
  for (const part of ['', '-wal', '-shm', '-journal'])
    if (existsSync(database + part)) renameSync(database + part, aside + part);
  syncFolder(dirname(database));
  return wasThere ? basename(aside) : null;
}

/** Whether a damaged database was ever set aside here. */
export function hasSetAside(database: string): boolean {
  const beginning = `${basename(database)}.damaged-`;
  return readdirSync(dirname(database)).some((name) => name.startsWith(beginning));
}

/** Makes renames in a folder survive a power cut, where the system can. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
