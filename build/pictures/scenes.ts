import { setTimeout as pause } from 'node:timers/promises';
import { MONITORS } from '../rig/sizes.ts';
import { finish } from '../runtime/command.ts';
import type { Album } from './album.ts';
import { ACCOUNT } from './console.ts';
import type { Sitting } from './sitting.ts';

const SCREENS = ['statistics', 'map', 'trends', 'operations'] as const;
/** How long a fault lasts before it is photographed, so that the ages say more than "just now". */
const FAULT_MS = 12_000;
/** A scene fades in, and the charts of a new size come to rest. */
const REST_MS = 4_000;

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
  const show = await signedIn(sitting.engine.url);
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

/** Signs in; gives the way to show a scene. */
async function signedIn(engineUrl: string): Promise<(scene: string) => Promise<void>> {
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
  return async (scene) => void (await send('PUT', '/wall/scene', { scene }, cookie));
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

/** The engine stands still; then it goes on, and the source is cut. */
export async function photographFaults(sitting: Sitting, album: Album): Promise<void> {
  const engine = await engineOf(sitting.shell);
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
}

/** Process of the engine that this shell runs. */
async function engineOf(shell: number): Promise<number> {
  const { output } = await finish('ps', ['-o', 'pid=,args=', '--ppid', String(shell)]);
  const line = output.split('\n').find((one) => one.includes('--data-dir'));
  const pid = Number.parseInt(line ?? '', 10);
  if (Number.isNaN(pid)) throw new Error('The shell runs no engine.');
  return pid;
}
