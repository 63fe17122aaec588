/** One wall through everything that can go wrong with it: it comes back, and its log tells the story. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture } from '../../build/rig/pictures.ts';
import { describeOnRig } from './support/ground.ts';
import { engineOf, isAlive, runInside } from './support/processes.ts';
import { listenTo, storyOf } from './support/story.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const ROLES = ['statistics', 'map', 'trends', 'operations'] as const;
type Role = (typeof ROLES)[number];
const CONTACT = 'Tổ công nghệ thông tin, máy lẻ 115';
/** How long a window whose budget is spent rests here, s. */
const REST_S = 4;
/** A page that takes more memory (MiB) than this has none left. */
const HEAP_MIB = 160;

describeOnRig('a wall with faults', (rig) => {
  let wall: TestWall;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'ioc-wall-data-'));
    writeFileSync(join(dataDir, 'screens.json'), JSON.stringify({ contact: CONTACT }));
    wall = await openTestWall(rig(), {
      dataDir,
      env: { IOC_WALL_REST_S: String(REST_S) },
      args: [`--js-flags=--max-old-space-size=${HEAP_MIB}`],
    });
    await untilFresh();
  });
  afterAll(async () => {
    await wall?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /**
   * Runs a script in the window of a role and gives what it comes to; `null` where it does not answer. By way of the shell,
   * because a page that has crashed once is lost to whoever drives it from outside.
   */
  const inWindow = <T>(role: Role, script: string): Promise<T | null> =>
    wall.app.evaluate(
      async ({ BrowserWindow }, { x, code }) => {
        const window = BrowserWindow.getAllWindows().find(
          (one) => one.isVisible() && one.getBounds().x === x,
        );
        if (!window || window.webContents.isCrashed() || window.webContents.isLoading()) return null;
        const late = new Promise((resolve) => setTimeout(resolve, 1_000, null));
        const found = window.webContents.executeJavaScript(code).catch(() => null) as Promise<unknown>;
        return (await Promise.race([found, late])) as T | null;
      },
      { x: 1920 * ROLES.indexOf(role), code: script },
    );
  const textOf = async (role: Role): Promise<string> =>
    (await inWindow<string>(role, 'document.body.textContent')) ?? '';
  const kindOf = (role: Role): Promise<string | null> =>
    inWindow(
      role,
      `document.querySelector('.grid .frame-body') && document.querySelector('.header-freshness')?.dataset.kind`,
    );
  const untilFresh = () =>
    until('live figures on every window', async () => {
      for (const role of ROLES) if ((await kindOf(role)) !== 'fresh') return false;
      return true;
    });
  /** Process that draws the window of a role. */
  const rendererOf = (role: Role): Promise<number> =>
    wall.app.evaluate(
      ({ BrowserWindow }, x) =>
        BrowserWindow.getAllWindows()
          .find((window) => window.isVisible() && window.getBounds().x === x)
          ?.webContents.getOSProcessId() ?? -1,
      1920 * ROLES.indexOf(role),
    );
  const processOf = (type: string): Promise<number> =>
    wall.app.evaluate(
      ({ app }, wanted) => app.getAppMetrics().find((m) => m.type === wanted)?.pid ?? -1,
      type,
    );
  it('brings a window back whose process was killed', async () => {
    const story = listenTo(dataDir);
    process.kill(await rendererOf('operations'), 'SIGKILL');
    const back = await story.until('window_recovered', 'operations');
    expect(story.find('window_restarted', 'operations')).toMatchObject({ rung: 'reload' });
    expect(back['afterMs']).toBeGreaterThan(0);
    await untilFresh();
  });

  it('brings a window back whose memory is used up', async () => {
    const story = listenTo(dataDir);
    await inWindow(
      'operations',
      'const kept = []; setInterval(() => { for (let i = 0; i < 20; i += 1) kept.push(Array.from({ length: 100_000 }, Math.random)); }); 0',
    );
    const gone = await story.until('window_gone', 'operations');
    expect(['oom', 'crashed']).toContain(gone['reason']);
    await story.until('window_recovered', 'operations');
    await untilFresh();
  });

  it('notices a page that paints but has nothing on it any more', async () => {
    const story = listenTo(dataDir);
    // What React does when a mistake reaches its root.
    await inWindow('operations', `document.getElementById('screens').replaceChildren()`);
    await story.until('window_silent', 'operations');
    await story.until('window_recovered', 'operations');
    await untilFresh();
  });

  it('stays through the death of the graphics process and of the network’s', async () => {
    for (const type of ['GPU', 'Utility']) {
      const story = listenTo(dataDir);
      const pid = await processOf(type);
      if (pid < 0) continue;
      process.kill(pid, 'SIGKILL');
      await until(`the end of ${type} in the log`, async () =>
        story.heard().some((one) => one.kind === 'process_gone' && one['type'] === type),
      );
      await untilFresh();
    }
    await until('the map', () =>
      inWindow('map', `document.querySelector('.region-map[data-rung="drawn"]') !== null`),
    );
  });

  it('notices a page that hangs without any input, within seconds', async () => {
    // A window is known after a minute; before that it might be one that takes long.
    const started = storyOf(dataDir).find(({ kind }) => kind === 'wall_started');
    await until(
      'a minute of the wall',
      async () => Date.now() - Date.parse(started?.at ?? '') > 65_000,
      70_000,
    );
    const story = listenTo(dataDir);
    await inWindow('statistics', 'setTimeout(() => { for (;;); }); 0');
    await story.until('window_silent', 'statistics');
    const back = await story.until('window_recovered', 'statistics');
    expect(story.find('window_restarted', 'statistics')).toMatchObject({ why: 'no frame painted' });
    expect(back['afterMs']).toBeGreaterThan(0);
    await untilFresh();
  });

  it('shows the safe scene, then rests with words whom to call, and comes back by itself', async () => {
    const story = listenTo(dataDir);
    const engine = engineOf(dataDir);
    // With the engine away the figures are those that this machine remembers.
    process.kill(engine, 'SIGSTOP');
    try {
      for (let deaths = 1; deaths <= 4; deaths += 1) {
        process.kill(await rendererOf('trends'), 'SIGKILL');
        await until(
          'its death in the log',
          async () => story.heard().filter(({ kind }) => kind === 'window_restarted').length === deaths,
        );
        await until('something on the screen', async () => (await textOf('trends')).length > 40);
      }
      const safe = await until('the safe scene with figures', async () => {
        const text = await textOf('trends');
        return /MÀN HÌNH RÚT GỌN.*%.*mất kết nối|MÀN HÌNH RÚT GỌN.*mất kết nối.*%/s.test(text) && text;
      });
      expect(safe).toMatch(/\d+ (giây|phút) trước/);
      await keepPicture(rig(), 'safe-scene');
    } finally {
      // On a busy machine it may have been replaced meanwhile.
      if (isAlive(engine)) process.kill(engine, 'SIGCONT');
    }
    await until('the safe scene live', async () => /trực tiếp/.test(await textOf('trends')));
    for (let deaths = 5; deaths <= 6; deaths += 1) {
      process.kill(await rendererOf('trends'), 'SIGKILL');
      await until(
        'its death in the log',
        async () => story.heard().filter(({ kind }) => kind === 'window_restarted').length === deaths,
      );
      await until('something on the screen', async () => (await textOf('trends')).length > 40);
    }
    expect(story.heard().flatMap((one) => (one.kind === 'window_restarted' ? [one['rung']] : []))).toEqual([
      'reload',
      'recreate',
      'recreate',
      'safe',
      'safe',
      'rest',
    ]);
    const resting = await until('the page of rest', async () => {
      const text = await textOf('trends');
      return text.includes('Màn hình này tạm nghỉ') && text;
    });
    expect(resting).toContain(`xin gọi ${CONTACT}`);
    await keepPicture(rig(), 'fault-screen');
    // First the safe scene again, then, behind it, the whole one.
    await until('the safe scene again', async () => (await textOf('trends')).includes('MÀN HÌNH RÚT GỌN'));
    await story.until('window_recovered', 'trends');
    await untilFresh();
  });

  it.each([
    ['stands still', (pid: number) => Promise.resolve(void process.kill(pid, 'SIGSTOP'))],
    ['spins', (pid: number) => runInside(pid, 'for (;;);')],
  ])('replaces an engine that %s', async (_how, hang) => {
    const story = listenTo(dataDir);
    const hung = engineOf(dataDir);
    await hang(hung);
    await story.until('engine_silent', undefined, 90_000);
    await story.until('engine_recovered');
    expect(isAlive(hung)).toBe(false);
    await untilFresh();
  });

  it('has told nothing unforeseen', () => {
    const kinds = storyOf(dataDir).map(({ kind }) => kind);
    for (const unforeseen of ['shell_error', 'bounds_refused', 'window_frozen', 'faults_left_out'])
      expect(kinds).not.toContain(unforeseen);
  });
});
