import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inProject } from '../../../build/paths.ts';
import { end } from '../../../build/rig/processes.ts';
import { type EngineReady, engineReady } from '../../../electron/contract/wall.ts';

export interface TestEngine extends EngineReady {
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** Starts the engine alone, as `npm run engine` does, on a free port with a data folder of its own. */
export async function startTestEngine(
  args: readonly string[] = ['--no-demo'],
  env: Record<string, string> = {},
): Promise<TestEngine> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-wall-data-'));
  const child = spawn(
    process.execPath,
    [inProject('electron', 'engine', 'main.ts'), '--data-dir', dataDir, '--port', '0', ...args],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } },
  );
  const ready = await new Promise<EngineReady>((resolve, reject) => {
    child.on('exit', (code) =>
      reject(new Error(`The engine ended with code ${code ?? 'none'} before it was ready.`)),
    );
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve(engineReady.parse(JSON.parse(line)));
    });
  });
  return {
    ...ready,
    dataDir,
    async stop() {
      await end(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
