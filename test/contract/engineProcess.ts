/** The engine as its users start it: a process of its own that prints one line of JSON when it can answer. */
import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inProject } from '../../build/paths.ts';
import { type EngineReady, engineReady } from '../../electron/contract/wall.ts';

export interface EngineProcess extends EngineReady {
  child: ChildProcess;
  /** SIGKILL: no chance to put anything in order. */
  kill(): Promise<void>;
  /** SIGTERM, as an operating system stops a service; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Token of the wall, given by the environment as the shell does, so that tests need no sign-in to read. */
export const WALL_TOKEN = 'token-of-the-wall';

/** Several engines starting at once on a busy machine may take this long (ms). */
export const START_MS = 60_000;
/** A refusal that takes longer is none (ms). */
const PATIENCE_MS = 20_000;

/** What is left running when the tests end before their time. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** The engine as it is written, and as it is shipped, which starts twice as fast; that must have been built. */
const WRITTEN = inProject('electron', 'engine', 'main.ts');
export const SHIPPED = inProject('dist', 'engine', 'main.mjs');

function launch(args: readonly string[], program = WRITTEN): ChildProcess {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      IOC_WALL_LOG: 'silent',
      IOC_WALL_TOKEN: WALL_TOKEN,
      // Compiled once, not at each of the many starts.
      NODE_COMPILE_CACHE: join(tmpdir(), 'ioc-wall-compiled'),
    },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Starts the engine on a free port; rejects with what it said if it ends before it is ready. */
export async function startProcess(dataDir: string, program = WRITTEN): Promise<EngineProcess> {
  const child = launch(['--data-dir', dataDir, '--port', '0', '--no-demo'], program);
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let said = '';
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  const ready = await new Promise<EngineReady>((resolve, reject) => {
    void gone.then((code) => reject(new Error(`The engine ended with code ${code}: ${said}`)));
    if (child.stdout)
      createInterface({ input: child.stdout }).once('line', (line) =>
        resolve(engineReady.parse(JSON.parse(line))),
      );
  });
  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return gone;
  }
  return { ...ready, child, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}

/** Runs the engine with arguments that it should refuse; resolves when it has ended. */
export async function runToEnd(args: readonly string[]): Promise<Ended> {
  const child = launch(args);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(patience);
  return { code, stdout, stderr };
}
