/** Which role hangs on which monitor: identifying, moving and confirming by keyboard, bursts, restarts, more and fewer monitors. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture } from '../../build/rig/pictures.ts';
import type { Laid } from '../../build/rig/rig.ts';
import type { Role } from '../../electron/contract/live.ts';
import { type Hung, openStage, type Stage } from './shellStage.ts';
import { describeOnRig } from './support/ground.ts';
import { until as untilWithin } from './support/wall.ts';

const FOUR = [['statistics'], ['map'], ['trends'], ['operations']] as const;
/** Longest that anything may take here, ms. */
const PATIENCE = 20_000;
const until: typeof untilWithin = (what, look) => untilWithin(what, look, PATIENCE);
const row = (count: number, width = 1920, height = 1080): Laid[] =>
  Array.from({ length: count }, (_, i) => ({ width, height, x: width * i, y: 0 }));

describeOnRig('monitors of the wall', (rig) => {
  let stage: Stage;
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-wall-monitors-'));
  beforeAll(async () => {
    stage = await openStage(rig(), { dataDir });
  });
  afterAll(async () => {
    await stage.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  type Modifier = 'control' | 'alt' | 'shift';
  /** Presses a key where the keyboard is, or else in the first window. */
  const press = (keyCode: string, ...modifiers: Modifier[]) =>
    stage.app.evaluate(
      ({ BrowserWindow }, event) => {
        const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
        window?.webContents.sendInputEvent({ type: 'keyDown', ...event });
        if (window?.isDestroyed() === false) window.webContents.sendInputEvent({ type: 'keyUp', ...event });
      },
      { keyCode, modifiers },
    );
  const chord = (key: string) => press(key, 'control', 'alt', 'shift');
  const signs = async () =>
    (await stage.hung()).filter(({ url, text }) => url.startsWith('app://shell/sign') && text !== '');
  const untilSigns = (what: string, ...parts: readonly string[]): Promise<Hung[]> =>
    until(what, async () => {
      const found = await signs();
      return (
        found.length === parts.length && parts.every((part, i) => found[i]?.text.includes(part)) && found
      );
    });
  const bindings = () =>
    JSON.parse(readFileSync(join(dataDir, 'bindings.json'), 'utf8')) as {
      bindings: { role: Role; monitor: { x: number } }[];
      confirmedAt: string | null;
    };
  const report = async () => (await stage.engine()).report;
  /** Waits until the windows of the wall, in any order, are exactly at these places with these roles. */
  const untilHung = (wanted: readonly (Laid & { readonly roles: readonly Role[] })[]) =>
    until(`windows at ${JSON.stringify(wanted)}`, async () => {
      const hung = (await stage.hung().catch(() => [])).map(
        ({ bounds: b, text }) => `${b.width}x${b.height}+${b.x}+${b.y} ${text}`,
      );
      const expected = wanted.map((w) => `${w.width}x${w.height}+${w.x}+${w.y} ${w.roles.join(' + ')}`);
      return hung.sort().join() === expected.sort().join();
    });

  it('says in words where each monitor hangs, and that nobody has confirmed it yet', async () => {
    await stage.untilShown(...FOUR);
    const seen = await until('a report', async () => {
      const now = await report();
      return now?.monitors.length === 4 && now;
    });
    expect(seen.monitors.map(({ position: { place, column, columns } }) => [place, column, columns])).toEqual(
      [
        [1, 1, 4],
        [2, 2, 4],
        [3, 3, 4],
        [4, 4, 4],
      ],
    );
    expect(seen.binding).toMatchObject({ state: 'learnt', confirmedAt: null });
  });

  it('shows on every monitor its number, its role, where it hangs and how sure that is', async () => {
    await chord('I');
    await untilSigns(
      'a sign on each monitor',
      '1Thống kê thời gian thựctrái ngoài cùng',
      '2Bản đồthứ 2 từ trái',
      '3Xu hướngthứ 3 từ trái',
      '4Điều hànhphải ngoài cùng',
    );
    expect((await signs()).every(({ text }) => text.includes('đã nhận ra màn hình này'))).toBe(true);
    await keepPicture(rig(), 'monitors-identify');
    await chord('I');
    await stage.untilShown(...FOUR);
  });

  it('leaves all as it was when Escape is pressed', async () => {
    await chord('M');
    await untilSigns('signs to move roles by', 'Bấm số', 'Bấm số', 'Bấm số', 'Bấm số');
    await press('2');
    await untilSigns('the second monitor picked', 'Bấm số', 'Đổi chỗ với', 'Bấm số', 'Bấm số');
    await keepPicture(rig(), 'monitors-picked');
    await press('4');
    await untilSigns('the exchange on the signs', '1Thống kê', '2Điều hành', '3Xu hướng', '4Bản đồ');
    await press('Escape');
    await stage.untilShown(...FOUR);
    expect(bindings().confirmedAt).toBeNull();
  });

  it('moves roles by digits alone, confirms with Enter, and remembers', async () => {
    const before = await stage.untilShown(...FOUR);
    await chord('M');
    await untilSigns('signs to move roles by', 'Bấm số', 'Bấm số', 'Bấm số', 'Bấm số');
    await press('2');
    await press('4');
    await untilSigns('the exchange on the signs', '1Thống kê', '2Điều hành', '3Xu hướng', '4Bản đồ');
    await press('Enter');
    const after = await stage.untilShown(['statistics'], ['operations'], ['trends'], ['map']);
    expect(after.map(({ renderer }) => renderer)).toEqual(before.map(({ renderer }) => renderer));
    expect(bindings().bindings.find(({ role }) => role === 'map')?.monitor.x).toBe(1920 * 3);
    expect(bindings().confirmedAt).not.toBeNull();
    await until('word of it', async () => (await report())?.binding?.state === 'confirmed');
  });

  it('finds it all again after a burst of changes, each window covering its monitor', async () => {
    const before = stage.faults().length;
    for (let i = 0; i < 4; i += 1) {
      await rig().unplug(3 - (i % 2));
      await rig().plug(3 - (i % 2));
      await rig().lay(row(4, 1280, 720));
      await rig().lay(row(4));
    }
    await stage.untilShown(['statistics'], ['operations'], ['trends'], ['map']);
    const changes = stage
      .faults()
      .slice(before)
      .filter(({ kind }) => kind === 'monitors_changed');
    // Sixteen changes of the outputs, and every one of them is several events.
    expect(changes.length).toBeLessThanOrEqual(8);
    expect(stage.faults().filter(({ kind }) => kind === 'bounds_refused')).toEqual([]);
  });

  it('shows what it was told on monitors beyond those of the roles, and keeps the roles where they are', async () => {
    const six = row(6, 1280, 720);
    await rig().lay(six);
    const roles: Role[][] = [['statistics'], ['operations'], ['trends'], ['map'], [], []];
    await untilHung(six.map((monitor, i) => ({ ...monitor, roles: roles[i] ?? [] })));
    await chord('M');
    await untilSigns('six signs', '1', '2', '3', '4', '5Để tối', '6Để tối');
    await press('5');
    await press('1');
    await press('Enter');
    const moved: Role[][] = [[], ['operations'], ['trends'], ['map'], ['statistics'], []];
    await untilHung(six.map((monitor, i) => ({ ...monitor, roles: moved[i] ?? [] })));
    await chord('M');
    await untilSigns('six signs', '1Để tối', '2', '3', '4', '5Thống kê', '6Để tối');
    await press('1');
    await press('5');
    await press('Enter');
    await untilHung(six.map((monitor, i) => ({ ...monitor, roles: roles[i] ?? [] })));
    await rig().lay(row(4));
    await stage.untilShown(['statistics'], ['operations'], ['trends'], ['map']);
  });

  it('hangs on monitors of mixed sizes, above each other and turned', async () => {
    const mixed = [
      { width: 3840, height: 2160, x: 0, y: 0 },
      { width: 1920, height: 1080, x: 3840, y: 0 },
      { width: 1280, height: 720, x: 3840, y: 1080 },
      { width: 1080, height: 1920, x: 5760, y: 0 },
    ];
    await rig().lay(mixed);
    await until('four windows, each covering its monitor', async () => {
      const hung = await stage.hung();
      const shown = hung.map(({ text }) => text).sort();
      const places = (list: readonly { x: number; y: number; width: number; height: number }[]) =>
        list.map(({ x, y, width, height }) => [x, y, width, height].join(' ')).sort();
      const placed = places(hung.map(({ bounds }) => bounds)).join() === places(mixed).join();
      return placed && shown.join() === 'map,operations,statistics,trends';
    });
    await rig().lay(row(4));
    await stage.untilShown(['statistics'], ['operations'], ['trends'], ['map']);
  });

  describe('after a restart', () => {
    it('hangs as before', async () => {
      await stage.close();
      stage = await openStage(rig(), { dataDir });
      await stage.untilShown(['statistics'], ['operations'], ['trends'], ['map']);
      await until('word of it', async () => (await report())?.binding?.state === 'confirmed');
    });

    it('is in doubt on other monitors, runs with the best guess, and says so until it is confirmed', async () => {
      await stage.close();
      const file = join(dataDir, 'bindings.json');
      const others = readFileSync(file, 'utf8').replaceAll('"label": ""', '"label": "Another"');
      writeFileSync(file, others.replaceAll('"width": 1920', '"width": 3440'));
      await rig().lay(row(4, 1600, 900));
      stage = await openStage(rig(), { dataDir });
      const guess: Role[][] = [['statistics'], ['operations'], ['trends'], ['map']];
      const four = row(4, 1600, 900).map((monitor, i) => ({ ...monitor, roles: guess[i] ?? [] }));
      await untilHung(four);
      await until('the doubt', async () => (await report())?.binding?.state === 'unsure');
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
        confirmedAt: expect.any(String) as unknown,
      });
      const page = await stage.page('map');
      const settings = () =>
        page.evaluate(() =>
          (globalThis as unknown as { shown: { unsure?: boolean }[] }).shown.map(({ unsure }) => unsure),
        );
      expect((await settings()).at(-1)).toBe(true);
      await chord('M');
      await untilSigns('the doubt on the signs', ...guess.map(() => 'chưa chắc'));
      await keepPicture(rig(), 'monitors-doubt');
      await press('Enter');
      await until('certainty', async () => (await report())?.binding?.state === 'confirmed');
      expect((await settings()).at(-1)).toBe(false);
      await untilHung(four);
    });
  });

  it('noted nothing unforeseen', () => {
    expect(stage.faults().filter((f) => ['shell_error', 'bounds_refused'].includes(f.kind))).toEqual([]);
  });
});
