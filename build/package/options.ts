import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '../bootstrap/failure.mjs';
import { inProject } from '../paths.ts';

/** `folder`: the program unpacked; `update`: what running walls take, signed; `key`: a pair of keys for that. */
export const TARGETS = ['folder', 'deb', 'update', 'key', 'appimage', 'nsis', 'portable'] as const;
export type Target = (typeof TARGETS)[number];

export interface PackageOptions {
  targets: readonly Target[];
  output: string;
  /** Version to make; that of package.json when absent. */
  version: string | undefined;
  /** Private key that updates are signed with. */
  key: string | undefined;
  /** What is new. */
  notes: string;
  /** Whether the Debian package is made twice, in two places, and only compared. */
  check: boolean;
}

export const USAGE = `npm run package -- [${TARGETS.join('|')} …] [--out DIR] [--version 1.2.3] [--key FILE] [--notes TEXT] [--check]`;

/** Reads the options of `npm run package`. Fails with exit code 2, naming what is at fault. */
export function packageOptions(args: readonly string[]): PackageOptions {
  const { values, positionals } = (() => {
    try {
      return parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          out: { type: 'string' },
          version: { type: 'string' },
          key: { type: 'string' },
          notes: { type: 'string', default: '' },
          check: { type: 'boolean', default: false },
        },
      });
    } catch (error) {
      throw new Failure(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, 2);
    }
  })();
  const targets = positionals.map((name) => {
    const target = TARGETS.find((known) => known === name);
    if (target === undefined) throw new Failure(`There is no package "${name}".\n${USAGE}`, 2);
    return target;
  });
  if ((targets.includes('update') || targets.includes('key')) && values.key === undefined)
    throw new Failure(`--key is missing: name the private key.\n${USAGE}`, 2);
  if (values.check && (targets.length > 1 || (targets[0] ?? 'deb') !== 'deb'))
    throw new Failure(`--check compares Debian packages only.\n${USAGE}`, 2);
  if (values.version !== undefined && !/^\d+\.\d+\.\d+$/.test(values.version))
    throw new Failure(`--version must be three numbers, such as 1.2.3, not "${values.version}".`, 2);
  return {
    targets: targets.length > 0 ? targets : [process.platform === 'win32' ? 'nsis' : 'deb'],
    output: resolve(values.out ?? inProject('out')),
    version: values.version,
    key: values.key === undefined ? undefined : resolve(values.key),
    notes: values.notes,
    check: values.check,
  };
}
