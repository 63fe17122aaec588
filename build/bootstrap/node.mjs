import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ROOT } from './dependencies.mjs';
import { Failure } from './failure.mjs';

/**
 * Whether this Node can run the project: Node-API 10 (the database would abort the process without it) and TypeScript
 * read directly.
 */
function canRunHere() {
  return (
    Number(process.versions.napi) >= 10 && 'typescript' in process.features && !!process.features.typescript
  );
}

/** @returns {string} the Node that came with the packages */
function carriedNode() {
  const path = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(path)) return path;
  throw new Failure(
    `Node ${process.versions.node} is too old and there is none in the registry for this system; install Node 24 and run the same command again.`,
  );
}

/**
 * Runs a program of the project: here when this Node can, otherwise under the one that came with the packages.
 * @param {string} program path of its main file relative to the project
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 */
export async function runProgram(program, args) {
  const file = resolve(ROOT, program);
  if (!existsSync(file)) throw new Failure(`There is no ${program}; update the checkout and try again.`);
  if (canRunHere()) {
    process.argv = [process.execPath, file, ...args];
    await import(pathToFileURL(file).href);
    return;
  }
  const self = fileURLToPath(new URL('./run.mjs', import.meta.url));
  const child = spawn(carriedNode(), [self, program, ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`The Node that came with the packages could not be started (${error.message}).\n`);
    process.exit(1);
  });
  child.on('exit', (code) => process.exit(code ?? 1));
}
