/** One run of the wall: its process, and what it says of itself. */
import { type ChildProcess, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pulse, type Pulse } from '../../contract/release.ts';
import type { Version } from '../release/versions.ts';
import type { Settings } from '../settings.ts';

/** A wall that was asked to end and is not gone by then is ended, ms. */
const GRACE = 10_000;

export interface WallListener {
  pulse(pulse: Pulse): void;
  /** @param code exit code, `null` after a signal */
  ended(code: number | null): void;
}

export interface WallProcess {
  readonly version: Version;
  /** Asks it to end and resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it at once; it is told as an end that nobody asked for. */
  kill(): void;
}

/** Root cannot have the browser's sandbox; the service never runs as root. */
function switches(settings: Settings): string[] {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...settings.flags];
}

/** Name of the helper that makes the browser's sandbox where the system bars namespaces. */
const HELPER = 'chrome-sandbox';
const SETUID = 0o4000;

/**
 * A version that came as an update belongs to an ordinary user and has no helper of its own: it is lent the installed one,
 * which belongs to root.
 */
function lentHelper(version: Version, installed: Version): Record<string, string> {
  const helper = join(installed.folder, HELPER);
  const stat = statSync(helper, { throwIfNoEntry: false });
  const works = stat !== undefined && stat.uid === 0 && (stat.mode & SETUID) !== 0;
  return version.installed || !works ? {} : { CHROME_DEVEL_SANDBOX: helper };
}

/** What is written to the journal stays there: the code with which the first administrator is made does not belong in it. */
function withoutCode(line: string): string {
  return line.startsWith('{"ready"') ? line.replace(/,"setupCode":(?:"[^"]*"|null)/, '') : line;
}

/** Starts the wall of a version. What it writes on standard output beside its pulse is passed on. */
export function startWall(
  version: Version,
  installed: Version,
  settings: Settings,
  listener: WallListener,
): WallProcess {
  const program = join(version.folder, process.platform === 'win32' ? 'ioc-wall.exe' : 'ioc-wall');
  const { NOTIFY_SOCKET: _socket, WATCHDOG_USEC: _every, WATCHDOG_PID: _who, ...env } = process.env;
  const child: ChildProcess = spawn(program, switches(settings), {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...env,
      ...lentHelper(version, installed),
      IOC_WALL_PULSE: 'yes',
      IOC_WALL_DATA_DIR: settings.dataDir,
      IOC_WALL_LOCALE: settings.locale,
    },
  });
  // Set by systemd for a program whose output goes there.
  const inJournal = process.env['JOURNAL_STREAM'] !== undefined;
  let gone: () => void = () => undefined;
  const end = new Promise<void>((resolve) => (gone = resolve));
  let asked = false;
  let told = false;
  const ended = (code: number | null) => {
    if (told) return;
    told = true;
    gone();
    if (!asked) listener.ended(code);
  };
  child.once('error', () => ended(null));
  child.once('exit', ended);
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      const heard = line.startsWith('{"pulse"') ? pulse.safeParse(JSON.parse(line)) : undefined;
      if (heard?.success) listener.pulse(heard.data.pulse);
      else process.stdout.write(`${inJournal ? withoutCode(line) : line}\n`);
    });
  return {
    version,
    async stop() {
      asked = true;
      if (told) return;
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), GRACE);
      await end;
      clearTimeout(insist);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
