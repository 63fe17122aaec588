import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SCREENS_FILE } from '../../electron/contract/screens.ts';
import { engineReady, type EngineReady } from '../../electron/contract/wall.ts';
import { startDemoSource } from '../launch/demoSource.ts';
import { wallArguments, wallEnvironment } from '../launch/wall.ts';
import { type Rig, startRig } from '../rig/rig.ts';
import type { Size } from '../rig/sizes.ts';
import { startWatched } from '../rig/watched.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Album } from './album.ts';

/** Cases of the demo source: enough for every office to have some of everything, loaded in seconds. */
const CASES = 20_000;
const LOOK_EVERY_MS = 250;
const PATIENCE_MS = 900_000;
/** Changes are marked for ten seconds, and the map takes a moment to fade its names in. */
const CALM_MS = 11_000;

/** The product running on virtual monitors, to be photographed. */
export interface Sitting {
  readonly rig: Rig;
  readonly engine: EngineReady;
  /** Process of the shell, whose child the engine is. */
  readonly shell: number;
  /** Waits until so many windows all find `inPage` true. The function runs in the page and sees only it. */
  untilAll(what: string, windows: number, inPage: () => boolean): Promise<void>;
  /** Waits until every window shows its figures and has come to rest. */
  untilShown(): Promise<void>;
  /** Photographs the whole wall, or one monitor. */
  photograph(album: Album, name: string, monitor?: number): Promise<void>;
  cutSource(): Promise<void>;
  close(): Promise<void>;
}

export interface SittingOptions {
  readonly runtime: Runtime;
  readonly dataDir: string;
  readonly size: Size;
}

function figuresAreThere(): boolean {
  return (
    document.querySelector('.grid .frame-body') !== null &&
    document.querySelector('.grid .notice[data-tone="quiet"]') === null
  );
}

/** Starts monitors, demo source and wall, as `npm start` does. */
export async function openSitting({ runtime, dataDir, size }: SittingOptions): Promise<Sitting> {
  const rig = await startRig(size);
  // As by day, whenever they are made, and where they hang.
  const still = { dimming: { on: false }, orbit: { pixels: 0 }, renewal: { on: false } };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, SCREENS_FILE), JSON.stringify(still));
  const demo = await startDemoSource({ cases: CASES });
  const wall = startWatched({
    executable: runtime.executable,
    args: wallArguments({ runtime, virtual: true }),
    env: wallEnvironment({ runtime, dataDir, demoUrl: demo.url, virtual: true, env: rig.env }),
  });
  const { line } = await wall.firstLine;

  async function untilAll(what: string, windows: number, inPage: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const pages = await wall.pages(windows, 'app://wall/');
      const found = await Promise.all(pages.map((page) => page.run(inPage, undefined)));
      if (found.every(Boolean)) return;
      if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
      await pause(LOOK_EVERY_MS);
    }
  }

  return {
    rig,
    engine: engineReady.parse(JSON.parse(line)),
    shell: wall.pid,
    untilAll,
    async untilShown() {
      await untilAll('the figures', rig.monitors, figuresAreThere);
      await pause(CALM_MS);
    },
    photograph: (album, name, monitor) => album.add(name, (file) => rig.photograph(file, monitor)),
    cutSource: () => demo.stop(),
    async close() {
      await wall.stop();
      await demo.stop();
      await rig.stop();
    },
  };
}
