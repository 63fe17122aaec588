/** What a wall shows while its source or its engine is away, and what it shows afterwards. */
import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoSource, startDemoSource } from '../../build/launch/demoSource.ts';
import { keepPicture } from '../../build/rig/pictures.ts';
import { MONITORS } from '../../build/rig/sizes.ts';
import type { WallBridge } from '../../electron/contract/bridge.ts';
import type { SourceHealth, UnitNode } from '../../electron/contract/answers.ts';
import { type Cable, layCable } from './support/cable.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { describeOnRig } from './support/ground.ts';
import { eachPage, freshness, settled, shownText, watch, watched } from './support/screens.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

/** An age must be on every widget this soon after the source went (ms). */
const AGE_WITHIN = 5_000;
/** Figures must be live again this soon after the engine was killed (ms). */
const LIVE_WITHIN = 3_000;
/** What a wall and this test want of each processor by themselves, at most. */
const OURS = 2;

/** A time (ms) in which something must have happened, longer where other programs want the processors more than we do. */
function stretched(ms: number): number {
  const [wanting = 0] = loadavg();
  return ms * Math.max(1, wanting / availableParallelism() / OURS);
}

interface Engine {
  readonly url: string;
  readonly token: string;
}

async function ask<T>(engine: Engine, path: string): Promise<T> {
  const answer = await fetch(`${engine.url}/api/v1${path}`, {
    headers: { authorization: `Bearer ${engine.token}` },
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function lastSeq(engine: Engine): Promise<number> {
  const { sources } = await ask<{ sources: SourceHealth[] }>(engine, '/sources');
  return sources.find(({ id }) => id === 'demo')?.lastSeq ?? 0;
}

/** Every measure and figure of every unit at an instant. */
async function everything(engine: Engine, at: string): Promise<unknown> {
  const { units } = await ask<{ units: UnitNode[] }>(engine, `/units?at=${encodeURIComponent(at)}`);
  const of = (unit: string) =>
    Promise.all(
      ['measures', 'figures'].map((what) =>
        ask(engine, `/${what}?unit=${encodeURIComponent(unit)}&at=${encodeURIComponent(at)}`),
      ),
    );
  const own = units.filter(({ unit }) => unit.startsWith('HCM'));
  return { units, figures: await Promise.all(own.map(({ unit }) => of(unit))) };
}

/** Process of the engine that works on this data folder. */
function engineOf(dataDir: string): number | null {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      if (words.some((word) => word.endsWith('engine/main.mjs')) && words.includes(dataDir))
        return Number(name);
    } catch {
      // That process has ended meanwhile.
    }
  }
  return null;
}

describeOnRig('the wall in an outage', (rig) => {
  const UNCUT_TOKEN = 'token-of-the-engine-that-was-never-cut';
  let demo: DemoSource;
  let cable: Cable;
  let wall: TestWall;
  let uncut: TestEngine;
  let pages: Page[];
  let own: Engine;

  beforeAll(async () => {
    demo = await startDemoSource({ cases: 1000, rate: 2 });
    cable = await layCable(demo.url);
    wall = await openTestWall(rig(), { source: cable.url });
    uncut = await startTestEngine(['--demo-url', demo.url], { IOC_WALL_TOKEN: UNCUT_TOKEN });
    pages = await wall.untilWindows(MONITORS);
    await untilFresh();
    await until(
      'the map',
      () => pages[1]?.isVisible('.region-map[data-rung="drawn"]') ?? Promise.resolve(false),
    );
    const setting = await pages[0]?.evaluate(() =>
      (globalThis as unknown as { wall: WallBridge }).wall.setting(),
    );
    if (!setting) throw new Error('There is no window to ask.');
    own = { url: setting.engineUrl, token: setting.wallToken };
  });
  afterAll(async () => {
    await wall?.close();
    await uncut?.stop();
    await cable?.remove();
    await demo?.stop();
  });

  const untilFresh = () =>
    until('live figures on every window', async () =>
      (await eachPage(pages, freshness)).every(
        ({ kind, widgets, aged }) => kind === 'fresh' && widgets > 0 && aged === 0,
      ),
    );
  const untilAged = () =>
    until('an age on every widget that the source feeds', async () =>
      (await eachPage(pages, freshness)).every(({ fed, aged }) => fed > 0 && aged === fed),
    );
  /** The text of all figures, once every window has drawn what it was last told. */
  const texts = async () => {
    await eachPage(pages, settled);
    return eachPage(pages, shownText);
  };
  /** Waits until the ages have grown, which proves that time went by on every screen. */
  const untilOlder = async () => {
    const before = await eachPage(pages, freshness);
    await until('ages to grow', async () =>
      (await eachPage(pages, freshness)).every(({ ages }, i) => ages !== before[i]?.ages),
    );
  };

  it.each([
    ['cut', () => cable.cut()],
    ['jammed', () => cable.jam()],
  ] as const)(
    'shows ages and keeps its figures while the source is %s, and catches up',
    async (how, away) => {
      await untilFresh();
      if (how === 'cut') await keepPicture(rig(), 'live');
      await eachPage(pages, watch);
      const gone = Date.now();
      away();
      await untilAged();
      for (const seen of await eachPage(pages, watched))
        expect((seen?.allAgedAt ?? Number.POSITIVE_INFINITY) - gone).toBeLessThanOrEqual(
          stretched(AGE_WITHIN),
        );
      const kept = await texts();
      const stood = await lastSeq(own);
      const during = new Date().toISOString();
      await untilOlder();
      // The world goes on without us.
      await until(
        'news at the source',
        async () => (await lastSeq({ ...uncut, token: UNCUT_TOKEN })) > stood,
      );
      expect(await texts()).toEqual(kept);
      if (how === 'cut') await keepPicture(rig(), 'late');

      cable.mend();
      await untilFresh();
      const after = new Date().toISOString();
      const reference = { url: uncut.url, token: UNCUT_TOKEN };
      const head = await lastSeq(reference);
      await until('all that was missed', async () => (await lastSeq(own)) > head);
      await until('the same at the engine that was not cut', async () => (await lastSeq(reference)) > head);
      for (const at of [during, after])
        expect(await everything(own, at)).toEqual(await everything(reference, at));

      for (const seen of await eachPage(pages, watched))
        expect(seen).toMatchObject({ emptied: [], moved: [] });
    },
  );

  /** Kills the engine and says after how long (ms) every window was live again. */
  async function killEngine(): Promise<number> {
    await untilFresh();
    // One that dies right after it was started is given a rest; that is another case.
    await until('an engine that has been well', async () => {
      const health = await fetch(`${own.url}/healthz`);
      return ((await health.json()) as { uptime_s: number }).uptime_s > 11;
    });
    await eachPage(pages, watch);
    const pid = engineOf(wall.dataDir);
    if (pid === null) throw new Error('There is no engine to kill.');
    const killed = Date.now();
    process.kill(pid, 'SIGKILL');
    await until('every window to have been cut off and live again', async () =>
      (await eachPage(pages, watched)).every(
        (seen) => seen?.kinds.some(({ kind }) => kind === 'cut') && seen.kinds.at(-1)?.kind === 'fresh',
      ),
    );
    expect(engineOf(wall.dataDir)).not.toBe(pid);
    const all = await eachPage(pages, watched);
    for (const seen of all) {
      expect(seen).toMatchObject({ emptied: [], moved: [] });
      expect(seen?.allAgedAt).not.toBeNull();
    }
    return Math.max(...all.map((seen) => (seen?.kinds.at(-1)?.at ?? Number.NaN) - killed));
  }

  it('keeps its windows and figures while the engine is dead, and is live again in a moment', async () => {
    expect(await killEngine()).toBeLessThanOrEqual(stretched(LIVE_WITHIN));
  });

  it('says how old its figures are for as long as the engine is gone', async () => {
    await untilFresh();
    await eachPage(pages, watch);
    const pid = engineOf(wall.dataDir);
    if (pid === null) throw new Error('There is no engine to stop.');
    // An engine that hangs: it holds its connections and says nothing.
    process.kill(pid, 'SIGSTOP');
    try {
      await until('every window to miss the engine', async () =>
        (await eachPage(pages, freshness)).every(({ kind, fed, aged }) => kind === 'cut' && aged === fed),
      );
      const kept = await texts();
      await untilOlder();
      expect(await texts()).toEqual(kept);
      await keepPicture(rig(), 'engine-gone');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await untilFresh();
    for (const seen of await eachPage(pages, watched)) expect(seen).toMatchObject({ emptied: [], moved: [] });
  });
});
