import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { inProject } from '../paths.ts';

/** The file to run for a command that a package brings, without a shell between. */
export function binOf(packageName: string, command: string): string {
  const folder = inProject('node_modules', packageName);
  const about: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const bin = typeof about === 'object' && about !== null && 'bin' in about ? about.bin : undefined;
  const file =
    typeof bin === 'string' ? bin : (bin as Record<string, string | undefined> | undefined)?.[command];
  if (file === undefined)
    throw new Failure(`${packageName} has no command ${command}; delete node_modules and try again.`);
  return join(folder, file);
}
