/** The machine's clock is set back under a running wall: it says so, and its figures do not go back. */
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoSource, startDemoSource } from '../../build/launch/demoSource.ts';
import { keepPicture } from '../../build/rig/pictures.ts';
import { MONITORS } from '../../build/rig/sizes.ts';
import { finish } from '../../build/runtime/command.ts';
import { timekeepingAnswer } from '../../electron/contract/timekeeping.ts';
import type { Client } from '../../electron/engine/fixtures/face.ts';
import { describeOnRig } from './support/ground.ts';
import { makeOwnClock } from './support/ownClock.ts';
import { eachPage, freshness } from './support/screens.ts';
import { setUpWall } from './support/setUp.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'mật khẩu của ca trực';
const HOUR = 3_600_000;
const clock = makeOwnClock();
const without = clock ? '' : ' [needs the Debian package libfaketime]';

describeOnRig(`a machine’s clock that is set${without}`, (rig) => {
  if (!clock) return void it.skip('cannot be tried here');
  let demo: DemoSource;
  let wall: TestWall;
  let pages: Page[];
  let admin: Client;

  beforeAll(async () => {
    demo = await startDemoSource({ cases: 500, rate: 1 });
    wall = await openTestWall(rig(), { source: demo.url, env: { IOC_WALL_NODE: clock.node } });
    pages = await wall.untilWindows(MONITORS);
    await untilKind('fresh');
    ({ person: admin } = await setUpWall(wall, { username: 'truc', password: PASSWORD }));
  });
  afterAll(async () => {
    await wall?.close();
    await demo?.stop();
    clock.remove();
  });

  const untilKind = (kind: string) =>
    until(`every window ${kind}`, async () =>
      (await eachPage(pages, freshness)).every((one) => one.kind === kind),
    );
  const untilSaid = (words: string) =>
    until(`"${words}" on every window`, async () =>
      (await eachPage(pages, (page) => page.textContent('.header'))).every((text) => text?.includes(words)),
    );
  const state = async () => timekeepingAnswer.parse(await (await admin.call('GET', '/timekeeping')).json());

  it('is said on every screen, and the engine goes on by the time it had, over its own end', async () => {
    const before = await state();
    expect(before.aheadS).toBe(0);
    clock.set('-2h');
    await untilSaid('Đồng hồ máy bị lùi 2 giờ');
    await keepPicture(rig(), 'clock-set-back');
    const behind = await state();
    expect(Date.parse(behind.now)).toBeGreaterThan(Date.parse(before.now));
    expect(Math.abs(behind.aheadS - 7200)).toBeLessThan(5);
    expect(behind.faults[0]).toMatchObject({ kind: 'set_back', endedAt: null });
    const metrics = await (await admin.call('GET', '/metrics')).text();
    expect(Number(/^ioc_wall_clock_ahead_seconds (\S+)$/m.exec(metrics)?.[1])).toBeGreaterThan(7000);
    // Sources are heard, and what they send is of now.
    await untilKind('fresh');
    const { at } = (await (
      await admin.call('GET', '/values?unit=HCM&indicators=cases_to_enforce')
    ).json()) as { at: string };
    expect(Date.parse(at)).toBeGreaterThan(Date.parse(before.now));

    const killed = await engineOf(wall);
    process.kill(killed, 'SIGKILL');
    await until('another engine', async () => ![killed, Number.NaN].includes(await engineOf(wall)));
    await until('its answer', () => state().catch(() => null));
    await untilKind('fresh');
    await untilSaid('Đồng hồ máy bị lùi');
    const after = await state();
    expect(Date.parse(after.now)).toBeGreaterThan(Date.parse(behind.now) - 15_000);
    expect(after.aheadS).toBeGreaterThan(7100);

    clock.set('+0');
    await until('no word of it', async () =>
      (await eachPage(pages, (page) => page.textContent('.header'))).every(
        (text) => !text?.includes('Đồng hồ'),
      ),
    );
    expect((await state()).aheadS).toBe(0);
    expect(Math.abs(Date.parse((await state()).now) - Date.now())).toBeLessThan(HOUR / 60);
  });
});

/** Process of the engine, which is the shell's only child that has the data folder in its command line. */
async function engineOf({ app, dataDir }: TestWall): Promise<number> {
  const { output } = await finish('ps', ['-o', 'pid=,args=', '--ppid', String(app.process().pid)]);
  const line = output.split('\n').find((one) => one.includes(`--data-dir ${dataDir}`));
  return Number.parseInt(line ?? '', 10);
}
