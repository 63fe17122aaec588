/**
 * A machine that is started: systemd as its first process in a root of its own, with its own processes, network, terminals
 * and users. Its kernel, and its seventh terminal, are this machine's.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { end } from '../../../build/rig/processes.ts';
import { MODES, MONITORS } from '../../../build/rig/sizes.ts';
import { xorgConfig } from '../../../build/rig/xorgConfig.ts';
import { isThere } from '../../../build/runtime/command.ts';
import { type CleanRoot, cleanRootLacks, layCleanRoot, type Ran } from './cleanRoot.ts';

const TERMINALS = ['/dev/tty0', '/dev/tty7'];
const START_MS = 60_000;
const SIZE = '1920x1080';

export interface Answer {
  readonly status: number;
  readonly cookie: string;
  readonly body: unknown;
}

export interface Machine {
  path(...parts: string[]): string;
  /** Runs a command line in it, as root unless a user is named, and waits for its end. */
  run(command: string, options?: { as?: string; input?: string }): Ran;
  /** Starts a command line in it as a user; `stdout` is a pipe. */
  start(command: string, as: string): ChildProcess;
  /** Starts one of this machine's programs so that it sees the other one's network. */
  startBeside(program: string, args: readonly string[]): ChildProcess;
  /** Asks an address of its loopback. */
  ask(url: string, method?: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** A property of a service. */
  property(unit: string, name: string): string;
  /** Gives its graphics card, which is in memory, four monitors side by side; X must run. */
  plugMonitors(): void;
  stop(): Promise<void>;
}

function opens(terminal: string): boolean {
  try {
    closeSync(openSync(terminal, 'r'));
    return true;
  } catch {
    return false;
  }
}

/** Why none can be started here; `undefined` when one can: it is tried, with one that halts as soon as it is up. */
export function machineLacks(): string | undefined {
  const lacking = cleanRootLacks();
  if (lacking !== undefined) return lacking;
  const program = ['systemd-nspawn', 'nsenter', 'xinit', 'Xorg', 'openbox'].find((name) => !isThere(name));
  if (program !== undefined) return `there is no ${program}`;
  if (!existsSync('/usr/lib/systemd/systemd')) return 'there is no systemd';
  if (!existsSync('/lib/x86_64-linux-gnu/security/pam_systemd.so')) return 'there is no pam_systemd';
  const terminal = TERMINALS.find((name) => !opens(name));
  if (terminal !== undefined) return `${terminal} cannot be opened`;
  const root = layCleanRoot(true);
  if (!root) return 'this system cannot lay one file system over another';
  settle(root);
  const ran = spawnSync('systemd-nspawn', [...bootArguments(root), 'systemd.unit=poweroff.target'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: START_MS,
  });
  root.remove();
  const words = ran.stderr.trim().split('\n').at(-1) ?? '';
  return ran.status === 0 ? undefined : `no machine can be started here: ${words || `code ${ran.status}`}`;
}

/** What `systemd-nspawn` is told. */
function bootArguments(root: CleanRoot): string[] {
  return [
    ...['--quiet', '--register=no', '--keep-unit', '--private-network', `--machine=ioc-${process.pid}`],
    ...['--directory', root.folder, ...TERMINALS.map((terminal) => `--bind=${terminal}`), '--boot'],
  ];
}

/** Nothing that this machine starts at its own start is started in the other. */
function settle(root: CleanRoot): void {
  const units = root.path('etc', 'systemd', 'system');
  for (const name of existsSync(units) ? readdirSync(units) : [])
    if (/\.(?:wants|requires)$/.test(name)) rmSync(join(units, name), { recursive: true });
  writeFileSync(root.path('etc', 'machine-id'), '');
  writeFileSync(root.path('etc', 'X11', 'xorg.conf'), xorgConfig(SIZE));
}

function firstProcess(parent: number): number | null {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      if (stat.includes('(systemd)') && Number(stat.split(') ').at(-1)?.split(' ')[1]) === parent)
        return Number(name);
    } catch {
      // That process has ended meanwhile.
    }
  }
  return null;
}

const ASKING = `
const { url, method, body, headers } = JSON.parse(process.argv[1]);
const answer = await fetch(url, {
  method,
  headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
});
const text = await answer.text();
const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0];
let read = text;
try { read = JSON.parse(text); } catch {}
console.log(JSON.stringify({ status: answer.status, cookie, body: read }));`;

/** Starts one; throws, with what it said, when it does not come up. Only where `machineLacks` has nothing to say. */
export async function startMachine(): Promise<Machine> {
  const root = layCleanRoot(true);
  if (!root) throw new Error('The root could be laid before, and cannot now.');
  settle(root);
  let said = '';
  const nspawn = spawn('setpriv', ['--pdeathsig', 'TERM', 'systemd-nspawn', ...bootArguments(root)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [nspawn.stdout, nspawn.stderr])
    stream.on('data', (text: Buffer) => (said = `${said}${text.toString()}`.slice(-4000)));
  let first = 0;
  const entered = (...words: string[]) => [
    ...['--target', String(first), '--mount', '--uts', '--ipc', '--pid', '--cgroup', '--net', '--wd', '--'],
    ...words,
  ];
  const shell = (command: string, as: string | undefined) =>
    entered(...(as === undefined ? [] : ['runuser', '-u', as, '--']), '/bin/sh', '-c', command);
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' };
  const run: Machine['run'] = (command, { as, input } = {}) => {
    const ran = spawnSync('nsenter', shell(command, as), { env, input, encoding: 'utf8' });
    return { code: ran.status, output: `${ran.stdout}${ran.stderr}` };
  };
  const stop = async () => {
    // Halts at once: what it holds goes with it.
    if (first !== 0) run('systemctl poweroff --force --force');
    await end(nspawn);
    root.remove();
  };
  const deadline = Date.now() + START_MS;
  for (let up = false; !up; await pause(100)) {
    if (nspawn.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The machine did not come up: ${said}`);
    }
    first ||= firstProcess(nspawn.pid ?? 0) ?? 0;
    up = first !== 0 && /^(?:running|degraded)/.test(run('systemctl is-system-running').output);
  }
  return {
    path: root.path,
    run,
    start: (command, as) =>
      spawn('nsenter', shell(`exec ${command}`, as), { env, stdio: ['ignore', 'pipe', 'inherit'] }),
    startBeside: (program, args) =>
      spawn(
        'setpriv',
        ['--pdeathsig', 'TERM', 'nsenter', '--target', String(first), '--net', program, ...args],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      ),
    async ask(url, method = 'GET', body, headers = {}) {
      const asked = JSON.stringify({ url, method, body, headers });
      const child = spawn(
        'nsenter',
        ['--target', String(first), '--net', process.execPath, '--input-type=module', '-e', ASKING, asked],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      let [out, words] = ['', ''];
      child.stdout.on('data', (text: Buffer) => (out += text.toString()));
      child.stderr.on('data', (text: Buffer) => (words += text.toString()));
      await new Promise((resolve) => child.once('close', resolve));
      if (out === '') throw new Error(`${url} was not answered: ${words.slice(-300)}`);
      return JSON.parse(out) as Answer;
    },
    property: (unit, name) => run(`systemctl show --property=${name} --value ${unit}`).output.trim(),
    plugMonitors() {
      const { width } = MODES[SIZE];
      for (let monitor = 1; monitor < MONITORS; monitor += 1)
        run(`DISPLAY=:0 xrandr --addmode DUMMY${monitor} ${SIZE}`);
      const places = Array.from(
        { length: MONITORS },
        (_, monitor) => `--output DUMMY${monitor} --mode ${SIZE} --pos ${width * monitor}x0`,
      );
      const { code, output } = run(`DISPLAY=:0 xrandr ${places.join(' ')} && DISPLAY=:0 xrandr --query`);
      if (code !== 0) throw new Error(`The monitors cannot be plugged in: ${output}`);
    },
    stop,
  };
}
