/** A day with everything in it, in a few minutes: at its end the wall knows what one knows that nothing happened to, and tells what did. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MONITORS } from '../../build/rig/sizes.ts';
import type { SourceHealth } from '../../electron/contract/answers.ts';
import { faultsAnswer } from '../../electron/contract/faults.ts';
import { timekeepingAnswer } from '../../electron/contract/timekeeping.ts';
import { type Client, client } from '../../electron/engine/fixtures/face.ts';
import { type Cable, layCable } from './support/cable.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { figuresAt } from './support/figures.ts';
import { describeOnRig } from './support/ground.ts';
import { makeOwnClock, type OwnClock } from './support/ownClock.ts';
import { engineOf } from './support/processes.ts';
import { freshnessHere } from './support/screens.ts';
import { type ScriptedSource, startScriptedSource } from './support/scriptedSource.ts';
import { listenTo, storyOf } from './support/story.ts';
import { inEveryWindow } from './support/throughShell.ts';
import { setUpWall } from './support/setUp.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'mật khẩu của ca trực';
const REFERENCE_TOKEN = 'token-of-the-engine-that-nothing-happens-to';
/** Events of an hour of this day: one a minute. */
const HOUR = 60;
const DAY = 24 * HOUR;
/**
 * Without a source for so long the wall plays its record, s. That is ten minutes as it comes; here it stands for them,
 * and a silence that it has noticed may stand for any longer one.
 */
const SILENCE_S = 15;
const ROLES = ['statistics', 'map', 'trends', 'operations'] as const;

describeOnRig('a day on the wall', (rig) => {
  let source: ScriptedSource;
  let cable: Cable;
  let clock: OwnClock | null;
  let wall: TestWall;
  let reference: TestEngine;
  let operator: Client;
  let said: number;

  beforeAll(async () => {
    source = await startScriptedSource(1000);
    said = source.length - DAY;
    source.sayUntil(said);
    cable = await layCable(source.url);
    clock = makeOwnClock();
    wall = await openTestWall(rig(), {
      source: cable.url,
      env: clock === null ? {} : { IOC_WALL_NODE: clock.node },
    });
    reference = await startTestEngine(['--demo-url', source.url], { IOC_WALL_TOKEN: REFERENCE_TOKEN });
    await untilLive();
    operator = await makeOperator();
    await untilKnown();
  });
  afterAll(async () => {
    await wall?.close();
    await reference?.stop();
    await cable?.remove();
    await source?.stop();
    clock?.remove();
  });

  /** What every window shows, once there are all of them; `null` until then, and while one is being replaced. */
  const everywhere = async <T>(look: () => T): Promise<T[] | null> => {
    const told = await inEveryWindow(wall.app, look);
    const answers = told.flatMap((one) => (one === null ? [] : [one]));
    return answers.length === MONITORS ? answers : null;
  };
  const untilLive = () =>
    until('live figures on every window', async () =>
      (await everywhere(freshnessHere))?.every(
        ({ kind, widgets, aged }) => kind === 'fresh' && widgets > 0 && aged === 0,
      ),
    );
  const untilKind = (kind: string) =>
    until(`"${kind}" on every window`, async () =>
      (await everywhere(freshnessHere))?.every((shown) => shown.kind === kind),
    );
  const untilHeader = (what: string, wanted: (text: string) => boolean) =>
    until(what, async () =>
      (await everywhere(() => document.querySelector('.header')?.textContent ?? ''))?.every(wanted),
    );

  async function makeOperator(): Promise<Client> {
    return (await setUpWall(wall, { username: 'truc', password: PASSWORD })).person;
  }

  /** An engine that has just been killed does not answer yet. */
  const ask = (path: string): Promise<unknown> =>
    until(`an answer to ${path}`, async () => {
      const answer = await operator.call('GET', path).catch(() => null);
      return answer?.ok ? ((await answer.json()) as unknown) : null;
    });
  const askReference = async (path: string): Promise<unknown> => {
    const answer = await client(reference.url, { token: REFERENCE_TOKEN }).call('GET', path);
    return answer.json();
  };
  const sourceOf = async (asked: (path: string) => Promise<unknown>): Promise<SourceHealth | undefined> => {
    const { sources } = (await asked('/sources')) as { sources: SourceHealth[] };
    return sources.find(({ id }) => id === 'demo');
  };
  /** Waits until both engines have taken in all that was said. */
  async function untilKnown(): Promise<void> {
    for (const asked of [ask, askReference])
      await until('all that was said', async () => (await sourceOf(asked))?.lastSeq === said);
  }
  /** Time goes by at the source. */
  function pass(hours: number): void {
    said = Math.min(source.length, said + Math.round(hours * HOUR));
    source.sayUntil(said);
  }
  /** The source is silent until the wall plays its record; meanwhile so many hours go by. */
  async function silence(hours: number, begin: () => void): Promise<void> {
    const settings = { automatic: true, silenceS: SILENCE_S, hours: 24, speed: 3600, idleS: 10_800 };
    expect((await operator.call('PUT', '/clock/settings', settings)).status).toBe(200);
    begin();
    await untilKind('late');
    pass(hours);
    await untilKind('playback');
    await untilHeader('why the record is played', (text) => text.includes('mất nguồn từ'));
    cable.mend();
    await untilLive();
    await untilKnown();
  }

  it('is the same in the end, whatever happened in it', { timeout: 400_000 }, async () => {
    pass(2);
    await untilKnown();

    // 02:00, an outage of ten seconds, which are ten seconds here.
    cable.cut();
    pass(10 / 3600);
    await until('ten seconds of silence', async () => ((await sourceOf(ask))?.ageS ?? 0) >= 10);
    await untilKind('late');
    cable.mend();
    await untilLive();
    pass(2);
    await untilKnown();

    // 04:00, the engine dies.
    let story = listenTo(wall.dataDir);
    process.kill(engineOf(wall.dataDir), 'SIGKILL');
    pass(0.5);
    await story.until('engine_recovered');
    await untilLive();
    await untilKnown();

    // 04:30, ten minutes without a word.
    await silence(1 / 6, () => cable.jam());
    pass(1);

    // 05:40, a monitor is lost, and found an hour later.
    story = listenTo(wall.dataDir);
    await rig().unplug(3);
    await story.until('monitors_changed');
    await until('three windows', async () => (await wall.places()).length === MONITORS - 1);
    pass(1);
    await untilKnown();
    await rig().plug(3);
    await until('word of its return', async () =>
      story
        .heard()
        .some(
          ({ kind, monitors }) => kind === 'monitors_changed' && (monitors as unknown[]).length === MONITORS,
        ),
    );
    await untilLive();

    // 06:40, a window dies.
    story = listenTo(wall.dataDir);
    process.kill(await rendererOf('trends'), 'SIGKILL');
    await story.until('window_recovered', 'trends');
    pass(1);
    await untilLive();
    await untilKnown();

    // 07:40, the machine's clock is set back by two hours, and put right again an hour later.
    if (clock) {
      clock.set('-2h');
      await untilHeader('the clock on every window', (text) => text.includes('Đồng hồ máy bị lùi 2 giờ'));
      pass(1);
      await untilKnown();
      clock.set('+0');
      await untilHeader('no word of the clock', (text) => !text.includes('Đồng hồ máy'));
      await untilLive();
    }

    // 08:40, ten hours without the source.
    await silence(10, () => cable.cut());
    pass(24);
    await untilKnown();
    await untilLive();

    // Midnight: the same as if nothing had been, now and at any hour of the day.
    const instants = [0, 6, 12, 18, 24].map((hour) => source.instantOf(source.length - DAY + hour * HOUR));
    for (const at of [...instants, new Date().toISOString()])
      expect(await figuresAt(ask, at)).toEqual(await figuresAt(askReference, at));
    const own = await sourceOf(ask);
    const theirs = await sourceOf(askReference);
    expect(own?.lastSeq).toBe(source.length);
    expect(own?.counts.accepted).toBe(theirs?.counts.accepted);
    expect(own?.counts.quarantined).toBe(theirs?.counts.quarantined);
  });

  it('is told in order by the fault log, in the file and to the console', async () => {
    const told = storyOf(wall.dataDir).map((one) => ({ ...one, at: Date.parse(one.at) }));
    const happened = told.filter(({ kind }) => !INCIDENTAL.has(kind));
    expect(happened.map(({ kind }) => kind)).toEqual([
      'wall_started',
      'engine_exited',
      'engine_recovered',
      'monitors_changed',
      'monitors_changed',
      'window_gone',
      'window_restarted',
      'window_recovered',
    ]);
    expect(happened.map(({ at }) => at)).toEqual(happened.map(({ at }) => at).sort((a, b) => a - b));
    expect(happened[5]).toMatchObject({ roles: ['trends'], reason: 'killed' });
    expect(happened[6]).toMatchObject({ roles: ['trends'], rung: 'reload' });
    for (const unforeseen of ['shell_error', 'bounds_refused', 'window_frozen', 'faults_left_out'])
      expect(told.map(({ kind }) => kind)).not.toContain(unforeseen);

    const { faults } = faultsAnswer.parse(await ask('/wall/faults'));
    const listed = faults.toReversed().filter(({ kind }) => !INCIDENTAL.has(kind));
    // What came back is told with what had failed.
    expect(listed.map(({ kind, recoveredMs }) => [kind, recoveredMs !== null])).toEqual([
      ['wall_started', false],
      ['engine_exited', true],
      ['monitors_changed', false],
      ['monitors_changed', false],
      ['window_gone', true],
      ['window_restarted', true],
    ]);
  });

  it('is told by the record of what the wall did by itself, and of the clock', async () => {
    const { entries } = (await ask('/audit')) as { entries: { who: string; what: string }[] };
    const played = entries.filter(({ who, what }) => who === 'engine' && what.startsWith('playback'));
    expect(played.toReversed().map(({ what }) => what)).toEqual([
      'playback_started',
      'playback_ended',
      'playback_started',
      'playback_ended',
    ]);
    if (!clock) return;
    const { faults, aheadS } = timekeepingAnswer.parse(await ask('/timekeeping'));
    expect(aheadS).toBe(0);
    const set = faults.filter(({ kind }) => kind === 'set_back' || kind === 'set_forward');
    expect(set).toMatchObject([{ kind: 'set_back', seconds: 7200 }]);
    expect(set[0]?.endedAt).not.toBeNull();
  });

  /** Process that draws the window of a role. */
  async function rendererOf(role: (typeof ROLES)[number]): Promise<number> {
    return wall.app.evaluate(
      ({ BrowserWindow }, x) =>
        BrowserWindow.getAllWindows()
          .find((window) => window.isVisible() && window.getBounds().x === x)
          ?.webContents.getOSProcessId() ?? -1,
      1920 * ROLES.indexOf(role),
    );
  }
});

/** What may happen besides on a busy machine, and is mended by itself. */
const INCIDENTAL = new Set(['window_silent', 'window_redrawn', 'map_lost', 'map_recovered', 'page_error']);
