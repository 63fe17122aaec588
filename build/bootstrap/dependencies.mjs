import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.mjs';
import { alone } from './lock.mjs';
import { step } from './say.mjs';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const MODULES = join(ROOT, 'node_modules');

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} Locked */

/**
 * @param {string} file
 * @returns {Record<string, Locked>}
 */
function lockedPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/**
 * Whether what is installed is what the lockfile asks for. Packages for other systems may be absent.
 * @param {Record<string, Locked>} wanted packages of the lockfile by path
 * @param {Record<string, Locked>} installed packages of npm's own record of what it installed
 * @returns {boolean}
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found === undefined) return optional === true;
    return found.version === version && found.integrity === integrity;
  });
}

/** @returns {boolean} */
function dependenciesAreThere() {
  const record = join(MODULES, '.package-lock.json');
  return (
    existsSync(record) && isInstalled(lockedPackages(join(ROOT, 'package-lock.json')), lockedPackages(record))
  );
}

/** @returns {Promise<{ code: number | null, output: string }>} */
function npmCi() {
  return new Promise((resolve, reject) => {
    // No package needs its install script: native parts come ready-made inside the packages.
    const child = spawn('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: ROOT,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Installs the packages of the lockfile when they are missing or others. */
export async function setUpDependencies() {
  if (dependenciesAreThere()) return;
  if (process.platform === 'win32' && process.execPath.startsWith(MODULES + sep))
    throw new Failure(
      'The installed packages are out of date; run "npm ci" and then the same command again.',
    );
  await alone(join(ROOT, '.set-up.lock'), async () => {
    if (dependenciesAreThere()) return;
    await step('Installing the packages named in package-lock.json (npm ci)', async () => {
      const { code, output } = await npmCi().catch((error) => {
        throw new Failure(
          `npm could not be started (${error.message}); install npm and run the same command again.`,
        );
      });
      if (code === 0) return;
      process.stderr.write(`${output.trim().split('\n').slice(0, 15).join('\n')}\n`);
      throw new Failure(
        'npm ci failed; check the network and the registry (npm ping), then run the same command again.',
      );
    });
  });
}
