/**
 * Dragging and sizing a widget in the layout editor: the console's own page in a real browser against the real engine, sixty
 * widgets with their figures, the mouse reporting several times a frame. Beside it, the same over a canvas with nothing else on it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { CHROMIUM, setUpSystem } from '../../build/runtime/systemPackages.ts';
import { buildChanged } from '../../build/vite/build.ts';
import type { PlacedWidget } from '../../electron/contract/layouts.ts';
import type { SceneDraft } from '../../electron/contract/sceneEditing.ts';
import { type Drawn, drawnSince, watchDrawing } from './editorPage.ts';
import { type Administrator, administer, startDemo, startEngine } from './programs.ts';
import { percentile, report, round } from './report.ts';

const CASES = 20_000;
const UNIT = 'HCM';
const ACCOUNT = { username: 'phepdo', password: 'mật khẩu của phép đo' };
/** One of the mouse's reports, ms: four and more of them fall into a frame. */
const REPORT_MS = 4;
/** Reports of one drag. */
const REPORTS = 1_500;
/** So many times from one end of the canvas to the other and back. */
const SWINGS = 4;
/** A frame that took longer is seen, ms. */
const LONG_MS = 50;

/** The one that is dragged; there is room for it below the others. */
const DRAGGED: PlacedWidget = {
  ...{ id: 'dragged', type: 'message', x: 0, y: 10, w: 3, h: 1 },
  config: { title: { vi: 'Kéo ô này', en: 'Drag this' } },
};

const TYPES = [
  ['figure', { unit: UNIT, indicator: 'cases_to_enforce' }],
  ['trend', { unit: UNIT, indicator: 'case_completion_rate', step: 'week' }],
  ['figure', { unit: UNIT, indicator: 'money_completed' }],
  ['latest', { unit: UNIT, limit: 3 }],
  ['figure', { unit: UNIT, indicator: 'case_completion_rate' }],
  ['ranking', { unit: UNIT, level: 'region', indicator: 'case_completion_rate', limit: 3 }],
  ['sources', {}],
] as const;

/** As many as a layout can have, all with figures. */
function sixty(): PlacedWidget[] {
  const others = Array.from({ length: 59 }, (_, i): PlacedWidget => {
    const [type, config] = TYPES[i % TYPES.length] ?? TYPES[0];
    return { id: `widget-${i}`, type, x: (i % 6) * 2, y: Math.floor(i / 6), w: 2, h: 1, config };
  });
  return [...others, DRAGGED];
}

async function makeScene(admin: Administrator, id: string, widgets: PlacedWidget[]): Promise<void> {
  const title = { vi: id, en: id };
  const draft = (await admin.post('/scenes', { id, title, from: null })) as SceneDraft;
  const layouts = draft.bundle.layouts.map((one, i) => (i === 0 ? { ...one, widgets } : one));
  await admin.put(`/scenes/${id}/draft`, {
    basedOn: draft.version,
    bundle: { ...draft.bundle, layouts },
  });
}

interface Drag {
  readonly drawn: Drawn;
  readonly scriptMs: number;
  readonly taskMs: number;
}

/** Moves the mouse without waiting for the page, as a hand does. */
async function swing(mouse: CDPSession, at: (share: number) => { x: number; y: number }): Promise<void> {
  const sent: Promise<unknown>[] = [];
  const begun = performance.now();
  for (let i = 0; i < REPORTS; i += 1) {
    const due = begun + i * REPORT_MS - performance.now();
    if (due > 0) await pause(due);
    const share = (1 - Math.cos((i / REPORTS) * 2 * Math.PI * SWINGS)) / 2;
    sent.push(
      mouse.send('Input.dispatchMouseEvent', {
        type: 'mouseMoved',
        button: 'left',
        buttons: 1,
        ...at(share),
      }),
    );
  }
  await Promise.all(sent);
}

/** Holds what is at `from`, moves it to and fro between there and `to`, and puts it back. */
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<Drag> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable');
  const metrics = async () => {
    const { metrics: all } = await browser.send('Performance.getMetrics');
    return (name: string) => (all.find((one) => one.name === name)?.value ?? Number.NaN) * 1000;
  };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.evaluate(drawnSince);
  const before = await metrics();
  await swing(browser, (share) => ({
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
  }));
  const after = await metrics();
  const drawn = await page.evaluate(drawnSince);
  await page.mouse.move(from.x, from.y);
  await page.mouse.up();
  await browser.detach();
  const took = (name: string) => after(name) - before(name);
  return { drawn, scriptMs: took('ScriptDuration'), taskMs: took('TaskDuration') };
}

/** Opens a scene and drags its one widget for that, then pulls its edge. */
async function measure(page: Page, url: string, scene: string): Promise<{ moved: Drag; sized: Drag }> {
  await page.goto(`${url}/#layouts/${scene}`);
  const grid = page.locator('.canvas-grid');
  await page.locator('.canvas-cell').first().waitFor();
  await page.waitForFunction(
    () =>
      document.querySelector('.board .frame') !== null &&
      document.querySelector('.board .notice[data-tone="quiet"]') === null,
  );
  await grid.scrollIntoViewIfNeeded();
  const box = await grid.boundingBox();
  if (!box) throw new Error('The editor shows no grid.');
  const cell = { width: box.width / 12, height: box.height / 12 };
  const at = (x: number, y: number) => ({ x: box.x + x * cell.width, y: box.y + y * cell.height });
  await page.mouse.click(at(1.5, 10.5).x, at(1.5, 10.5).y);
  // What comes after a page was opened (fonts, first figures) is none of the dragging.
  await pause(3_000);
  const moved = await drag(page, at(1.5, 10.5), at(10.5, 1.5));
  await pause(1_000);
  const edge = await page.locator('.canvas-edge[data-edge="se"]').boundingBox();
  if (!edge) throw new Error('The widget that was clicked is not selected.');
  const sized = await drag(
    page,
    { x: edge.x + edge.width / 2, y: edge.y + edge.height / 2 },
    { x: at(11.9, 0).x, y: at(0, 11.9).y },
  );
  return { moved, sized };
}

export async function editor(): Promise<void> {
  await buildChanged(['console']);
  await setUpSystem({ browser: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-bench-'));
  const demo = await startDemo('--cases', String(CASES), '--rate', '0');
  const engine = await startEngine(dataDir, '--demo-url', demo.url);
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'],
  });
  try {
    const admin = await administer(engine);
    await admin.post('/users', { ...ACCOUNT, role: 'administrator', place: null });
    await makeScene(admin, 'full', sixty());
    await makeScene(admin, 'bare', [DRAGGED]);
    const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
    await context.request.post(`${engine.url}/api/v1/session`, { data: ACCOUNT });
    await context.addInitScript(watchDrawing);
    const page = await context.newPage();
    const bare = await measure(page, engine.url, 'bare');
    const full = await measure(page, engine.url, 'full');
    tell('dragging', full.moved, bare.moved);
    tell('sizing', full.sized, bare.sized);
  } finally {
    await browser.close();
    await engine.stop();
    await demo.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function tell(what: string, full: Drag, bare: Drag): void {
  const { following, updates, parts, frames } = full.drawn;
  report({
    bench: `editor ${what}, updates that follow the mouse in one frame, most`,
    value: Math.max(0, ...following),
    unit: 'updates',
    ratio: null,
    baseline: `${parts.length} in ${frames.length} frames, ${round(REPORTS / frames.length, 1)} reports of the mouse a frame; with those of the live data ${Math.max(0, ...updates)}`,
  });
  report({
    bench: `editor ${what}, components and elements drawn anew in one of them, most`,
    value: Math.max(0, ...parts),
    unit: 'parts',
    ratio: null,
    baseline: `p50 ${percentile(parts, 0.5)}`,
  });
  const each = ({ scriptMs, drawn }: Drag) => scriptMs / drawn.frames.length;
  report({
    bench: `editor ${what}, scripts in a frame`,
    value: round(each(full)),
    unit: 'ms',
    ratio: round(each(full) / each(bare)),
    baseline: `the same over an empty canvas: ${round(each(bare))} ms`,
  });
  const whole = ({ taskMs, drawn }: Drag) => taskMs / drawn.frames.length;
  report({
    bench: `editor ${what}, everything in a frame`,
    value: round(whole(full)),
    unit: 'ms',
    ratio: round(whole(full) / whole(bare)),
    baseline: `the same over an empty canvas: ${round(whole(bare))} ms`,
  });
  const long = (drawn: Drawn) => drawn.frames.filter((ms) => ms > LONG_MS).length;
  report({
    bench: `editor ${what}, frames longer than ${LONG_MS} ms`,
    value: long(full.drawn),
    unit: 'frames',
    ratio: null,
    baseline: `of ${frames.length}, p95 ${round(percentile(frames, 0.95))} ms; over an empty canvas ${long(bare.drawn)} of ${bare.drawn.frames.length}`,
  });
}
