/** The log as files in the data folder: a new one when the last is full, the oldest removed. */
import { join } from 'node:path';
import roll from 'pino-roll';
import { ensureFolder } from '../store/index.ts';

export interface LogFile {
  write(line: string): void;
  end(): void;
}

export interface LogFileLimits {
  /** A file is followed by the next from this size on, MiB. */
  sizeMib: number;
  /** Files there are at most, with the one being written. */
  kept: number;
}

const LIMITS: LogFileLimits = { sizeMib: 10, kept: 10 };

/**
 * Opens the log of a data folder. Lines are written at once. When they cannot be (a full disk), they are lost here and
 * still go to stderr: no log is a reason to stop the engine. `undefined` when there can be no file at all.
 */
export async function openLogFile(
  dataDir: string,
  limits: LogFileLimits = LIMITS,
): Promise<LogFile | undefined> {
  const stream = await open(join(dataDir, 'logs'), limits).catch(() => undefined);
  if (!stream) return undefined;
  stream.on('error', () => undefined);
  let writable = true;
  return {
    write(line) {
      if (writable) stream.write(line);
    },
    end() {
      writable = false;
      stream.end();
    },
  };
}

async function open(folder: string, limits: LogFileLimits) {
  ensureFolder(folder);
  return roll({
    file: join(folder, 'engine'),
    extension: '.log',
    size: `${limits.sizeMib}m`,
    limit: { count: limits.kept, removeOtherLogFiles: true },
    mkdir: false,
    sync: true,
  });
}
