import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { finish } from '../../build/runtime/command.ts';
import { sandboxFlags } from '../../build/runtime/flags.ts';
import { type Stage, openStage, prepareApp } from './shellStage.ts';
import { describeOnRig, runtimeUnderTest } from './support/ground.ts';
import { until } from './support/wall.ts';

const FOUR = [['statistics'], ['map'], ['trends'], ['operations']] as const;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describeOnRig('starting the shell', (rig) => {
  let dataDir: string;
  let stage: Stage | undefined;
  const open = async () => (stage = await openStage(rig(), { dataDir }));
  const close = async () => {
    await stage?.close();
    stage = undefined;
  };
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'ioc-wall-data-'));
  });
  afterEach(async () => {
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('remembers which role belongs to which monitor', async () => {
    await (await open()).untilShown(...FOUR);
    await close();
    const file = join(dataDir, 'bindings.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"map"', '"?"').replace('"trends"', '"map"').replace('"?"', '"trends"'));
    await (await open()).untilShown(['statistics'], ['trends'], ['map'], ['operations']);
  });

  it('sets aside bindings it cannot read, says which field, and uses the last good ones', async () => {
    await (await open()).untilShown(...FOUR);
    await close();
    writeFileSync(join(dataDir, 'bindings.json'), '{"schema":1,"bindings":[{"role":"clock"}]}');
    const again = await open();
    await again.untilShown(...FOUR);
    expect(again.faults().find((fault) => fault.kind === 'bindings_refused')?.['why']).toContain(
      'bindings.0.role',
    );
    expect(readdirSync(dataDir).some((name) => name.startsWith('bindings.refused-'))).toBe(true);
  });

  it('shows all roles on the monitors there are, and a spare monitor stays dark', async () => {
    await rig().unplug(3);
    const now = await open();
    await now.untilShown(['statistics', 'map'], ['trends'], ['operations']);
    await rig().plug(3);
    await now.untilShown(...FOUR);
    const xrandr = (...args: string[]) => finish('xrandr', args, { env: rig().env });
    await xrandr('--addmode', 'DUMMY4', '1920x1080');
    await xrandr('--output', 'DUMMY4', '--mode', '1920x1080', '--pos', '0x1080');
    await xrandr('--query');
    const spare = await until('a dark window on the fifth monitor', async () =>
      (await now.hung()).find(({ url }) => url === 'app://shell/spare'),
    );
    expect(spare).toMatchObject({ text: '', bounds: { x: 0, y: 1080, width: 1920, height: 1080 } });
    await xrandr('--output', 'DUMMY4', '--off');
    await xrandr('--query');
    await now.untilShown(...FOUR);
  });

  it('shows on the wall why the engine refuses to run, and the wall once it does', async () => {
    const sentence = 'The database was written by a newer version (14): install IOC Wall 2.1 or newer.';
    writeFileSync(join(dataDir, 'refusal'), sentence);
    const now = await open();
    const pages = await until('the sentence on four monitors', async () => {
      const hung = await now.hung();
      return hung.length === 4 && hung.every(({ text }) => text.includes(sentence)) && hung;
    });
    expect(pages[0]?.text).toContain('Bộ máy dữ liệu chưa chạy được');
    rmSync(join(dataDir, 'refusal'));
    await now.untilShown(...FOUR);
  });

  it('takes the engine with it, ended in order or not', async () => {
    const first = await open();
    const { pid } = await first.engine();
    await close();
    expect(isAlive(pid)).toBe(false);

    const second = await open();
    const orphan = await second.engine();
    second.app.process().kill('SIGKILL');
    await until('the end of the engine', async () => !isAlive(orphan.pid));
  });

  it('shows the safe scene in a window that dies again and again, then lets it rest, and the others go on', async () => {
    const now = await open();
    await now.untilShown(...FOUR);
    for (let deaths = 0; deaths < 6; deaths += 1) {
      const window = await until('the first window with its page', async () => {
        const [first] = await now.hung().catch(() => []);
        return /^(safe: )?statistics$/.test(first?.text ?? '') && first;
      });
      process.kill(window.renderer, 'SIGKILL');
      await until('its death in the log', async () =>
        Promise.resolve(
          now.faults().filter((fault) => fault.kind === 'window_restarted').length === deaths + 1,
        ),
      );
    }
    const rungs = now
      .faults()
      .filter((fault) => fault.kind === 'window_restarted')
      .map((fault) => fault['rung']);
    expect(rungs).toEqual(['reload', 'recreate', 'recreate', 'safe', 'safe', 'rest']);
    const hung = await until('the plain page', async () => {
      const all = await now.hung().catch(() => []);
      return all[0]?.text.includes('Màn hình này tạm nghỉ') && all;
    });
    expect(hung[0]?.text).toContain('Cần hỗ trợ, xin gọi người quản trị hệ thống');
    expect(hung.slice(1).map(({ text }) => text)).toEqual(['map', 'trends', 'operations']);
  });

  it('ends by the administrator’s chord, and the engine with it', async () => {
    const now = await open();
    const { pid } = await now.engine();
    await now.untilShown(...FOUR);
    const ended = new Promise((resolve) => now.app.process().once('exit', resolve));
    await now.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      // After the answer, since the program that would give it ends.
      setTimeout(() =>
        window?.webContents.sendInputEvent({
          type: 'keyDown',
          keyCode: 'Q',
          modifiers: ['control', 'alt', 'shift'],
        }),
      );
    });
    expect(await ended).toBe(0);
    expect(isAlive(pid)).toBe(false);
  });
});

describeOnRig('a shell that cannot start', (rig) => {
  let folder: string;
  beforeAll(() => {
    folder = prepareApp();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const start = (env: Record<string, string>) => {
    const runtime = runtimeUnderTest();
    return finish(runtime.executable, [...sandboxFlags(runtime), folder], { env: { ...rig().env, ...env } });
  };

  it('names the option at fault', async () => {
    const ran = await start({ IOC_WALL_PORT: '99999' });
    expect(ran.output).toContain(
      'IOC_WALL_PORT: "99999" must be a port number from 1 to 65535; correct or unset it.',
    );
    expect(ran.code).toBe(64);
  });
  it('names the data folder it cannot write', async () => {
    const ran = await start({ IOC_WALL_DATA_DIR: '/dev/null/ioc-wall' });
    expect(ran.output).toContain('The data folder /dev/null/ioc-wall cannot be written');
    expect(ran.code).toBe(73);
  });
  it('leaves a wall that runs on the same data alone', async () => {
    const stage = await openStage(rig());
    try {
      await stage.untilShown(...FOUR);
      const ran = await start({ IOC_WALL_DATA_DIR: stage.dataDir });
      expect(ran.output).toContain(`Another wall runs on ${stage.dataDir} already`);
      expect(ran.code).toBe(75);
      await stage.untilShown(...FOUR);
    } finally {
      await stage.close();
    }
  });
});
