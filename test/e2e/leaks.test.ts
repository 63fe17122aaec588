/** Every widget is mounted, fed and taken away again and again in a real browser: nothing of it may stay behind. */
import { createServer, type Server } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import react from '@vitejs/plugin-react';
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inProject } from '../../build/paths.ts';
import { SOFTWARE_DRAWING } from '../../build/runtime/flags.ts';
import { CHROMIUM } from '../../build/runtime/systemPackages.ts';
import type { Mounting } from '../../renderer/widgets/fixtures/mounting/mounting.ts';
import { describeWithRuntime } from './support/ground.ts';

type MountingWindow = typeof globalThis & { mounting: Mounting };

/** Mounts before the first look, so that what is made once is made, and between two looks. */
const WARM = 4;
const MOUNTS = 6;
/** One that draws in 3D by the processor takes a second each time. */
const MOUNTS_3D = 4;
/** Times that mounts and a look follow each other. A leak is there in each of them; what the browser notes for itself is not. */
const SPELLS = 3;
/** Answers that each mount is fed with. */
const ROUNDS = 3;
/** What one mount may leave in the heap, bytes: the browser's own notes, far less than any widget. */
const LEFT_PER_MOUNT = 4_000;

/** Code that is compiled again as it grows hot would be most of what the heap gains. */
const STEADY_CODE = '--js-flags=--no-opt --no-maglev --no-sparkplug --no-flush-bytecode';

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

function serve(folder: string): Promise<Server> {
  const server = createServer((request, answer) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
    try {
      const bytes = readFileSync(join(folder, path === '/' ? 'index.html' : path));
      const type = TYPES[extname(path) || '.html'] ?? 'application/octet-stream';
      answer.setHeader('content-type', type).end(bytes);
    } catch {
      answer.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describeWithRuntime('widgets that come and go', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-wall-leaks-'));
  let server: Server;
  let browser: Browser;
  let page: Page;
  let cdp: CDPSession;
  let names: readonly string[] = [];

  beforeAll(async () => {
    await build({
      configFile: false,
      root: inProject('renderer', 'widgets', 'fixtures', 'mounting'),
      base: './',
      logLevel: 'warn',
      publicDir: false,
      plugins: [react()],
      worker: { format: 'es' },
      build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 5000, reportCompressedSize: false },
    });
    server = await serve(folder);
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...SOFTWARE_DRAWING, STEADY_CODE],
    });
    page = await browser.newPage();
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The page has no address.');
    await page.goto(`http://127.0.0.1:${address.port}/`);
    cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    names = await page.evaluate(() => (globalThis as MountingWindow).mounting.names);
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const mount = (name: string, times: number) =>
    page.evaluate(
      async ([widget, count, rounds]) => {
        const { mounting } = globalThis as MountingWindow;
        let open = await mounting.cycle(widget, rounds);
        for (let i = 1; i < count; i += 1) open = await mounting.cycle(widget, rounds);
        return open;
      },
      [name, times, ROUNDS] as const,
    );
  const look = async () => {
    // What only finalizers hold goes with the second collection.
    for (let i = 0; i < 3; i += 1) await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
  };

  it('leave nothing behind', { timeout: 400_000 }, async () => {
    expect(names.length).toBeGreaterThanOrEqual(11);
    const left: Record<string, unknown> = {};
    for (const name of names) {
      const times = name === 'map' ? MOUNTS_3D : MOUNTS;
      await mount(name, WARM);
      const before = await look();
      let after = before;
      let open: unknown;
      let grown = Number.POSITIVE_INFINITY;
      for (let spell = 0; spell < SPELLS; spell += 1) {
        const last = after;
        open = await mount(name, times);
        after = await look();
        grown = Math.min(grown, after.heap - last.heap);
      }
      const perMount = Math.round(grown / times);
      left[name] = {
        nodes: after.nodes - before.nodes,
        listeners: after.listeners - before.listeners,
        heap: perMount > LEFT_PER_MOUNT ? perMount : 'little',
        open,
      };
    }
    const nothing = { nodes: 0, listeners: 0, heap: 'little', open: { timers: 0, frames: 0, contexts: 0 } };
    expect(left).toEqual(Object.fromEntries(names.map((name) => [name, nothing])));
  });
});
