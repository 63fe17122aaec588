import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import type { Runtime } from './runtime.ts';

/** Drawing in 3D without a graphics card. */
export const SOFTWARE_DRAWING = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

const SETUID_ROOT = 0o4000;
const NO_NAMESPACES = [
  { file: '/proc/sys/kernel/unprivileged_userns_clone', when: '0' },
  { file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns', when: '1' },
];

function namespacesAreBarred(): boolean {
  return NO_NAMESPACES.some(
    ({ file, when }) => existsSync(file) && readFileSync(file, 'utf8').trim() === when,
  );
}

/**
 * Chromium's sandbox cannot work for root, and is kept for everybody else.
 * Fails with the remedy where the system bars it.
 */
export function sandboxFlags(runtime: Runtime): string[] {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) return ['--no-sandbox'];
  const helper = join(dirname(runtime.executable), 'chrome-sandbox');
  const stat = statSync(helper, { throwIfNoEntry: false });
  const setuid = stat !== undefined && stat.uid === 0 && (stat.mode & SETUID_ROOT) !== 0;
  if (setuid || !namespacesAreBarred()) return [];
  throw new Failure(
    `This system bars the browser's sandbox for ordinary users; allow it once with:\n  sudo chown root "${helper}" && sudo chmod 4755 "${helper}"`,
  );
}
