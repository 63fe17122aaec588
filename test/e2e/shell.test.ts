import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WindowSetting } from '../../electron/contract/wall.ts';
import { type Stage, type StagedPage, openStage } from './shellStage.ts';
import { describeOnRig } from './support/ground.ts';
import { until } from './support/wall.ts';

const FOUR = [['statistics'], ['map'], ['trends'], ['operations']] as const;

describeOnRig('the shell on four monitors', (rig) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(rig());
  });
  afterAll(() => stage.close());

  it('hangs one role on each monitor, over its whole area', async () => {
    await stage.untilShown(...FOUR);
    const bare = await stage.app.evaluate(({ BrowserWindow, Menu }) => ({
      menu: Menu.getApplicationMenu(),
      kiosk: BrowserWindow.getAllWindows().map((window) => window.isKiosk()),
    }));
    expect(bare).toEqual({ menu: null, kiosk: [true, true, true, true] });
  });

  it('gives a page the bridge, the engine, and nothing else', async () => {
    const page = await stage.page('map');
    const found = await page.evaluate(async (engine) => {
      const tried = async (url: string) =>
        fetch(url).then(
          (a) => a.status,
          () => 'refused',
        );
      const policy = [...(globalThis as unknown as StagedPage).refusedByPolicy];
      const { engineUrl } = (globalThis as unknown as StagedPage).shown[0] as WindowSetting;
      return {
        bridge: Object.keys((globalThis as unknown as StagedPage).wall).sort(),
        node: ['require', 'process', 'module', 'electron'].filter((name) => name in globalThis),
        policy,
        engine: await tried(`${engineUrl}${engine}`),
        elsewhere: await tried('http://127.0.0.1:9/'),
        outOfTheFolder: [
          await tried('app://wall/../main/main.cjs'),
          await tried('app://wall/%2e%2e/main/main.cjs'),
          await tried('app://wall/..%2fmain/main.cjs'),
          await tried('app://wall/.hidden.js'),
          await tried('app://elsewhere/index.html'),
        ],
        notification: await Notification.requestPermission(),
        opened: window.open('https://example.org/') === null,
      };
    }, '/seen');
    expect(found).toEqual({
      bridge: ['complete', 'onRedraw', 'onSetting', 'painted', 'setting', 'trouble'],
      node: [],
      policy: [],
      engine: 200,
      elsewhere: 'refused',
      outOfTheFolder: [404, 404, 404, 404, 'refused'],
      notification: 'denied',
      opened: true,
    });
  });

  it('does not let a page leave, nor load a frame, nor save a file', async () => {
    const page = await stage.page('map');
    const before = stage.faults().length;
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'data:text/plain,x';
      link.download = 'x.txt';
      link.click();
      location.href = 'https://example.org/';
    });
    await until('the refusal in the log', async () =>
      stage
        .faults()
        .slice(before)
        .some((f) => f.kind === 'request_refused' && f['navigation'] === 'https://example.org'),
    );
    expect(page.url()).toBe('app://wall/index.html');
    await stage.untilShown(...FOUR);
  });

  it('leaves no way out by keyboard but the chords', async () => {
    const press = (keyCode: string, ...modifiers: ('control' | 'alt' | 'shift')[]) =>
      stage.app.evaluate(
        ({ BrowserWindow }, event) => {
          const { webContents } = BrowserWindow.getAllWindows()[0] ?? {};
          webContents?.sendInputEvent({ type: 'keyDown', ...event });
          webContents?.sendInputEvent({ type: 'keyUp', ...event });
        },
        { keyCode, modifiers },
      );
    const before = await stage.hung();
    await press('F4', 'alt');
    await press('F11');
    await press('W', 'control');
    await press('R', 'control');
    await press('I', 'control', 'shift');
    await stage.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().forEach((window) => window.close()),
    );
    expect(await stage.untilShown(...FOUR)).toEqual(before);

    await press('I', 'control', 'alt', 'shift');
    const signs = await until('a sign on each monitor', async () => {
      const found = (await stage.hung()).filter(
        ({ url, text }) => url.startsWith('app://shell/sign') && text !== '',
      );
      return found.length === 4 && found;
    });
    expect(signs.map((sign) => sign.text)).toEqual([
      expect.stringContaining('1Thống kê thời gian thực'),
      expect.stringContaining('2Bản đồ'),
      expect.stringContaining('3Xu hướng'),
      expect.stringContaining('4Điều hành'),
    ]);
    await press('I', 'control', 'alt', 'shift');
    await stage.untilShown(...FOUR);
  });

  it('reports to the engine what hangs where, and sends pictures when somebody looks', async () => {
    const { report, args } = await until('a report', async () => {
      const seen = await stage.engine();
      return seen.report?.monitors.length === 4 && seen;
    });
    expect(args).toMatchObject({ 'data-dir': stage.dataDir, host: '127.0.0.1', 'no-demo': true });
    expect(report?.monitors.map(({ x, width, roles }) => ({ x, width, roles }))).toEqual(
      FOUR.map((roles, i) => ({ x: 1920 * i, width: 1920, roles })),
    );
    writeFileSync(join(stage.dataDir, 'looking'), '');
    const pictures = await until('four pictures', async () => {
      const seen = await stage.engine();
      return Object.keys(seen.pictures).length === 4 && seen.pictures;
    });
    for (const picture of Object.values(pictures))
      expect(picture).toMatchObject({ type: 'image/jpeg', head: [0xff, 0xd8, 0xff] });
  });

  it('starts a killed engine again under the same address, and no window reloads', async () => {
    const before = await stage.hung();
    const { pid } = await stage.engine();
    process.kill(pid, 'SIGKILL');
    const next = await until('another engine', async () => {
      const seen = await stage.engine().catch(() => null);
      return seen !== null && seen.pid !== pid && seen;
    });
    expect(next.args['port']).toEqual((await stage.engine()).args['port']);
    const page = await stage.page('trends');
    await until('word of it in the window', () =>
      page.evaluate(() => (globalThis as unknown as StagedPage).shown.length > 1),
    );
    const shown = await page.evaluate(() => (globalThis as unknown as StagedPage).shown);
    expect(new Set(shown.map((setting) => setting.engineUrl + setting.wallToken)).size).toBe(1);
    expect(await stage.hung()).toEqual(before);
  });

  it('brings back a window whose process was killed, and leaves the others alone', async () => {
    const [first, lost, third, fourth] = await stage.untilShown(...FOUR);
    if (!lost) throw new Error('There is no second window.');
    process.kill(lost.renderer, 'SIGKILL');
    const after = await until('the window in a new process', async () => {
      const hung = await stage.untilShown(...FOUR);
      return hung[1]?.renderer !== lost.renderer && hung;
    });
    expect([after[0], after[2], after[3]]).toEqual([first, third, fourth]);
  });

  it('notices a page that hangs without any input, and replaces it', async () => {
    const [first] = await stage.untilShown(...FOUR);
    const page = await stage.page('statistics');
    await page.evaluate(
      () =>
        void setTimeout(() => {
          for (;;);
        }),
    );
    await until('the hung page’s end', async () =>
      stage.faults().some((fault) => fault.kind === 'window_gone' && String(fault['roles']) === 'statistics'),
    );
    const after = await stage.untilShown(...FOUR);
    expect(after[0]?.renderer).not.toBe(first?.renderer);
  });

  it('stays through the death of the graphics process', async () => {
    const before = await stage.untilShown(...FOUR);
    const gpu = await stage.app.evaluate(({ app }) => app.getAppMetrics().find((m) => m.type === 'GPU')?.pid);
    if (gpu !== undefined) process.kill(gpu, 'SIGKILL');
    await until('the fault in the log', async () =>
      stage.faults().some((f) => f.kind === 'process_gone' && f['type'] === 'GPU'),
    );
    expect((await stage.untilShown(...FOUR)).map((w) => w.bounds)).toEqual(before.map((w) => w.bounds));
  });

  it('moves a role to the next monitor when its own is unplugged, and back', async () => {
    await rig().unplug(3);
    await stage.untilShown(['statistics'], ['map'], ['trends', 'operations']);
    await rig().unplug(2);
    const two = await until('all roles on two monitors', async () => {
      const hung = await stage.hung();
      return hung.length === 2 && hung.flatMap((w) => w.text.split(' + ')).length === 4 && hung;
    });
    expect(two[0]?.text).toMatch(/^statistics \+ /);
    await rig().plug(2);
    await rig().plug(3);
    await stage.untilShown(...FOUR);
  });

  it('moves only the leftmost role when the leftmost of four alike monitors goes and the rest slide left', async () => {
    const before = await stage.untilShown(...FOUR);
    await rig().unplug(0);
    const three = await stage.untilShown(['statistics', 'map'], ['trends'], ['operations']);
    expect(three.map((w) => w.renderer)).toEqual(before.slice(1).map((w) => w.renderer));
    await rig().plug(0);
    await stage.untilShown(...FOUR);
  });

  it('noted nothing unforeseen', () => {
    expect(stage.faults().filter((f) => ['shell_error', 'bounds_refused'].includes(f.kind))).toEqual([]);
  });
});
