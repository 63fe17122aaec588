/** The engine as a program: `main.ts --data-dir DIR [--host HOST] [--port PORT] [--no-demo | --demo-url URL] [--rebuild | --compare]`. */
import { join } from 'node:path';
import { OptionError, readOptions } from './options.ts';
import { shellOf } from './shell.ts';

/** A wrong option. */
const EXIT_USAGE = 2;
/** Something in this machine's set-up must be put right first: starting again alone does not help. */
const EXIT_CONFIG = 78;
/** An orderly close that takes longer than this is ended (ms); the store is safe at every moment. */
const CLOSE_MAX = 5_000;

function refuse(sentence: string, code: number): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// Loading the database under an older runtime would end the process without a word.
if (Number(process.versions.napi) < 10)
  refuse(
    `This runtime (Node ${process.versions.node}) is too old for the database: run the engine with Node 22.14 or newer.`,
    EXIT_CONFIG,
  );

// Whoever started the engine may close the pipe; that is no reason to fall.
process.stdout.on('error', () => undefined);

const options = (() => {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    if (error instanceof OptionError) return refuse(error.message, EXIT_USAGE);
    throw error;
  }
})();

if (options.rebuild !== 'no') {
  const { rebuildFolder } = await import('./rebuilding.ts');
  process.exit(rebuildFolder(options.dataDir, options.rebuild === 'compare'));
}

const { isRefusal, startEngine } = await import('./engine.ts');
type Engine = Awaited<ReturnType<typeof startEngine>>;
type EngineSetting = Parameters<typeof startEngine>[0];
const root = join(import.meta.dirname, '..', '..');
const shell = shellOf(process);

const setting: EngineSetting = {
  ...options,
  assets: process.env['IOC_WALL_ASSETS'] ?? join(root, 'assets'),
  consoleFolder: process.env['IOC_WALL_CONSOLE'] ?? join(root, 'dist', 'console'),
  packageFile: join(root, 'package.json'),
  wallToken: process.env['IOC_WALL_TOKEN'],
};

let engine: Engine;
let closing = false;

/** Has the engine start anew, under the same address, when its database proves to be damaged. */
function mendWhenDamaged(damagedEngine: Engine): void {
  void damagedEngine.damaged.then(async (knownDamage) => {
    if (closing) return;
    await damagedEngine.close().catch(() => undefined);
    const { ready, wallToken } = damagedEngine;
    try {
      engine = await startEngine({
        ...setting,
        port: Number(new URL(ready.url).port),
        wallToken,
        knownDamage,
      });
      mendWhenDamaged(engine);
    } catch (error) {
      giveUp(error);
    }
  });
}

function giveUp(error: unknown): never {
  if (isRefusal(error)) refuse(error.message, EXIT_CONFIG);
  // Its last line is what the wall shows: the reason comes after where it happened.
  if (error instanceof Error && error.stack) process.stderr.write(`${error.stack}\n`);
  refuse(`The engine could not start: ${words(error)}`, 1);
}

function leave(code: number): never {
  // Everything is closed and durable; a check of a large database would keep the process for minutes.
  if (engine.isInspecting()) process.kill(process.pid, 'SIGKILL');
  process.exit(code);
}

function close(): void {
  if (closing) return;
  closing = true;
  setTimeout(leave, CLOSE_MAX, 1).unref();
  engine.close().then(
    () => leave(0),
    (error: unknown) => refuse(`The engine did not close in order: ${words(error)}`, 1),
  );
}

try {
  engine = await startEngine(setting);
  mendWhenDamaged(engine);
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
  shell?.onGone(close);

  process.stdout.write(`${JSON.stringify(engine.ready)}\n`);
  shell?.greet({ ...engine.ready, wallToken: engine.wallToken });
} catch (error) {
  giveUp(error);
}
