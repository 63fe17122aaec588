/** How large the product may be. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';

const MIB = 1024 * 1024;

/** Installed: Electron about 240 MiB, Node 121 MiB, everything of ours and of packages 50 MiB. */
export const INSTALLED_MAX = 430 * MIB;
/** The archive that is handed on. */
export const ARCHIVE_MAX = 190 * MIB;

/** Bytes of all files below a folder. */
export function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** Fails when something is larger than it may be. */
export function checkBudget(what: string, bytes: number, max: number): void {
  if (bytes > max)
    throw new Failure(
      `${what} takes ${Math.ceil(bytes / MIB)} MiB and may take ${max / MIB}; look at what came in, or raise the budget in build/package/budget.ts with a reason.`,
    );
}
