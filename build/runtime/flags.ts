import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { isThere } from './command.ts';
import type { Runtime } from './runtime.ts';

/**
 * Drawing without a graphics card: 3D by the processor, and windows put together plainly, where only what changed is
 * copied. Putting them together in 3D as well would cost a thirtyfold of time, all of it taken from the map.
 */
export const SOFTWARE_DRAWING = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
];

const SETUID_ROOT = 0o4000;

/** Whether an ordinary user may make namespaces, which the sandbox is made of; systems bar it in different ways. */
function namespacesAreBarred(): boolean {
  return isThere('unshare') && spawnSync('unshare', ['--user', '--map-root-user', 'true']).status !== 0;
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
