import { setTimeout as pause } from 'node:timers/promises';
import { processesOf } from '../rig/processTree.ts';
import { MONITORS } from '../rig/sizes.ts';
import type { Album } from './album.ts';
import { ACCOUNT } from './console.ts';
import type { Sitting } from './sitting.ts';

const SCREENS = ['statistics', 'map', 'trends', 'operations'] as const;
/** How long a fault lasts before it is photographed, so that the ages say more than "just now". */
const FAULT_MS = 12_000;
/** A scene fades in, and the charts of a new size come to rest. */
const REST_MS = 4_000;
/** Deaths of a window after which it shows the safe scene, and after which it rests. */
const [UNTIL_SAFE, UNTIL_REST] = [4, 6];
/** The wall is to show how old its figures are, and not its record. */
const NO_PLAYBACK = { automatic: false, silenceS: 600, hours: 24, speed: 60, idleS: 10_800 };

/** The wall before its first figures, with the code for the first administrator. */
export async function photographFirstStart(sitting: Sitting, album: Album): Promise<void> {
  await sitting.untilAll('the first words', MONITORS, () => {
    const screen = document.querySelector('.screen');
    return screen?.getAttribute('data-role') !== 'operations'
      ? screen !== null
      : document.querySelector('.setup') !== null;
  });
  await sitting.photograph(album, 'first-start', 3);
}

export async function photographWall(sitting: Sitting, album: Album): Promise<void> {
  await sitting.photograph(album, 'wall');
  for (const [monitor, screen] of SCREENS.entries()) await sitting.photograph(album, screen, monitor);
}

/** Another scene on all screens, chosen over the API as the console does, and back again. */
export async function photographBriefing(sitting: Sitting, album: Album): Promise<void> {
  const put = await signedIn(sitting.engine.url);
  const show = (scene: string) => put('/wall/scene', { scene });
  await show('briefing');
  await sitting.untilAll('the briefing', MONITORS, () =>
    Boolean(document.querySelector('.grid[data-layout^="briefing"][data-phase="resting"]')),
  );
  await pause(REST_MS);
  await sitting.photograph(album, 'briefing');
  await show('default');
  await sitting.untilAll('the usual scene', MONITORS, () =>
    Boolean(document.querySelector('.grid:not([data-layout^="briefing"])[data-phase="resting"]')),
  );
}

/** Yesterday's record on all screens, standing still, and live again. */
export async function photographPlayback(sitting: Sitting, album: Album): Promise<void> {
  const put = await signedIn(sitting.engine.url);
  await put('/clock', { mode: 'playback', interval: 'last_day', paused: true });
  await sitting.untilAll('playback', MONITORS, () => document.querySelector('.playback-mark') !== null);
  await pause(REST_MS);
  await sitting.photograph(album, 'playback', 0);
  await put('/clock', { mode: 'live' });
  await sitting.untilAll('live figures', MONITORS, () => document.querySelector('.playback-mark') === null);
}

/** Signs in; gives the way to put something. */
async function signedIn(engineUrl: string): Promise<(path: string, body: object) => Promise<void>> {
  const json = { 'content-type': 'application/json' };
  const send = async (method: string, path: string, body: object, cookie = ''): Promise<Response> => {
    const answer = await fetch(`${engineUrl}/api/v1${path}`, {
      method,
      headers: { ...json, cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const session = await send('POST', '/session', ACCOUNT);
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (path, body) => void (await send('PUT', path, body, cookie));
}

/** What the wall shows on two monitors and on one. */
export async function photographFewer(sitting: Sitting, album: Album): Promise<void> {
  const { rig } = sitting;
  await rig.unplug(3);
  await rig.unplug(2);
  await sitting.untilAll('two windows', 2, () => document.querySelector('.wall[data-tiles="2"]') !== null);
  await pause(REST_MS);
  await sitting.photograph(album, 'two-monitors', 0);
  await rig.unplug(1);
  await sitting.untilAll('one window', 1, () => document.querySelector('.wall[data-tiles="4"]') !== null);
  await pause(REST_MS);
  await sitting.photograph(album, 'one-monitor', 0);
  for (const monitor of [1, 2, 3]) await rig.plug(monitor);
  await sitting.untilShown();
}

/**
 * The engine stands still; then it goes on, and the source is cut for good. While its silence grows old the windows die again
 * and again.
 */
export async function photographFaults(sitting: Sitting, album: Album): Promise<void> {
  const [engine = Number.NaN] = processesOf(sitting.shell, 'engine');
  const put = await signedIn(sitting.engine.url);
  await put('/clock/settings', NO_PLAYBACK);
  const aged = () => document.querySelector('.frame[data-aged]') !== null;
  process.kill(engine, 'SIGSTOP');
  try {
    await sitting.untilAll('the loss of the engine', MONITORS, aged);
    await pause(FAULT_MS);
    await sitting.photograph(album, 'engine-gone', 0);
  } finally {
    process.kill(engine, 'SIGCONT');
  }
  await sitting.untilAll('the engine', MONITORS, () => document.querySelector('.frame[data-aged]') === null);
  await sitting.cutSource();
  await sitting.untilAll('late figures', MONITORS, aged);
  await pause(FAULT_MS);
  await sitting.photograph(album, 'late', 0);
  await sitting.photograph(album, 'late-operations', 3);
  await photographLadder(sitting, album);
  await sitting.untilAll('stale figures', MONITORS, () =>
    Boolean(document.querySelector('.header-freshness[data-level="stale"]')),
  );
  await pause(REST_MS);
  await sitting.photograph(album, 'stale', 0);
}

/** The last rungs of a window's ladder. */
async function photographLadder(sitting: Sitting, album: Album): Promise<void> {
  // A page that has died once cannot be looked into any more: the pauses are long enough for each to be there again.
  const die = async (): Promise<void> => {
    for (const pid of processesOf(sitting.shell, 'window')) process.kill(pid, 'SIGKILL');
    await pause(REST_MS * 2);
  };
  for (let deaths = 1; deaths <= UNTIL_SAFE; deaths += 1) await die();
  await sitting.untilAll('the safe scene', MONITORS, () => document.querySelector('.safe-figures') !== null);
  await sitting.photograph(album, 'safe-scene', 0);
  for (let deaths = UNTIL_SAFE + 1; deaths <= UNTIL_REST; deaths += 1) await die();
  await sitting.photograph(album, 'fault-screen', 0);
}
