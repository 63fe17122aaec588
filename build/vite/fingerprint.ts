import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ROOT } from '../paths.ts';

const TEST = /\.test\.tsx?$/;

/** Every file below `path` (or `path` itself) that takes part in a build, sorted, relative to the project. */
function filesOf(path: string): string[] {
  const full = join(ROOT, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !TEST.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** A hash that changes when any file of `paths`, its name or its content changes. */
export function fingerprint(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesOf)) {
    hash.update(file).update('\0');
    hash.update(readFileSync(join(ROOT, file))).update('\0');
  }
  return hash.digest('hex');
}
