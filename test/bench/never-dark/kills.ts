/** Ends processes of a wall the hardest way there is, and says how long it was until all was back. */
import { setTimeout as pause } from 'node:timers/promises';
import { freeze, nextFrame } from './inPage.ts';
import { until, type WallUnderTest } from './wallUnderTest.ts';

/** An engine that dies sooner after its start than this (s) is given a rest; that is another case. */
const WELL_S = 11;

/** Waits until every window is drawn by a process of its own. */
async function windowProcesses(wall: WallUnderTest): Promise<number[]> {
  const count = (await wall.pages()).length;
  return until('a process for every window', () => {
    const pids = wall.processes('window');
    return pids.length === count ? pids : null;
  });
}

export interface Back {
  /** From the kill to the first number on the window, and to all of them, ms. */
  readonly first: number;
  readonly all: number;
}

async function killWindow(wall: WallUnderTest, pid: number): Promise<Back> {
  const killed = Date.now();
  process.kill(pid, 'SIGKILL');
  const { first, all } = await wall.untilReborn(killed);
  return { first: first - killed, all: all - killed };
}

/** The n-th window twice in a row: first its page is loaded anew, then the window is made anew. */
export async function killWindowTwice(wall: WallUnderTest, n: number): Promise<[Back, Back]> {
  const pids = await windowProcesses(wall);
  const pid = pids[n % pids.length] ?? -1;
  const first = await killWindow(wall, pid);
  await wall.untilLive();
  const others = new Set(pids);
  const successor = (await windowProcesses(wall)).find((one) => !others.has(one)) ?? -1;
  const second = await killWindow(wall, successor);
  await wall.untilLive();
  return [first, second];
}

export interface Redrawn {
  /** From the kill until every window has painted again, ms. */
  readonly painted: number;
  /** Until the map is drawn by WebGL again; `null` where it did not lose it. The plain map is there meanwhile. */
  readonly map: number | null;
}

export async function killGraphics(wall: WallUnderTest): Promise<Redrawn> {
  await wall.untilTold('the map', ({ map }) => ['drawn', 'none'].includes(map.at(-1)?.rung ?? ''));
  await wall.listen();
  const [pid = -1] = wall.processes('graphics');
  const killed = Date.now();
  process.kill(pid, 'SIGKILL');
  await until('a new graphics process', () =>
    wall.processes('graphics').some((one) => one !== pid) ? true : null,
  );
  const frames = await Promise.all((await wall.pages()).map((page) => page.run(nextFrame, undefined)));
  // A map that lost its context says so within this time; one that did not has nothing to come back from.
  await pause(1_000);
  const all = await wall.untilTold('the map again', ({ map }) =>
    ['drawn', 'none'].includes(map.at(-1)?.rung ?? ''),
  );
  const again = all.flatMap(({ map }) => (map.length > 1 ? [map.at(-1)?.at ?? Number.NaN] : []));
  return {
    painted: Math.max(...frames) - killed,
    map: again.length > 0 ? Math.max(...again) - killed : null,
  };
}

/** From the kill until every window shows figures of now again, ms. */
export async function killEngine(wall: WallUnderTest): Promise<number> {
  await until('an engine that has been well', async () => {
    const health = await fetch(`${wall.setting.engineUrl}/healthz`);
    return ((await health.json()) as { uptime_s: number }).uptime_s > WELL_S ? true : null;
  });
  await wall.listen();
  const [pid = -1] = wall.processes('engine');
  const killed = Date.now();
  process.kill(pid, 'SIGKILL');
  const all = await wall.untilTold(
    'every window to have been cut off and live again',
    ({ header }) => header.some(({ kind }) => kind === 'cut') && header.at(-1)?.kind === 'fresh',
  );
  return Math.max(...all.map(({ header }) => header.at(-1)?.at ?? Number.NaN)) - killed;
}

/** Has the n-th page run in a circle, touches nothing, and says after how long (ms) that window shows its numbers again. */
export async function freezeWindow(wall: WallUnderTest, n: number): Promise<number> {
  const pages = await wall.pages();
  const frozen = Date.now();
  await pages[n % pages.length]?.run(freeze, undefined);
  const { all } = await wall.untilReborn(frozen);
  await wall.untilLive();
  return all - frozen;
}
