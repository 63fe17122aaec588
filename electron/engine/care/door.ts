/** Whether lines are taken in: not while the disk is almost full or cannot be written, nor while this version is on trial. */
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { TRIAL_FILE } from '../../contract/release.ts';
import type { IntakeState } from '../../contract/system.ts';
import { ProblemError } from '../problems/index.ts';
import { saysUnwritable, schemaOf, type WritableDB } from '../store/index.ts';

/** The disk is looked at this often, ms. */
const LOOK_MS = 2_000;
/** To open again there must be this much more room than to stay open, or it would open and close all day. */
const MORE_ROOM = 1.25;
/** What is written to see whether it can be. */
const PROBE = Buffer.alloc(256 * 1024);
const RETRY_AFTER_S = 30;

export interface Door {
  state(): IntakeState;
  /** Throws the refusal (507, on trial 503, with the remedy) while nothing is taken in. */
  check(): void;
  /** Tells the door of an error of the store; the refusal to answer with if it was for want of room or right. */
  failed(error: unknown): ProblemError | null;
  onChange(listener: (state: IntakeState) => void): void;
  disk(): Disk;
  /** Looks at the disk now. */
  look(): void;
  stop(): void;
}

export interface Disk {
  freeBytes: number;
  totalBytes: number;
}

export interface DoorParts {
  db: WritableDB;
  dataDir: string;
  /** Bytes kept free. */
  reserve: () => number;
}

export function createDoor({ db, dataDir, reserve }: DoorParts): Door {
  let state: IntakeState = 'open';
  const listeners: ((state: IntakeState) => void)[] = [];

  function disk(): Disk {
    const { bavail, blocks, bsize } = statfsSync(dataDir);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  }

  function become(next: IntakeState): void {
    if (next === state) return;
    state = next;
    for (const tell of listeners) tell(next);
  }

  function look(): void {
    // What were taken in now would be lost if the version before came back with its database.
    if (existsSync(join(dataDir, TRIAL_FILE))) return become('on_trial');
    try {
      const { freeBytes } = disk();
      const needed = reserve() * (state === 'open' ? 1 : MORE_ROOM);
      if (freeBytes < needed) return become('disk_full');
      if (state === 'open') return;
      probe(dataDir, db);
      become('open');
    } catch (error) {
      become(saysUnwritable(error) ?? 'disk_read_only');
    }
  }

  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  look();

  return {
    state: () => state,
    check() {
      if (state !== 'open') throw refusal(state);
    },
    failed(error) {
      const why = saysUnwritable(error);
      if (why === null) return null;
      become(why);
      return refusal(why);
    },
    onChange: (listener) => void listeners.push(listener),
    disk,
    look,
    stop: () => clearInterval(timer),
  };
}

/** Writes a little beside the database and into it. Throws what the system says when it cannot. */
function probe(dataDir: string, db: WritableDB): void {
  const name = join(dataDir, '.room');
  try {
    const handle = openSync(name, 'w');
    try {
      writeSync(handle, PROBE);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } finally {
    rmSync(name, { force: true });
  }
  db.transaction(() => db.pragma(`user_version = ${schemaOf(db)}`)).immediate();
}

const REMEDY: Record<Exclude<IntakeState, 'open'>, string> = {
  disk_full:
    'The disk of the engine is almost full and nothing more is stored: free room on it or move the data folder, then send all of this again; the engine goes on by itself.',
  disk_read_only:
    'The disk of the engine cannot be written and nothing more is stored: make the data folder writable, then send all of this again; the engine goes on by itself.',
  on_trial:
    'A new version of the engine is being tried and nothing is stored yet: send all of this again in a few minutes; it goes on by itself.',
};

function refusal(state: Exclude<IntakeState, 'open'>): ProblemError {
  return new ProblemError(state === 'on_trial' ? 503 : 507, REMEDY[state], { headers: { 'retry-after': String(RETRY_AFTER_S) } });
}
