import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type JSHandle, type Page } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import { startDemoSource } from '../../../build/launch/demoSource.ts';
import { wallArguments, wallEnvironment } from '../../../build/launch/wall.ts';
import type { Rig } from '../../../build/rig/rig.ts';
import { runtimeUnderTest } from './ground.ts';

export interface WallOptions {
  /** A data folder to go on with; a new one, deleted at the end, when absent. */
  readonly dataDir?: string;
  /** Cases of the demo source, 2,000 unless told; `0` for no demo source. */
  readonly cases?: number;
  /** Address of a source that is there already; without it a demo source is started. */
  readonly source?: string;
  /** Live events a second of the demo source. */
  readonly rate?: number;
  readonly locale?: 'vi' | 'en';
  readonly env?: Record<string, string>;
  /** More arguments of the runtime. */
  readonly args?: readonly string[];
}

/** Where a window is: the monitor it covers, counted from 0 at the left, and its bounds. */
export interface Placed {
  readonly monitor: number;
  readonly bounds: { x: number; y: number; width: number; height: number };
  readonly fullScreen: boolean;
}

export interface TestWall {
  readonly app: ElectronApplication;
  readonly dataDir: string;
  /** Wall windows there are now, left to right. */
  windows(): Promise<Page[]>;
  /** Where the wall windows are now, left to right. */
  places(): Promise<Placed[]>;
  /** Waits for exactly so many wall windows, all loaded. */
  untilWindows(count: number): Promise<Page[]>;
  close(): Promise<void>;
}

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 100;

/** Repeats `look` until it finds something, or fails saying what was waited for. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  patience = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${patience / 1000} s in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function isWallPage(page: Page): boolean {
  return !page.isClosed() && page.url().startsWith('app://wall/');
}

async function placesOf(app: ElectronApplication): Promise<Placed[]> {
  return app.evaluate(({ BrowserWindow, screen }) => {
    const monitors = screen.getAllDisplays().sort((a, b) => a.bounds.x - b.bounds.x);
    return BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible() && window.webContents.getURL().startsWith('app://wall/'))
      .map((window) => ({
        monitor: monitors.findIndex(
          (display) => display.id === screen.getDisplayMatching(window.getBounds()).id,
        ),
        bounds: window.getBounds(),
        fullScreen: window.isFullScreen() || window.isKiosk(),
      }))
      .sort((a, b) => a.bounds.x - b.bounds.x);
  });
}

async function windowsOf(app: ElectronApplication): Promise<Page[]> {
  const placed = await Promise.all(
    app
      .windows()
      .filter(isWallPage)
      .map(async (page) => {
        try {
          const handle = (await app.browserWindow(page)) as JSHandle<BrowserWindow>;
          return [{ page, x: await handle.evaluate((window) => window.getBounds().x) }];
        } catch (error) {
          // A window that closes while it is asked is not there.
          if (await isGone(app, page)) return [];
          throw error;
        }
      }),
  );
  return placed
    .flat()
    .sort((a, b) => a.x - b.x)
    .map(({ page }) => page);
}

/** Whether a page has been closed, or its window destroyed, while the application still runs. */
async function isGone(app: ElectronApplication, page: Page): Promise<boolean> {
  await app.evaluate(() => null);
  if (page.isClosed()) return true;
  return page.evaluate(() => false).catch(() => true);
}

function plain(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

/** Opens the wall on the virtual monitors as `npm start` does, with a small demo source and a data folder of its own. */
export async function openTestWall(rig: Rig, options: WallOptions = {}): Promise<TestWall> {
  const runtime = runtimeUnderTest();
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'ioc-wall-data-'));
  const cases = options.cases ?? 2000;
  const demo =
    cases > 0 && options.source === undefined ? await startDemoSource({ cases, rate: options.rate }) : null;
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [...(options.args ?? []), ...wallArguments({ runtime, virtual: true })],
    env: plain({
      ...wallEnvironment({
        runtime,
        dataDir,
        demoUrl: options.source ?? demo?.url,
        locale: options.locale,
        virtual: true,
        env: rig.env,
      }),
      ...options.env,
    }),
    timeout: PATIENCE_MS,
  });
  return {
    app,
    dataDir,
    windows: () => windowsOf(app),
    places: () => placesOf(app),
    async untilWindows(count) {
      const pages = await until(`${count} wall windows`, async () => {
        const now = await windowsOf(app);
        return now.length === count ? now : null;
      });
      await Promise.all(pages.map((page) => page.waitForLoadState('load')));
      return pages;
    },
    async close() {
      await app.close();
      await demo?.stop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
