/** What the benchmarks that look at the screen need: an Electron, virtual monitors, and a year's figures on the disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../build/bootstrap/failure.mjs';
import { type DemoSource, startDemoSource } from '../../build/launch/demoSource.ts';
import { wallArguments, wallEnvironment } from '../../build/launch/wall.ts';
import { type Rig, startRig } from '../../build/rig/rig.ts';
import { startWatched, type Watched } from '../../build/rig/watched.ts';
import { electronRuntime } from '../../build/runtime/electron.ts';
import type { Runtime } from '../../build/runtime/runtime.ts';
import { setUpSystem } from '../../build/runtime/systemPackages.ts';
import { buildChanged } from '../../build/vite/build.ts';
import type { SourceHealth } from '../../electron/contract/answers.ts';
import { type Administrator, administer, makePushSource, startDemo, startEngine } from './programs.ts';

/** Cases of the demo source: as many as the agency handles in a year. */
export const CASES = 179_995;
/** The push source that benchmarks send events of their own through. */
export const PUSH_SOURCE = 'bench';

export interface Stage {
  readonly runtime: Runtime;
  readonly rig: Rig;
  /** Data folder in which everything the demo source has so far is already stored. */
  readonly dataDir: string;
  /** The demo source, connected but with nothing new to say. */
  readonly demo: DemoSource;
  readonly pushToken: string;
}

/**
 * Opens the wall as `npm start` does once everything is set up.
 * @param more further arguments of the runtime
 */
export function startWall({ runtime, rig, dataDir, demo }: Stage, more: readonly string[] = []): Watched {
  return startWatched({
    executable: runtime.executable,
    args: [...more, ...wallArguments({ runtime, virtual: true })],
    env: wallEnvironment({ runtime, dataDir, demoUrl: demo.url, virtual: true, env: rig.env }),
  });
}

async function untilLoaded(admin: Administrator): Promise<void> {
  for (;;) {
    const { sources } = (await admin.get('/sources')) as { sources: SourceHealth[] };
    const demo = sources.find(({ id }) => id === 'demo');
    if (demo?.behind === 0 && demo.lastSeq > 0) return;
    await pause(250);
  }
}

/** Fills a data folder as a wall that has been running for a while has it; gives the token of its push source. */
async function fill(dataDir: string, cases: number): Promise<string> {
  const demo = await startDemo('--cases', String(cases), '--rate', '0');
  try {
    const engine = await startEngine(dataDir, '--demo-url', demo.url);
    try {
      const admin = await administer(engine);
      const token = await makePushSource(admin, PUSH_SOURCE);
      await untilLoaded(admin);
      return token;
    } finally {
      await engine.stop();
    }
  } finally {
    await demo.stop();
  }
}

async function runtimeOrWhy(): Promise<Runtime | string> {
  try {
    const runtime = await electronRuntime();
    await setUpSystem({ executable: runtime.executable, rig: true });
    return runtime;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

/**
 * Runs a benchmark on a stage of its own; where no Electron can be had, says so in a sentence instead.
 * @param cases of the demo source
 */
export async function onStage(
  name: string,
  bench: (stage: Stage) => Promise<void>,
  cases = CASES,
): Promise<void> {
  const runtime = await runtimeOrWhy();
  if (typeof runtime === 'string') {
    process.stderr.write(`The benchmark "${name}" is skipped: ${runtime}\n`);
    return;
  }
  await buildChanged();
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-bench-'));
  const rig = await startRig();
  try {
    const pushToken = await fill(dataDir, cases);
    const demo = await startDemoSource({ cases, rate: 0 });
    try {
      await bench({ runtime, rig, dataDir, demo, pushToken });
    } finally {
      await demo.stop();
    }
  } finally {
    await rig.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
