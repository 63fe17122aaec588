/** A wall whose shell is the product's and whose page and engine are stand-ins, to test the shell by itself. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { inProject } from '../../build/paths.ts';
import type { Rig } from '../../build/rig/rig.ts';
import { SOFTWARE_DRAWING, sandboxFlags } from '../../build/runtime/flags.ts';
import type { WallBridge } from '../../electron/contract/bridge.ts';
import type { Role } from '../../electron/contract/live.ts';
import type { WallReport, WindowSetting } from '../../electron/contract/wall.ts';
import { runtimeUnderTest } from './support/ground.ts';
import { until } from './support/wall.ts';

/** What the staged page keeps on itself. */
export interface StagedPage {
  wall: WallBridge;
  shown: WindowSetting[];
  refusedByPolicy: string[];
  frozen: boolean;
}

/** What the stand-in engine was given. */
export interface Seen {
  readonly pid: number;
  readonly args: Readonly<Record<string, unknown>>;
  readonly report: WallReport | null;
  readonly pictures: Readonly<Record<string, { type: string; bytes: number; head: number[] }>>;
}

/** A window of the wall: where it is, what it shows, which process draws it. */
export interface Hung {
  readonly bounds: { x: number; y: number; width: number; height: number };
  readonly url: string;
  readonly text: string;
  readonly renderer: number;
}

/** A line of the fault log. */
export interface Fault {
  readonly kind: string;
  readonly [field: string]: unknown;
}

export interface Stage {
  readonly app: ElectronApplication;
  readonly dataDir: string;
  /** Windows left to right. */
  hung(): Promise<Hung[]>;
  /** Waits until the windows, left to right, show exactly these roles on monitors of 1920 × 1080 side by side. */
  untilShown(...roles: (readonly Role[])[]): Promise<Hung[]>;
  /** The wall page of a role. */
  page(role: Role): Promise<Page>;
  engine(): Promise<Seen>;
  faults(): Fault[];
  close(): Promise<void>;
}

/** A folder that the runtime opens as an application: the built shell, a plain page, the stand-in engine. */
export function prepareApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-wall-stage-'));
  const source = inProject('test', 'e2e', 'shellStage');
  writeFileSync(
    join(folder, 'package.json'),
    '{"name":"ioc-wall-stage","version":"0.0.0","main":"dist/main/main.cjs"}',
  );
  for (const part of ['main', 'preload'])
    cpSync(inProject('dist', part), join(folder, 'dist', part), { recursive: true });
  for (const part of ['wall', 'engine']) mkdirSync(join(folder, 'dist', part));
  for (const name of ['index.html', 'page.css', 'page.js'])
    cpSync(join(source, name), join(folder, 'dist', 'wall', name));
  cpSync(join(source, 'index.html'), join(folder, 'dist', 'wall', 'safe.html'));
  cpSync(join(source, 'engine.mjs'), join(folder, 'dist', 'engine', 'main.mjs'));
  return folder;
}

async function hungIn(app: ElectronApplication): Promise<Hung[]> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows().filter((window) => window.isVisible());
    const textOf = async ({ webContents }: (typeof windows)[number]): Promise<string> => {
      if (webContents.isCrashed() || webContents.isLoading()) return '';
      // A page that dies or hangs while it is asked never answers.
      const late = new Promise((resolve) => setTimeout(resolve, 500, ''));
      const text = webContents.executeJavaScript('document.body.textContent');
      return String(await Promise.race([text, late]));
    };
    const found = await Promise.all(
      windows.map(async (window) => ({
        bounds: window.getBounds(),
        url: window.webContents.getURL(),
        text: await textOf(window),
        renderer: window.webContents.getOSProcessId(),
      })),
    );
    return found.sort((a, b) => a.bounds.x - b.bounds.x);
  });
}

/** Starts the staged wall on the virtual monitors. `prepare` may put files into its data folder first. */
export async function openStage(
  rig: Rig,
  options: { dataDir?: string; env?: Record<string, string> } = {},
): Promise<Stage> {
  const runtime = runtimeUnderTest();
  const folder = prepareApp();
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'ioc-wall-data-'));
  const env = Object.entries({
    ...rig.env,
    IOC_WALL_NODE: process.execPath,
    IOC_WALL_DATA_DIR: dataDir,
    ...options.env,
  });
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [...sandboxFlags(runtime), ...SOFTWARE_DRAWING, folder],
    env: Object.fromEntries(env.filter((pair): pair is [string, string] => pair[1] !== undefined)),
  });
  const engineUrl = async (): Promise<string> => {
    const page = await until('a page that knows the engine', async () =>
      app.windows().find((p) => p.url().startsWith('app://wall/')),
    );
    const setting = await page.evaluate(() => (globalThis as unknown as StagedPage).wall.setting());
    return setting.engineUrl;
  };
  return {
    app,
    dataDir,
    hung: () => hungIn(app),
    untilShown: (...roles) =>
      until(`windows showing ${roles.map((r) => r.join(' + ') || 'nothing').join(' | ')}`, async () => {
        const hung = await hungIn(app).catch(() => []);
        const right =
          hung.length === roles.length &&
          hung.every(({ bounds, text }, i) => {
            const placed =
              bounds.x === 1920 * i && bounds.y === 0 && bounds.width === 1920 && bounds.height === 1080;
            return placed && text === roles[i]?.join(' + ');
          });
        return right ? hung : null;
      }),
    async page(role) {
      return until(`the page of ${role}`, async () => {
        for (const page of app.windows()) {
          const text = await page.textContent('body').catch(() => '');
          if (page.url().startsWith('app://wall/') && text?.split(' + ').includes(role)) return page;
        }
        return null;
      });
    },
    async engine() {
      const answer = await fetch(new URL('/seen', await engineUrl()));
      return (await answer.json()) as Seen;
    },
    faults: () =>
      readFileSync(join(dataDir, 'faults.ndjson'), { encoding: 'utf8', flag: 'a+' })
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Fault),
    async close() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
