/** How soon a wall is back after its processes were killed, its pages hung, its source fell silent; and that nothing is lost. */
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { formatInstant } from '../../../electron/contract/calendar.ts';
import { layCable } from '../../e2e/support/cable.ts';
import { percentile, report, round } from '../report.ts';
import { onStage, type Stage } from '../stage.ts';
import { figuresAt } from '../../e2e/support/figures.ts';
import { freezeWindow, killEngine, killGraphics, killWindowTwice } from './kills.ts';
import { outage } from './outages.ts';
import { pushLines, startPusher } from './pusher.ts';
import { openWallUnderTest, type WallUnderTest } from './wallUnderTest.ts';

/** Kills of each kind that one wall gets: a third within ten minutes leads to the map without WebGL, a fourth to the safe scene. */
const KILLS_A_WALL = 2;
/** One freeze of each window: more would lead to the safe scene. */
const FREEZES = 4;
/** A window is known after a minute; before that it might be one that takes long. */
const KNOWN_MS = 65_000;

/** Times of one thing, ms. */
type Times = number[];

interface Series {
  readonly windowFirst: Times;
  readonly windowAll: Times;
  readonly graphicsPainted: Times;
  readonly graphicsMap: Times;
  readonly engine: Times;
  readonly freezes: Times;
  readonly cuts: Times;
  readonly jams: Times;
}

/** Some kills of each kind, while a source goes on sending. Gives the lines that were acknowledged. */
async function killRound(stage: Stage, n: number, series: Series): Promise<readonly string[]> {
  const wall = await openWallUnderTest(stage);
  const pusher = startPusher(wall.setting.engineUrl, stage.pushToken, `round-${n}-${Date.now()}`);
  try {
    for (const { first, all } of await killWindowTwice(wall, n)) {
      series.windowFirst.push(first);
      series.windowAll.push(all);
    }
    for (let kill = 0; kill < KILLS_A_WALL; kill += 1) {
      const { painted, map } = await killGraphics(wall);
      series.graphicsPainted.push(painted);
      if (map !== null) series.graphicsMap.push(map);
      series.engine.push(await killEngine(wall));
      await wall.untilLive();
    }
    return await pusher.stop();
  } finally {
    await pusher.stop();
    await wall.stop();
  }
}

/** Outages of both kinds, then freezes, when the shell has come to know its windows. */
async function silences(stage: Stage, times: number, series: Series): Promise<void> {
  const cable = await layCable(stage.demo.url);
  try {
    const wall = await openWallUnderTest({ ...stage, demo: { ...stage.demo, url: cable.url } });
    const pusher = startPusher(wall.setting.engineUrl, stage.pushToken, `silences-${Date.now()}`);
    try {
      const began = Date.now();
      for (let n = 0; n < times; n += 1) {
        series.cuts.push(await outage(wall, cable, 'cut'));
        series.jams.push(await outage(wall, cable, 'jam'));
      }
      await pause(Math.max(0, began + KNOWN_MS - Date.now()));
      for (let n = 0; n < FREEZES; n += 1) series.freezes.push(await freezeWindow(wall, n));
    } finally {
      await pusher.stop();
      await wall.stop();
    }
  } finally {
    await cable.remove();
  }
}

async function figuresOf(
  stage: Stage,
  at: string,
  look: (wall: WallUnderTest) => Promise<void>,
): Promise<string> {
  const wall = await openWallUnderTest(stage);
  try {
    await look(wall);
    return JSON.stringify(await figuresAt(wall.ask, at));
  } finally {
    await wall.stop();
  }
}

async function measure(stage: Stage, times: number): Promise<void> {
  const series: Series = {
    windowFirst: [],
    windowAll: [],
    graphicsPainted: [],
    graphicsMap: [],
    engine: [],
    freezes: [],
    cuts: [],
    jams: [],
  };
  const at = formatInstant(Date.now());
  const before = await figuresOf(stage, at, async () => undefined);
  const acknowledged: string[] = [];
  for (let n = 0; n < Math.ceil(times / KILLS_A_WALL); n += 1)
    acknowledged.push(...(await killRound(stage, n, series)));
  await silences(stage, times, series);
  let stored = 0;
  const after = await figuresOf(stage, at, async ({ setting }) => {
    // What is stored already is known again; what was lost would be taken in as new.
    if (acknowledged.length > 0)
      stored = (await pushLines(setting.engineUrl, stage.pushToken, acknowledged)).duplicates;
  });
  tell(series);
  report({
    bench: 'recovery, acknowledged events that were lost',
    value: acknowledged.length - stored,
    unit: 'events',
    ratio: null,
    baseline: `of ${acknowledged.length} sent during the kills; aim 0`,
  });
  report({
    bench: 'recovery, figures before and after are equal',
    value: before === after ? 1 : 0,
    unit: '1 is yes',
    ratio: null,
    baseline: 'every measure and figure of every unit of the city at one instant; aim 1',
  });
}

function tell(series: Series): void {
  const say = (what: string, times: Times, aim: string) => {
    const [load = 0] = loadavg();
    for (const [name, p] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['longest', 1],
    ] as const)
      report({
        bench: `recovery ${name}, ${what}`,
        value: Math.round(percentile(times, p)),
        unit: 'ms',
        ratio: null,
        baseline: `${times.length} times; ${aim}; load ${round(load, 1)}`,
      });
  };
  say('window killed → its first number', series.windowFirst, 'aim p50 2000 ms');
  say('window killed → all its numbers', series.windowAll, 'aim p50 2000 ms');
  say('graphics killed → all windows painted again', series.graphicsPainted, 'aim p50 2000 ms');
  say('graphics killed → map by WebGL again, over the plain one', series.graphicsMap, 'no aim');
  say('engine killed → all windows live again', series.engine, 'aim p50 2000 ms');
  say('page hangs, no input → all its numbers', series.freezes, 'aim 10000 ms');
  say('source refuses → said on all windows', series.cuts, 'aim 5000 ms from the outage itself');
  say('source holds its tongue → said on all windows', series.jams, 'aim 5000 ms from the outage itself');
}

/**
 * @param times kills of each kind, rounded up to an even number
 * @param cases of the demo source; a year's when left out
 */
export function recovery(times: number, cases?: number): Promise<void> {
  return onStage('recovery', (stage) => measure(stage, times), cases);
}
