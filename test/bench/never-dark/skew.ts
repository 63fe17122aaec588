/** How far apart the windows of a wall change: at a tick of the data clock, and when another scene is shown. */
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { signIn } from '../programs.ts';
import { percentile, report, round } from '../report.ts';
import { onStage, type Stage } from '../stage.ts';
import { type Frames, framesSeen, layoutShown, noteFrames } from './inPage.ts';
import { openWallUnderTest, until, type WallUnderTest } from './wallUnderTest.ts';

const SCENES = ['briefing', 'default'] as const;
/** How long the record is played, ms: two ticks a second. */
const PLAYED_MS = 60_000;
/** What a scene takes to fade in and come to rest, ms. */
const REST_MS = 1_500;

const each = async <T>(wall: WallUnderTest, inPage: () => T): Promise<T[]> =>
  Promise.all((await wall.pages()).map((page) => page.run(inPage, undefined)));

/** Milliseconds from the first window to the last, for each tick that all of them showed. */
function ticksApart(all: readonly Frames[]): number[] {
  const [first] = all;
  return Object.keys(first?.ticks ?? {}).flatMap((tick) => {
    const times = all.map(({ ticks }) => ticks[tick] ?? Number.NaN);
    return times.some(Number.isNaN) ? [] : [Math.max(...times) - Math.min(...times)];
  });
}

async function ticks(wall: WallUnderTest): Promise<number[]> {
  const admin = await signIn(wall.setting.engineUrl);
  await admin.put('/clock', { mode: 'playback', interval: 'last_day', speed: 3600, loop: true });
  await each(wall, noteFrames);
  await pause(PLAYED_MS);
  const seen = await each(wall, framesSeen);
  await admin.put('/clock', { mode: 'live' });
  await until('the present on every window', async () =>
    (await each(wall, () => document.querySelector('.playback-mark') === null)).every(Boolean) ? true : null,
  );
  // The first and the last may have been shown before the noting began, or not by all yet.
  return ticksApart(seen).slice(1, -1);
}

async function scenes(wall: WallUnderTest, times: number): Promise<number[]> {
  const admin = await signIn(wall.setting.engineUrl);
  const apart: number[] = [];
  for (let n = 0; n < times; n += 1) {
    await pause(REST_MS);
    const before = await each(wall, layoutShown);
    await each(wall, noteFrames);
    await admin.put('/wall/scene', { scene: SCENES[n % SCENES.length] });
    await until('the scene on every window', async () =>
      (await each(wall, layoutShown)).every((now, i) => now !== null && now !== before[i]) ? true : null,
    );
    const at = (await each(wall, framesSeen)).map((seen) => seen.scenes[0]?.at ?? Number.NaN);
    if (!at.some(Number.isNaN)) apart.push(Math.max(...at) - Math.min(...at));
  }
  return apart;
}

function tell(what: string, apart: readonly number[]): void {
  const [load = 0] = loadavg();
  for (const [name, p] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const)
    report({
      bench: `skew between the windows at ${what}, ${name}`,
      value: round(percentile(apart, p), 1),
      unit: 'ms',
      ratio: null,
      baseline: `${apart.length} times; drawn by the processor; aim p95 at most 33 ms; load ${round(load, 1)}`,
    });
}

async function measure(stage: Stage, times: number): Promise<void> {
  const wall = await openWallUnderTest(stage);
  try {
    tell('a tick of the data clock', await ticks(wall));
    tell('another scene', await scenes(wall, times));
  } finally {
    await wall.stop();
  }
}

/** @param times scene switches @param cases of the demo source; a year's when left out */
export function skew(times: number, cases?: number): Promise<void> {
  return onStage('skew', (stage) => measure(stage, times), cases);
}
