/** `ioc-wall doctor`: looks at everything the wall needs, and says the remedy of what is wrong. */
import { join } from 'node:path';
import type { Ledger } from '../release/ledger.ts';
import { manifestOf, type Version } from '../release/versions.ts';
import type { Settings } from '../settings.ts';
import { lookAtData } from './data.ts';
import { lookAtDisplay } from './display.ts';
import { CHECKS, type Finding } from './finding.ts';
import { lookAtMachine } from './machine.ts';
import { lookAtFiles, lookAtUpdates } from './program.ts';

export interface Patient {
  settings: Settings;
  /** The version that runs, or would. */
  version: Version;
  ledger: Ledger;
  /** ms */
  now: number;
}

function schemaKnown(version: Version, keysDir: string): number {
  try {
    return manifestOf(version, keysDir).schema;
  } catch {
    // That its list cannot be read is said of its files.
    return Number.MAX_SAFE_INTEGER;
  }
}

/** Everything there is to find, in the order of `CHECKS`. */
export async function examine({ settings, version, ledger, now }: Patient): Promise<Finding[]> {
  const { dataDir, keysDir } = settings;
  const [files, machine, display] = await Promise.all([
    lookAtFiles(version, keysDir),
    lookAtMachine(dataDir, join(version.folder, 'ioc-wall')),
    lookAtDisplay(),
  ]);
  const all = [
    files,
    ...machine,
    ...display,
    ...lookAtData(dataDir, schemaKnown(version, keysDir), now),
    lookAtUpdates(ledger, keysDir),
  ];
  return all.sort((a, b) => CHECKS.indexOf(a.id) - CHECKS.indexOf(b.id));
}
