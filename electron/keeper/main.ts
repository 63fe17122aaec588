/** The command `ioc-wall`: runs the wall and keeps it running, brings in new versions, says what is wrong. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runCommand } from './commands.ts';
import { Refusal } from './refusal.ts';

/** Where the version lies that this keeper is a part of: above `resources/engine/dist/keeper`. */
const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

/** The engine alone, without a wall, with the arguments as they are. */
function runEngine(args: readonly string[]): Promise<number> {
  const program = join(ROOT, 'resources', 'engine', 'dist', 'engine', 'main.mjs');
  const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

const [command, ...args] = process.argv.slice(2);
try {
  process.exitCode = command === 'engine' ? await runEngine(args) : await runCommand(ROOT, command, args);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
