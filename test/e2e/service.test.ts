/** The wall as a service of a machine that is really started: by systemd, on the terminal, in an X of its own. */
import type { ChildProcess } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '../../build/paths.ts';
import { PICTURES } from '../../build/rig/pictures.ts';
import { end } from '../../build/rig/processes.ts';
import { SOFTWARE_DRAWING } from '../../build/runtime/flags.ts';
import { engineReady } from '../../electron/contract/wall.ts';
import { describeWithRuntime, runtimeUnderTest } from './support/ground.ts';
import { type Machine, machineLacks, startMachine } from './support/machine.ts';
import { packagesUnderTest } from './support/packages.ts';
import { until } from './support/wall.ts';

const ACCOUNT = { username: 'quantri', password: 'mat-khau-cua-nguoi-quan-tri' };
const SECRET = 'mat-khau-cua-nguon';
const DATA = '/var/lib/ioc-wall/data';
const WHOLE = /: 4\/4 màn hình đang vẽ, 4 có số liệu; động cơ trả lời$/;
const PATIENCE = 120_000;
/** Exposure that systemd gives the service, of 10: what the browser's sandbox needs cannot be taken away. */
const EXPOSURE_MAX = 7;

const lacking = machineLacks();
(lacking === undefined ? describeWithRuntime : describe.skip)(
  `the service${lacking === undefined ? '' : ` [${lacking}]`}`,
  () => {
    let machine: Machine;
    let demo: ChildProcess | null = null;
    let cookie = '';
    let token = '';
    let phrase = '';
    let setupCode = '';

    const status = () => machine.property('ioc-wall', 'StatusText');
    const keeper = () => Number(machine.property('ioc-wall', 'MainPID'));
    const restarts = () => Number(machine.property('ioc-wall', 'NRestarts'));
    const journal = () => machine.run('journalctl --no-pager --output=cat').output;
    const untilWhole = (what: string, since: number) =>
      until(what, async () => keeper() !== since && keeper() !== 0 && WHOLE.test(status()), PATIENCE);
    const doctor = () => {
      const { output } = machine.run('ioc-wall doctor --json --locale en', { as: 'ioc-wall' });
      const { checks } = JSON.parse(output) as { checks: { id: string; state: string; says: string }[] };
      return (id: string) => checks.find((check) => check.id === id);
    };
    const engineUrl = async () =>
      until('the engine', async () => {
        const found = [...journal().matchAll(/^\{"ready":true,"url":"([^"]+)"/gm)].at(-1)?.[1];
        return found !== undefined && (await machine.ask(`${found}/healthz`).catch(() => null))
          ? found
          : null;
      });
    const receipts = async () => {
      const { body } = await machine.ask(
        `${await engineUrl()}/api/v1/values?unit=HCM&indicators=receipts_amount`,
        'GET',
        undefined,
        { cookie },
      );
      return (body as { values: Record<string, { value: number }> }).values['receipts_amount']?.value ?? 0;
    };

    /** The first administrator and the sources, by the engine alone, before the wall is hung. */
    async function setUp(): Promise<void> {
      demo = machine.startBeside(process.execPath, [
        inProject('dist', 'demo-source', 'main.mjs'),
        ...['--port', '4199', '--cases', '500'],
      ]);
      const child = machine.start(
        `ioc-wall engine --data-dir ${DATA} --port 0 --demo-url http://127.0.0.1:4199`,
        'ioc-wall',
      );
      try {
        const line = await new Promise<string>((done, failed) => {
          createInterface({ input: child.stdout ?? process.stdin }).once('line', done);
          child.once('exit', (code) => failed(new Error(`The engine ended with code ${code}.`)));
        });
        const ready = engineReady.parse(JSON.parse(line));
        setupCode = ready.setupCode ?? '';
        const api = `${ready.url}/api/v1`;
        expect((await machine.ask(`${api}/setup`, 'POST', { ...ACCOUNT, setupCode })).status).toBeLessThan(
          300,
        );
        cookie = (await machine.ask(`${api}/session`, 'POST', ACCOUNT)).cookie;
        const post = (path: string, body: object) => machine.ask(`${api}${path}`, 'POST', body, { cookie });
        await post('/sources', { id: 'day', kind: 'push', nature: 'sample' });
        const made = await post('/sources/day/tokens', { name: 'day' });
        token = (made.body as { token: string }).token;
        const sealed = { id: 'kin', kind: 'mqtt', host: '127.0.0.1', port: 9, tls: 'off', topics: ['a'] };
        expect((await post('/sources', { ...sealed, password: SECRET })).status).toBeLessThan(300);
      } finally {
        machine.run('pkill -TERM -u ioc-wall -f engine/main.mjs');
        await end(child);
      }
    }

    /** Sends a receipt of a million đồng, which is answered as stored. */
    async function push(name: string): Promise<void> {
      const at = new Date(Date.now() - 1000).toISOString();
      const receipt = { receipt: name, unit: 'HCM-KV01', officer: null, case: null, amount: 1_000_000 };
      const line = { id: name, type: 'receipt', at, v: 1, ...receipt, status: 'issued', converts: null };
      const url = `${await engineUrl()}/api/v1/sources/day/events`;
      const answer = await machine.ask(url, 'POST', JSON.stringify(line), {
        authorization: `Bearer ${token}`,
        'content-type': 'application/x-ndjson',
      });
      expect(answer.body).toMatchObject({ accepted: 1 });
    }

    const sealedSource = async () => {
      const { body } = await machine.ask(`${await engineUrl()}/api/v1/sources`, 'GET', undefined, { cookie });
      return JSON.stringify((body as { sources: { id: string }[] }).sources.find(({ id }) => id === 'kin'));
    };

    function photograph(name: string): void {
      const folder = process.env[PICTURES];
      if (!folder) return;
      mkdirSync(folder, { recursive: true });
      machine.run('DISPLAY=:0 import -window root /root/wall.png');
      copyFileSync(machine.path('root', 'wall.png'), resolve(join(folder, `${name}.png`)));
    }

    beforeAll(async () => {
      const packages = await packagesUnderTest(runtimeUnderTest());
      machine = await startMachine();
      cpSync(packages.deb, machine.path('root', 'ioc-wall.deb'));
    }, 400_000);
    afterAll(async () => {
      if (demo) await end(demo);
      await machine?.stop();
    });

    it('is up after it was installed and enabled, with figures on four monitors', async () => {
      expect(machine.run('dpkg --install /root/ioc-wall.deb').code).toBe(0);
      // Settings as an administrator makes them: there is no graphics card here.
      writeFileSync(
        machine.path('etc', 'ioc-wall', 'ioc-wall.env'),
        `IOC_WALL_LOCALE=vi\nIOC_WALL_FLAGS=${SOFTWARE_DRAWING.join(' ')}\nIOC_WALL_DEMO_URL=http://127.0.0.1:4199\n`,
      );
      await setUp();
      expect(machine.run('systemctl enable --now ioc-wall-kiosk').code).toBe(0);
      await until('X', async () => machine.run('DISPLAY=:0 xset q').code === 0);
      machine.plugMonitors();
      await untilWhole('four monitors with figures', 0);
      expect(machine.property('ioc-wall', 'ActiveState')).toBe('active');
      photograph('service');
    });

    it('is found well by the doctor, who sees its service', () => {
      const check = doctor();
      expect(check('service')?.state).toBe('good');
      expect(check('files')?.state).toBe('good');
      expect(check('key')).toMatchObject({ state: 'warn' });
    });

    it('has its limits and protections, and its pages their sandbox', () => {
      expect(machine.property('ioc-wall', 'WatchdogUSec')).toBe('2min');
      expect(machine.property('ioc-wall', 'TasksMax')).toBe('2048');
      expect(Number(machine.property('ioc-wall', 'MemoryMax'))).toBeGreaterThan(0);
      const inKeeper = (command: string) =>
        machine.run(`nsenter --target ${keeper()} --mount sh -c '${command}'`);
      expect(inKeeper('touch /etc/here').output).toContain('Read-only file system');
      expect(inKeeper('touch /opt/ioc-wall/here').output).toContain('Read-only file system');
      expect(inKeeper('touch /var/lib/ioc-wall/here').code).toBe(0);
      const facts = machine.run(`cat /proc/${keeper()}/status`).output;
      expect(facts).toMatch(/^Umask:\t0077$/m);
      // SYS_ADMIN, SYS_CHROOT, SYS_PTRACE, SETUID, SETGID, KILL at most, for the sandbox's helper; none in use.
      expect(facts).toMatch(/^CapBnd:\t00000000002c00e0$/m);
      expect(facts).toMatch(/^CapEff:\t0000000000000000$/m);
      expect(facts).toMatch(/^NoNewPrivs:\t0$/m);
      const pages = machine.run('pgrep -u ioc-wall -f "ioc-wall --type=renderer"').output.trim().split('\n');
      expect(pages.length).toBeGreaterThanOrEqual(4);
      for (const page of pages)
        expect(machine.run(`cat /proc/${page}/status`).output).toMatch(/^Seccomp:\t2$/m);
      const { output } = machine.run('systemd-analyze security --no-pager ioc-wall.service');
      expect(Number(/exposure level for ioc-wall.service: ([\d.]+)/.exec(output)?.[1])).toBeLessThanOrEqual(
        EXPOSURE_MAX,
      );
    });

    it('is started again after its keeper was killed, with everything that was acknowledged', async () => {
      const before = await receipts();
      await push('truoc-khi-chet');
      const killed = keeper();
      machine.run(`kill -KILL ${killed}`);
      await untilWhole('the wall', killed);
      expect(restarts()).toBe(1);
      expect(await until('its figures', async () => (await receipts()) - before)).toBe(1_000_000);
    });

    it('is started again by the watchdog when its keeper hangs', async () => {
      // As `systemctl edit ioc-wall` does it, so that nobody need wait for two minutes.
      mkdirSync(machine.path('etc', 'systemd', 'system', 'ioc-wall.service.d'), { recursive: true });
      writeFileSync(
        machine.path('etc', 'systemd', 'system', 'ioc-wall.service.d', 'override.conf'),
        '[Service]\nWatchdogSec=25\nTimeoutStopSec=5\n',
      );
      machine.run('systemctl daemon-reload');
      const before = keeper();
      machine.run('systemctl restart ioc-wall');
      await untilWhole('the wall with a shorter patience', before);
      const hung = keeper();
      const shells = machine.run(`pgrep -P ${hung}`).output.trim().split('\n');
      machine.run(`kill -STOP ${hung}`);
      await untilWhole('the wall', hung);
      expect(journal()).toContain('Watchdog timeout');
      for (const shell of shells) expect(machine.run(`kill -0 ${shell}`).code, shell).not.toBe(0);
    });

    it('is there again after X died', async () => {
      const before = keeper();
      machine.run('pkill -KILL Xorg');
      await until('another X', async () => {
        if (machine.run('DISPLAY=:0 xset q').code !== 0) return false;
        return Number(machine.property('ioc-wall-kiosk', 'NRestarts')) === 1;
      });
      machine.plugMonitors();
      await untilWhole('the wall', before);
    });

    it('has its key sealed by the system, and the file goes away', async () => {
      const { code, output } = machine.run('ioc-wall key seal --locale en');
      expect(code, output).toBe(0);
      phrase = /^(?:\w{4}-){13}\w{4}$/m.exec(output)?.[0] ?? '';
      expect(phrase).not.toBe('');
      const before = keeper();
      machine.run('systemctl restart ioc-wall');
      await untilWhole('the wall', before);
      expect(machine.run(`test -e ${DATA}/secrets.key`).code).toBe(1);
      expect(doctor()('key')).toMatchObject({ state: 'good' });
      expect(await sealedSource()).not.toContain('sealed with another key');
      expect(machine.run('ioc-wall key show').output).toContain(phrase);
      expect(machine.run('ioc-wall key show --locale en', { as: 'ioc-wall' }).output).toContain(
        'run this as root',
      );
      expect(readFileSync(machine.path('etc', 'ioc-wall', 'secrets.key.sealed'), 'utf8')).not.toContain(
        phrase,
      );
    });

    it('goes on when the system has lost the key, says so, and takes it back from the paper', async () => {
      machine.run('rm /var/lib/systemd/credential.secret');
      let before = keeper();
      machine.run('systemctl restart ioc-wall');
      await untilWhole('the wall', before);
      expect(doctor()('key')).toMatchObject({
        state: 'warn',
        says: expect.stringContaining('could not open'),
      });
      expect(await until('its source', sealedSource)).toContain('sealed with another key');
      const wrong = machine.run('ioc-wall key restore --locale en', { input: phrase.replace(/.$/, '!') });
      expect(wrong.output).toContain('nothing was changed');
      expect(machine.run('ioc-wall key restore --locale en', { input: phrase.toLowerCase() }).code).toBe(0);
      before = keeper();
      machine.run('systemctl restart ioc-wall');
      await untilWhole('the wall', before);
      expect(await sealedSource()).not.toContain('sealed with another key');
      expect(machine.run(`stat -c %U%a ${DATA}/secrets.key`).output.trim()).toBe('ioc-wall600');
    });

    it('has told the journal no secret', () => {
      const said = journal();
      expect(said).toContain('"ready":true');
      for (const secret of [setupCode, phrase, SECRET, ACCOUNT.password, token, cookie.split('=')[1] ?? ''])
        expect(secret !== '' && said.includes(secret), secret).toBe(false);
      expect(said).not.toContain('setupCode');
    });

    it('ends and goes when the package is removed', () => {
      const ran = machine.run('dpkg --remove ioc-wall');
      expect(ran.code, ran.output).toBe(0);
      expect(machine.property('ioc-wall-kiosk', 'ActiveState')).toBe('inactive');
      expect(machine.property('ioc-wall', 'LoadState')).toBe('not-found');
      expect(machine.run('pgrep -u ioc-wall -fl "ioc-wall|Xorg|openbox"').output).toBe('');
      expect(
        machine.run('test -e /etc/systemd/system/multi-user.target.wants/ioc-wall-kiosk.service').code,
      ).toBe(1);
      expect(machine.run(`test -s ${DATA}/engine.sqlite`).code).toBe(0);
    });
  },
);
