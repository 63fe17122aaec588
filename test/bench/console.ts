/**
 * The console over a slow link: bytes and time until somebody can type in the sign-in, and until the desk is there, against
 * a blank page of the same stack from the same server in the same run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { inProject } from '../../build/paths.ts';
import { CHROMIUM } from '../../build/runtime/systemPackages.ts';
import { buildChanged } from '../../build/vite/build.ts';
import { compressFolder } from '../../build/vite/compress.ts';
import { startProgram } from './programs.ts';
import { report, round } from './report.ts';

/** A slow line: 1.6 Mbit/s either way, 150 ms until an answer begins. */
const LINK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 };
const ROUNDS = 5;
const PERSON = { username: 'phepdo', password: 'mật khẩu của phép đo' };

interface Load {
  readonly ms: number;
  readonly kilobytes: number;
}

/** Opens a page with nothing in the browser's cache, until something of it is there. */
async function load(context: BrowserContext, url: string, there: string): Promise<Load> {
  const page = await context.newPage();
  try {
    const link = await context.newCDPSession(page);
    await link.send('Network.enable');
    await link.send('Network.setCacheDisabled', { cacheDisabled: true });
    await link.send('Network.emulateNetworkConditions', LINK);
    let bytes = 0;
    link.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const begun = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    await page.locator(there).first().waitFor();
    return { ms: performance.now() - begun, kilobytes: bytes / 1000 };
  } finally {
    await page.close();
  }
}

async function middleOf(rounds: () => Promise<Load>): Promise<Load> {
  const all: Load[] = [];
  for (let i = 0; i < ROUNDS; i += 1) all.push(await rounds());
  const middle = (of: (one: Load) => number) => all.map(of).sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
  return { ms: middle(({ ms }) => ms), kilobytes: middle(({ kilobytes }) => kilobytes) };
}

async function buildBlank(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: inProject('test', 'bench', 'blank-page'),
    base: './',
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, modulePreload: { polyfill: false } },
  });
  compressFolder(folder);
}

export async function consolePage(): Promise<void> {
  await buildChanged(['console']);
  const folder = mkdtempSync(join(tmpdir(), 'ioc-bench-console-'));
  let browser: Browser | undefined;
  try {
    await buildBlank(join(folder, 'blank'));
    const engineOf = (console: string, name: string) => {
      process.env['IOC_WALL_CONSOLE'] = console;
      return startProgram(
        'electron/engine/main.ts',
        '--no-demo',
        '--port',
        '0',
        '--data-dir',
        join(folder, name),
      );
    };
    const engine = await engineOf(inProject('dist', 'console'), 'engine');
    const blank = await engineOf(join(folder, 'blank'), 'blank-engine');
    delete process.env['IOC_WALL_CONSOLE'];
    try {
      browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'],
      });
      const context = await browser.newContext();
      const post = (path: string, data: object) =>
        context.request.post(`${engine.url}/api/v1${path}`, { data });
      await post('/setup', { setupCode: engine.setupCode, ...PERSON });
      const nothing = await middleOf(() => load(context, blank.url, 'input'));
      const signIn = await middleOf(() => load(context, engine.url, 'input[type="password"]'));
      await post('/session', PERSON);
      const desk = await middleOf(() => load(context, `${engine.url}/#desk`, '.desk h2'));
      tell('sign-in', signIn, nothing);
      tell('desk', desk, nothing);
    } finally {
      await browser?.close();
      await blank.stop();
      await engine.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(what: string, { ms, kilobytes }: Load, blank: Load): void {
  report({
    bench: `console ${what} over 1.6 Mbit/s and 150 ms`,
    value: round(ms, 0),
    unit: 'ms',
    ratio: round(ms / blank.ms),
    baseline: `blank page of the same stack: ${round(blank.ms, 0)} ms`,
  });
  report({
    bench: `console ${what}, fetched`,
    value: round(kilobytes, 0),
    unit: 'kB',
    ratio: round(kilobytes / blank.kilobytes),
    baseline: `blank page of the same stack: ${round(blank.kilobytes, 0)} kB`,
  });
}
