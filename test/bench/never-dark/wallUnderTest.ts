/** A wall that is to be hurt: its windows, its processes, its engine. */
import { setTimeout as pause } from 'node:timers/promises';
import type { WatchedPage } from '../../../build/rig/pages.ts';
import type { WindowSetting } from '../../../electron/contract/wall.ts';
import { type Stage, startWall } from '../stage.ts';
import { listen, type Shown, setting, type Told, told, untilShown } from './inPage.ts';
import { type ProcessKind, processesOf } from '../../../build/rig/processTree.ts';
import { pushLines, receiptLine } from './pusher.ts';

const WALL = 'app://wall/';
const LOOK_EVERY_MS = 50;
/** What has not come back by then never will (ms). */
const PATIENCE_MS = 120_000;
/** A page that was asked and died is asked again after this (ms). */
const UNANSWERED_MS = 1_000;

export interface WallUnderTest {
  /** Processes of one kind, the oldest first. */
  processes(kind: ProcessKind): number[];
  readonly pid: number;
  pages(): Promise<readonly WatchedPage[]>;
  /** Address of the engine and a token to ask it with. */
  readonly setting: WindowSetting;
  /** Waits until every window shows all its numbers, and says that they are those of now. */
  untilLive(): Promise<void>;
  /** From now on every page notes what it says. */
  listen(): Promise<void>;
  /** Waits until what every page has noted since is as wanted; gives all of it. */
  untilTold(what: string, wanted: (one: Told) => boolean): Promise<readonly Told[]>;
  /** Waits until a page begun after `since` shows all its numbers. */
  untilReborn(since: number): Promise<Shown>;
  /** Answer of the engine's API to a question of a window. */
  ask(path: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** Repeats `look` until it finds something, or fails saying what was waited for. */
export async function until<T>(what: string, look: () => Promise<T | null> | T | null): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${PATIENCE_MS / 1000} s in vain for ${what}.`);
    await pause(LOOK_EVERY_MS);
  }
}

/** The answer, or `null` when it is not there in time or the page went away. */
function inTime<T>(answer: Promise<T>, ms = UNANSWERED_MS): Promise<T | null> {
  const late = pause(ms).then(() => null);
  return Promise.race([answer.catch(() => null), late]);
}

/**
 * Opens a wall and waits until it is live, with a first word of the source that benchmarks push through. That source is
 * late when it says no more.
 * @param more further arguments of the runtime
 */
export async function openWallUnderTest(stage: Stage, more: readonly string[] = []): Promise<WallUnderTest> {
  const watched = startWall(stage, more);
  const { monitors } = stage.rig;
  const pages = () => watched.pages(monitors, WALL);
  const ofEach = async <T>(inPage: () => T | Promise<T>) =>
    Promise.all((await pages()).map((page) => inTime(page.run(inPage, undefined))));

  const untilTold = (what: string, wanted: (one: Told) => boolean) =>
    until(what, async () => {
      const all = (await ofEach(told)).filter((one) => one !== null);
      return all.length === monitors && all.every(wanted) ? all : null;
    });
  const untilLive = async () => {
    await until('all numbers on every window', async () =>
      (await ofEach(untilShown)).every((one) => one !== null) ? true : null,
    );
    await until('live figures on every window', async () => {
      await ofEach(listen);
      const all = await ofEach(told);
      return all.every((one) => one?.header.at(-1)?.kind === 'fresh') ? true : null;
    });
  };

  try {
    const [page] = await pages();
    if (!page) throw new Error('The wall has no window.');
    // A page that is only just being opened is not the wall's yet.
    const own = await until('the setting of a window', () => page.run(setting, undefined).catch(() => null));
    // A source that has not been heard since the engine was started is waited for, and said to be.
    await pushLines(own.engineUrl, stage.pushToken, [receiptLine(`opening-${watched.startedAt}`)]);
    await untilLive();
    return {
      pid: watched.pid,
      processes: (kind) => processesOf(watched.pid, kind),
      pages,
      setting: own,
      untilLive,
      listen: async () => void (await ofEach(listen)),
      untilTold,
      async untilReborn(since) {
        const asked = new Map<string, number>();
        let reborn: Shown | null = null;
        return until('a new page with all its numbers', async () => {
          for (const page of await pages()) {
            if (Date.now() - (asked.get(page.id) ?? 0) < UNANSWERED_MS) continue;
            asked.set(page.id, Date.now());
            page.run(untilShown, undefined).then(
              (shown) => {
                asked.delete(page.id);
                if (shown.born >= since) reborn ??= shown;
              },
              () => asked.delete(page.id),
            );
          }
          return reborn;
        });
      },
      async ask(path) {
        const answer = await fetch(`${own.engineUrl}/api/v1${path}`, {
          headers: { authorization: `Bearer ${own.wallToken}` },
        });
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        return answer.json() as Promise<unknown>;
      },
      stop: () => watched.stop(),
    };
  } catch (error) {
    await watched.stop();
    throw error;
  }
}
