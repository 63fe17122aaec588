/** The program itself: its files, and how it is with updates. */
import type { KeyState } from '../key/keeping.ts';
import { wordsOf } from '../refusal.ts';
import type { Ledger } from '../release/ledger.ts';
import { trustedKeys } from '../release/manifest.ts';
import { manifestOf, type Version, verifyVersion } from '../release/versions.ts';
import { type Finding, found } from './finding.ts';

/** Holds every file of the version that runs against its list. */
export async function lookAtFiles(version: Version, keysDir: string): Promise<Finding> {
  try {
    const { files } = await verifyVersion(version, keysDir);
    return found('files', 'good', 'whole', { version: version.number, count: files.length });
  } catch (error) {
    return found('files', 'bad', 'changed', { version: version.number, detail: wordsOf(error) });
  }
}

/** Whether updates can be checked, and whether one has failed. */
export function lookAtUpdates(ledger: Ledger, keysDir: string): Finding {
  try {
    trustedKeys(keysDir);
  } catch (error) {
    return found('updates', 'warn', 'no_key', { detail: wordsOf(error) });
  }
  if (ledger.trial) return found('updates', 'warn', 'on_trial', { version: ledger.trial.version });
  const failed = ledger.history.at(-1);
  if (failed?.what === 'gone_back')
    return found('updates', 'warn', 'failed', { version: failed.version, why: failed.why ?? '–' });
  return found('updates', 'good', 'ready');
}

/** How the key of secrets is kept. @param hasStore whether this system could keep it better than a file does */
export function judgeKey(state: KeyState, hasStore: boolean): Finding {
  switch (state) {
    case 'handed':
    case 'sealed':
    case 'none':
      return found('key', 'good', state);
    case 'file':
      return hasStore ? found('key', 'warn', 'file') : found('key', 'good', 'file_only');
    case 'open_file':
      return found('key', 'bad', 'open_file');
    case 'lost':
      return found('key', 'warn', 'lost');
    case 'unseen':
      return found('key', 'unknown', 'unseen');
  }
}

/** Number of the schema that a version knows; any, where its list cannot be read, which is said of its files. */
export function schemaKnown(version: Version, keysDir: string): number {
  try {
    return manifestOf(version, keysDir).schema;
  } catch {
    return Number.MAX_SAFE_INTEGER;
  }
}
