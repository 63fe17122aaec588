/** Once before all end-to-end tests: an Electron, what the system needs, and fresh builds. */
import type { TestProject } from 'vitest/node';
import { Failure } from '../../../build/bootstrap/failure.mjs';
import { electronRuntime } from '../../../build/runtime/electron.ts';
import type { Runtime } from '../../../build/runtime/runtime.ts';
import { setUpSystem } from '../../../build/runtime/systemPackages.ts';
import { buildChanged } from '../../../build/vite/build.ts';

/** What the tests can count on: the runtime, or why there is none. */
export type Ground = { readonly runtime: Runtime } | { readonly missing: string };

declare module 'vitest' {
  interface ProvidedContext {
    ground: Ground;
  }
}

async function prepare(): Promise<Ground> {
  try {
    const runtime = await electronRuntime();
    await setUpSystem({
      executable: runtime.executable,
      rig: true,
      browser: true,
      otherClock: true,
      // Only root may start one.
      machine: process.getuid?.() === 0,
    });
    return { runtime };
  } catch (error) {
    if (error instanceof Failure) return { missing: error.message };
    throw error;
  }
}

export default async function setup(project: TestProject): Promise<void> {
  const ground = await prepare();
  if ('missing' in ground) process.stderr.write(`End-to-end tests are skipped: ${ground.missing}\n`);
  else await buildChanged();
  project.provide('ground', ground);
}
