/**
 * Which version runs, which one is on trial, which ones have failed: one file, replaced as a whole. Its rename is the
 * moment at which the wall goes over to another version.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { instantText } from '../../contract/answers.ts';
import { versionText } from '../../contract/release.ts';
import { writeDurably } from '../durable.ts';

/** So many of the latest entries are kept. */
const HISTORY_KEPT = 50;

const entry = z.strictObject({
  at: instantText,
  version: versionText,
  what: z.enum(['applied', 'kept', 'gone_back']),
  why: z.string().optional(),
});
export type LedgerEntry = z.infer<typeof entry>;

const trial = z.strictObject({
  version: versionText,
  /** What ran before: a version that came as an update, or `null` for the installed one. */
  from: versionText.nullable(),
  /** Windows that had figures on them before: the new version must show as many. */
  figures: z.int().min(0),
  /** How often the trial has begun; a power cut begins it anew. */
  begun: z.int().min(0),
  /** Why it is being taken back; `null` while it may still pass. */
  failed: z.string().nullable(),
});
export type TrialRecord = z.infer<typeof trial>;

const ledger = z.strictObject({
  format: z.literal(1),
  /** The version that came as an update and is to run; `null` is the one that was installed. */
  current: versionText.nullable(),
  trial: trial.nullable(),
  /** Versions that failed their trial: they are not applied by themselves again. */
  refused: z.array(versionText),
  history: z.array(entry),
});
export type Ledger = z.infer<typeof ledger>;

const NEW: Ledger = { format: 1, current: null, trial: null, refused: [], history: [] };

function fileIn(versionsDir: string): string {
  return join(versionsDir, 'ledger.json');
}

/** Reads the ledger. One that cannot be read is set aside, and the installed version runs. */
export function readLedger(versionsDir: string): Ledger {
  const file = fileIn(versionsDir);
  if (!existsSync(file)) return NEW;
  try {
    return ledger.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    renameSync(file, `${file}.unreadable`);
    return NEW;
  }
}

/** Replaces the ledger; afterwards it holds over power cuts. */
export function writeLedger(versionsDir: string, content: Ledger): void {
  const history = content.history.slice(-HISTORY_KEPT);
  writeDurably(fileIn(versionsDir), `${JSON.stringify({ ...content, history }, null, 2)}\n`);
}
