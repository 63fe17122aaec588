/**
 * A machine of its own to install on: this one's root laid under an empty layer. What is installed, made and deleted in
 * it stays in the layer, and goes with it.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isThere } from '../../../build/runtime/command.ts';

export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

export interface CleanRoot {
  /** Where it lies on this machine. */
  readonly folder: string;
  path(...parts: string[]): string;
  /** Runs a command line in it, as root unless a user is named, and waits for its end. */
  run(command: string, options?: { as?: string; env?: NodeJS.ProcessEnv }): Ran;
  /** Starts a command line in it as a user; `stdout` and `stderr` are pipes. */
  start(command: string, as: string, env: NodeJS.ProcessEnv): ChildProcess;
  remove(): void;
}

function mount(...args: string[]): boolean {
  return spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
}

/** Why there can be none here; `undefined` when there can. */
export function cleanRootLacks(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'laying a root of its own takes root on Linux';
  if (!isThere('dpkg')) return 'there is no dpkg';
  const root = layCleanRoot();
  root?.remove();
  return root === null ? 'this system cannot lay one file system over another' : undefined;
}

/** What of the environment goes in: nothing that names this checkout. */
function inside(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DISPLAY } = env;
  const own = Object.entries(env).filter(([name]) => name.startsWith('IOC_WALL_'));
  return {
    ...Object.fromEntries(own),
    ...(DISPLAY !== undefined && { DISPLAY }),
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    LANG: 'C.UTF-8',
    XDG_SESSION_TYPE: 'x11',
    DEBIAN_FRONTEND: 'noninteractive',
  };
}

/** Lends it this machine's devices, processes and displays. */
function lend(folder: string): void {
  mount('-t', 'proc', 'proc', join(folder, 'proc'));
  mount('--rbind', '/dev', join(folder, 'dev'));
  // Or taking it down would take this machine's own down as well.
  mount('--make-rprivate', join(folder, 'dev'));
  mkdirSync(join(folder, 'tmp', '.X11-unix'), { recursive: true });
  mount('--bind', '/tmp/.X11-unix', join(folder, 'tmp', '.X11-unix'));
}

/**
 * Lays one, or `null` where the system cannot.
 * @param bare without this machine's devices, processes and displays: for one that is to be started as a machine
 */
export function layCleanRoot(bare = false): CleanRoot | null {
  const base = mkdtempSync(join(tmpdir(), 'ioc-root-'));
  const folder = join(base, 'root');
  const layer = join(base, 'layer');
  for (const one of [folder, layer]) mkdirSync(one);
  // A layer in memory may lie over any root, also one that is a layer itself; what is in it is gone with it.
  const laid =
    mount('-t', 'tmpfs', '-o', 'size=4g', 'ioc-layer', layer) &&
    (['upper', 'work'].forEach((name) => mkdirSync(join(layer, name))),
    mount(
      '-t',
      'overlay',
      '-o',
      `lowerdir=/,upperdir=${join(layer, 'upper')},workdir=${join(layer, 'work')}`,
      'ioc-root',
      folder,
    ));
  const remove = () => {
    for (const inner of ['tmp/.X11-unix', 'dev', 'proc', ''])
      spawnSync('umount', ['-l', join(folder, inner)]);
    spawnSync('umount', ['-l', layer]);
    // Never with what is in them: should something still be mounted there, it is this machine's.
    for (const one of [folder, layer, base]) rmdirSync(one);
  };
  if (!laid) {
    remove();
    return null;
  }
  if (!bare) lend(folder);
  const words = (command: string, as: string | undefined): string[] =>
    as === undefined
      ? [folder, '/bin/sh', '-c', command]
      : [folder, '/usr/sbin/runuser', '-u', as, '--', '/bin/sh', '-c', `cd / && exec ${command}`];
  return {
    folder,
    path: (...parts) => join(folder, ...parts),
    run(command, { as, env = {} } = {}) {
      const ran = spawnSync('chroot', words(command, as), { env: inside(env), encoding: 'utf8' });
      return { code: ran.status, output: `${ran.stdout}${ran.stderr}` };
    },
    start: (command, as, env) =>
      spawn('setpriv', ['--pdeathsig', 'TERM', 'chroot', ...words(command, as)], {
        env: inside(env),
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    remove,
  };
}
