import { Worker } from 'node:worker_threads';
import type { ControlSums } from '../../contract/system.ts';
import { INSPECTOR } from './inspector.ts';

/**
 * `quick`: the structure; `whole`: indexes and every row as well; `seal`: makes a fresh copy a file of its own, with its
 * sums; `verify`: a sealed copy as a whole, with its sums, without writing to it.
 */
export interface Inspection {
  what: 'quick' | 'whole' | 'seal' | 'verify';
  file: string;
}

export interface SealedCopy {
  databaseSchema: number;
  sums: ControlSums;
  bytes: number;
  sha256: string;
}

export type Finding =
  | { is: 'good'; copy?: SealedCopy }
  /** Without a single table. */
  | { is: 'empty' }
  | { is: 'damaged'; detail: string }
  /** It could not be looked at: no room, no right, not there. */
  | { is: 'unknown'; detail: string };

let underWay = 0;

/** Whether a thread looks a database over now: it cannot be interrupted, and the process would wait for it to end. */
export function isInspecting(): boolean {
  return underWay > 0;
}

/** Looks a database over in a thread of its own; never rejects. */
export function inspect(inspection: Inspection): Promise<Finding> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL(INSPECTOR), { workerData: { inspection } });
    underWay += 1;
    let done = false;
    const found = (finding: Finding) => {
      if (done) return;
      done = true;
      underWay -= 1;
      resolve(finding);
    };
    thread.once('message', (finding: Finding) => found(finding));
    thread.once('error', (error) => found({ is: 'unknown', detail: error.message }));
    thread.once('exit', () => found({ is: 'unknown', detail: 'the inspection ended without a word' }));
  });
}
