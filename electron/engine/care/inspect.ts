import { Worker } from 'node:worker_threads';
import type { ControlSums } from '../../contract/system.ts';
import { INSPECTOR } from './inspector.ts';

/** `quick`: the structure; `whole`: indexes and every row as well; `seal`: makes a fresh copy a file of its own, with its sums. */
export interface Inspection {
  what: 'quick' | 'whole' | 'seal';
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

/** Looks a database over in a thread of its own; never rejects. */
export function inspect(inspection: Inspection): Promise<Finding> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL(INSPECTOR), { workerData: { inspection } });
    thread.once('message', resolve);
    thread.once('error', (error) => resolve({ is: 'unknown', detail: error.message }));
    thread.once('exit', () => resolve({ is: 'unknown', detail: 'the inspection ended without a word' }));
  });
}
