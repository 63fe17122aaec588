/** The Debian package on a machine of its own: installed, started, updated, taken back, removed. */
import type { ChildProcess } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoSource, startDemoSource } from '../../build/launch/demoSource.ts';
import { keepPicture } from '../../build/rig/pictures.ts';
import { end } from '../../build/rig/processes.ts';
import { SOFTWARE_DRAWING } from '../../build/runtime/flags.ts';
import { type EngineReady, engineReady } from '../../electron/contract/wall.ts';
import { type CleanRoot, cleanRootLacks, layCleanRoot } from './support/cleanRoot.ts';
import { describeOnRig, runtimeUnderTest } from './support/ground.ts';
import { type Packages, packagesUnderTest } from './support/packages.ts';
import { processesNaming, processesWith, rootOf } from './support/processes.ts';
import { until } from './support/wall.ts';

const ACCOUNT = { username: 'quantri', password: 'mat-khau-cua-nguoi-quan-tri' };
const SERVICE = '/usr/lib/systemd/system/ioc-wall.service';

describeOnRig(
  'the installed product',
  (rig) => {
    let root: CleanRoot;
    let packages: Packages;
    let demo: DemoSource;
    let wall: ChildProcess | null = null;
    let engine: EngineReady | null = null;
    let cookie = '';
    /** The service's last words, for the message of a failure. */
    let words: string[] = [];

    beforeAll(async () => {
      packages = await packagesUnderTest(runtimeUnderTest());
      const laid = layCleanRoot();
      if (!laid) throw new Error('The root could be laid before, and cannot now.');
      root = laid;
      demo = await startDemoSource({ cases: 500 });
    }, 300_000);
    afterAll(async () => {
      if (wall) await end(wall);
      for (const pid of ours()) process.kill(pid, 'SIGKILL');
      await demo?.stop();
      root?.remove();
    });

    const env = () => ({
      ...rig().env,
      IOC_WALL_FLAGS: [...SOFTWARE_DRAWING, '--log-level=3'].join(' '),
      IOC_WALL_DEMO_URL: demo.url,
      IOC_WALL_LOCALE: 'en',
      IOC_WALL_TRIAL_S: '4',
      IOC_WALL_PATIENCE_S: '45',
    });
    /** Of this root alone: another wall may run on the same machine. */
    const inRoot = (pids: readonly number[]) => pids.filter((pid) => rootOf(pid) === root.folder);
    const ours = () => inRoot(processesWith('keeper/main.mjs', 'run'));
    const command = (words: string) => root.run(`ioc-wall ${words}`, { as: 'ioc-wall', env: env() });
    const status = () =>
      JSON.parse(command('status --json').output) as {
        running: string;
        onTrial: string | null;
        refused: string[];
        history: { version: string; what: string; why?: string }[];
      };

    /** The very command of the service, as its user. */
    function startService(): void {
      const unit = root.run(`cat ${SERVICE}`).output;
      const line = /^ExecStart=(.+)$/m.exec(unit)?.[1] ?? '';
      wall = root.start(line, 'ioc-wall', env());
      for (const stream of [wall.stdout, wall.stderr])
        if (stream)
          createInterface({ input: stream }).on('line', (text) => {
            if (text.startsWith('{"ready"')) engine = engineReady.parse(JSON.parse(text));
            else words = [...words.slice(-20), text];
          });
    }

    async function ask<T>(path: string): Promise<T | null> {
      if (!engine) return null;
      try {
        const answer = await fetch(new URL(path, engine.url), { headers: { cookie } });
        return answer.ok ? ((await answer.json()) as T) : null;
      } catch {
        return null;
      }
    }
    const version = async () => (await ask<{ version: string }>('/healthz'))?.version;
    const figures = async () => {
      const answer = await ask<{ values: Record<string, { value: number | null }> }>(
        '/api/v1/values?unit=HCM&indicators=cases_to_enforce',
      );
      return answer?.values['cases_to_enforce']?.value ?? null;
    };
    /** Four monitors that hang, and figures that are answered. */
    const untilWhole = () =>
      until(
        'four monitors and figures',
        async () => {
          const hung = await ask<{ monitors: { roles: string[] }[] | null }>('/api/v1/wall');
          const roles = hung?.monitors?.flatMap((monitor) => monitor.roles) ?? [];
          return roles.length === 4 && (await figures());
        },
        90_000,
      );

    it('installs with its own user, and every file is as it was made', () => {
      cpSync(packages.deb, root.path('root', 'ioc-wall.deb'));
      const ran = root.run('dpkg --install /root/ioc-wall.deb');
      expect(ran.output).toContain('Setting up ioc-wall');
      expect(ran.code).toBe(0);
      expect(command('verify').output).toMatch(/all \d+ files are as they were made/);
      expect(root.run('stat -c %A%U /opt/ioc-wall/chrome-sandbox').output.trim()).toBe('-rwsr-xr-xroot');
      expect(root.run('test -w /opt/ioc-wall/ioc-wall', { as: 'ioc-wall' }).code).toBe(1);
    });

    it('has units that systemd understands', () => {
      for (const unit of [SERVICE, '/usr/lib/systemd/system/ioc-wall-kiosk.service']) {
        const { output } = root.run(`SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --man=no ${unit}`);
        // On a machine without X its starter is only recommended.
        const faults = output
          .split('\n')
          .filter((line) => line.includes('ioc-wall') && !line.includes('xinit'));
        expect(faults).toEqual([]);
      }
    });

    it('shows figures on four monitors, by the command of the service and its user', async () => {
      startService();
      const { url, setupCode } = await until('the engine', async () => engine, 60_000);
      const made = await fetch(new URL('/api/v1/setup', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ setupCode, ...ACCOUNT }),
      });
      expect(made.status).toBeLessThan(300);
      const session = await fetch(new URL('/api/v1/session', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(ACCOUNT),
      });
      cookie = (session.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
      await untilWhole();
      await keepPicture(rig(), 'installed');
    });

    it('is examined, and nothing is bad', () => {
      const { code, output } = command('doctor --json');
      const { checks } = JSON.parse(output) as {
        checks: { id: string; state: string; remedy: string | null }[];
      };
      expect(checks.filter(({ state }) => state === 'bad')).toEqual([]);
      expect(checks.find(({ id }) => id === 'monitors')?.state).toBe('good');
      expect(checks.find(({ id }) => id === 'database')?.state).toBe('good');
      expect(checks.filter(({ state, remedy }) => state === 'warn' && remedy === null)).toEqual([]);
      expect(code).toBe(0);
    });

    it('listens on this machine only, and draws in sandboxes', () => {
      const user = root.run('id --user ioc-wall').output.trim();
      const listening = ['tcp', 'tcp6'].flatMap((kind) =>
        readFileSync(`/proc/net/${kind}`, 'utf8')
          .split('\n')
          .map((line) => line.trim().split(/\s+/))
          .filter(([, , , state, , , , uid]) => state === '0A' && uid === user)
          .map(([, address = '']) => address.split(':')[0]),
      );
      expect(listening.length).toBeGreaterThan(0);
      // 127.0.0.1, as the kernel writes it.
      expect(new Set(listening)).toEqual(new Set(['0100007F']));
      const renderers = processesNaming('/opt/ioc-wall/ioc-wall --type=renderer');
      expect(renderers.length).toBeGreaterThanOrEqual(4);
      for (const pid of renderers)
        expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m);
    });

    it('is there again after its wall was killed', async () => {
      const [keeper] = ours();
      const [shell] = inRoot(processesWith('/opt/ioc-wall/ioc-wall', '--log-level=3')).filter(
        (pid) => pid !== keeper,
      );
      engine = null;
      process.kill(shell ?? 0, 'SIGKILL');
      await until('another engine', async () => engine, 60_000);
      await untilWhole();
    });

    it('takes no update without a key, and none that was changed on the way', () => {
      const put = (folder: string) => {
        rmSync(root.path('var/lib/ioc-wall/updates'), { recursive: true, force: true });
        cpSync(folder, root.path('var/lib/ioc-wall/updates'), { recursive: true });
      };
      put(packages.tampered.folder);
      expect(command('update check').output).toContain('There is no key');
      cpSync(packages.publicKey, root.path('etc/ioc-wall/keys/publisher.pem'));
      const { code, output } = command('update check');
      expect(output).toContain('main.mjs is not what its publisher signed');
      expect(code).toBe(1);
      put(packages.next.folder);
      expect(command('update check').output).toContain(`Version ${packages.next.version} is ready.`);
    });

    it('goes over to the next version, with its figures', async () => {
      const before = await figures();
      engine = null;
      expect(command('update apply').code).toBe(0);
      await until('an end of the trial', async () => status().onTrial === null && engine, 90_000);
      expect(status().history.at(-1), words.join('\n')).toMatchObject({ what: 'kept' });
      expect(await until('its engine', version)).toBe(packages.next.version);
      await untilWhole();
      expect(await figures()).toBeGreaterThanOrEqual(before ?? 0);
      await keepPicture(rig(), 'updated');
    });

    it('goes back by itself from a version whose engine is broken', async () => {
      rmSync(root.path('var/lib/ioc-wall/updates'), { recursive: true, force: true });
      cpSync(packages.broken.folder, root.path('var/lib/ioc-wall/updates'), { recursive: true });
      expect(command('update check').output).toContain('is ready');
      engine = null;
      command('update apply');
      await until('it is taken back', async () => status().refused.includes(packages.broken.version), 90_000);
      expect(status().history.at(-1)?.why).toBe('its engine refuses to run');
      await until('an engine', async () => engine, 60_000);
      expect(await version()).toBe(packages.next.version);
      await untilWhole();
    });

    it('goes on with the same version when everything is killed at once', async () => {
      engine = null;
      for (const pid of [...ours(), ...inRoot(processesWith('--log-level=3'))]) process.kill(pid, 'SIGKILL');
      if (wall) await end(wall);
      startService();
      await until('an engine', async () => engine, 60_000);
      expect(await version()).toBe(packages.next.version);
      expect(await until('figures', figures)).toBeGreaterThan(0);
    });

    it('goes back to the version before when a person wants it, and does not go over by itself again', async () => {
      const before = await figures();
      engine = null;
      expect(command('update back').output).toContain('goes back');
      await until('the installed version', async () => status().running !== packages.next.version, 90_000);
      expect(status().history.at(-1)).toMatchObject({ what: 'gone_back', why: 'a person wanted it' });
      await until('an engine', async () => engine, 60_000);
      expect(await until('its version', version)).toBe(status().running);
      await untilWhole();
      expect(await figures()).toBeGreaterThanOrEqual(before ?? 0);
      expect(status().refused).toContain(packages.next.version);
      const again = command('update back --locale vi');
      expect(again.output).toContain('không có phiên bản nào trước đó');
      expect(again.code).toBe(1);
    });

    it('is removed without its figures', async () => {
      if (wall) await end(wall);
      wall = null;
      const { output, code } = root.run('dpkg --remove ioc-wall');
      expect(output).toContain('Removing ioc-wall');
      expect(code).toBe(0);
      expect(existsSync(root.path('opt/ioc-wall'))).toBe(false);
      expect(readdirSync(root.path('var/lib/ioc-wall'))).not.toContain('versions');
      expect(readdirSync(root.path('var/lib/ioc-wall/data'))).toContain('engine.sqlite');
      expect(existsSync(root.path('etc/ioc-wall/keys/publisher.pem'))).toBe(true);
      expect(root.run('dpkg --purge ioc-wall').code).toBe(0);
      expect(readdirSync(root.path('var/lib/ioc-wall/data'))).toContain('engine.sqlite');
    });
  },
  { lacking: cleanRootLacks() },
);
