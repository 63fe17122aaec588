import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Failure } from '../bootstrap/failure.mjs';
import { end, startApart } from './processes.ts';
import { MODES, MONITORS, type Size } from './sizes.ts';
import { xorgConfig } from './xorgConfig.ts';

export interface Server {
  /** Value for DISPLAY, such as `:1`. */
  readonly display: string;
  stop(): Promise<void>;
}

const START_MS = 15_000;

/** The display number that an X server writes on its fourth descriptor when it is ready. */
function readyNumber(child: ChildProcess, name: string, log: () => string): Promise<string> {
  const answers = child.stdio[3] as Readable;
  return new Promise((resolve, reject) => {
    let text = '';
    const fail = (why: string) =>
      reject(new Failure(`${name} did not start (${why}).\n${log().split('\n').slice(-12).join('\n')}`));
    const timer = setTimeout(() => fail(`no answer in ${START_MS / 1000} s`), START_MS);
    answers.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(`:${text.trim()}`);
    });
    child.on('error', (error) => fail(error.message));
    child.on('exit', (code) => {
      clearTimeout(timer);
      fail(`it ended with code ${code}`);
    });
  });
}

async function startServer(name: string, argsIn: (folder: string) => readonly string[]): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-wall-display-'));
  const child = startApart(name, ['-displayfd', '3', '-noreset', '-nolisten', 'tcp', ...argsIn(folder)], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const log = (): string => {
    try {
      return readFileSync(join(folder, 'log'), 'utf8');
    } catch {
      return '';
    }
  };
  const stop = async (): Promise<void> => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { display: await readyNumber(child, name, log), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An X server with monitors that can be plugged and unplugged. It takes a display number that is free. */
export function startXorg(size: Size): Promise<Server> {
  return startServer('Xorg', (folder) => {
    const config = join(folder, 'xorg.conf');
    writeFileSync(config, xorgConfig(size));
    const log = join(folder, 'log');
    return [
      '-config',
      config,
      '-logfile',
      log,
      '-novtswitch',
      '-sharevts',
      '+extension',
      'RANDR',
      '+extension',
      'GLX',
    ];
  });
}

/** An X server with one large screen, for systems where the other one cannot be had. */
export function startXvfb(size: Size): Promise<Server> {
  const { width, height } = MODES[size];
  return startServer('Xvfb', () => ['-screen', '0', `${width * MONITORS}x${height}x24`]);
}
