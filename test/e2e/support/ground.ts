import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type Rig, startRig } from '../../../build/rig/rig.ts';
import type { Size } from '../../../build/rig/sizes.ts';
import type { Runtime } from '../../../build/runtime/runtime.ts';

/** The Electron under test. Only inside `describeOnRig`, where there is one. */
export function runtimeUnderTest(): Runtime {
  const ground = inject('ground');
  if ('missing' in ground) throw new Error(ground.missing);
  return ground.runtime;
}

/** A group of tests that need an Electron; where none can be had it is skipped, with the reason in its name. */
export function describeWithRuntime(name: string, tests: () => void): void {
  const ground = inject('ground');
  if ('missing' in ground) describe.skip(`${name} [${ground.missing}]`, tests);
  else describe(name, tests);
}

/**
 * A group of tests with four virtual monitors of its own, which are there from before its first test to after its
 * last; `rig()` gives them. Skipped like any that needs an Electron, and where `lacking` says what else it would need.
 */
export function describeOnRig(
  name: string,
  tests: (rig: () => Rig) => void,
  { size = '1920x1080', lacking }: { size?: Size; lacking?: string | undefined } = {},
): void {
  const group = () => {
    let started: Rig | undefined;
    beforeAll(async () => {
      started = await startRig(size);
    });
    afterAll(async () => {
      await started?.stop();
    });
    tests(() => {
      if (!started) throw new Error('The monitors are there only while a test runs.');
      return started;
    });
  };
  if (lacking === undefined) describeWithRuntime(name, group);
  else describe.skip(`${name} [${lacking}]`, group);
}
