import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { isThere } from '../runtime/command.ts';

const GRACE_MS = 5000;

/** Ends a process we started: asks first, insists after five seconds. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await gone;
  clearTimeout(insist);
}

/** Where the system can do it, a process is asked to end when the one that started it is gone, however it went. */
function boundToUs(program: string, args: readonly string[]): [string, readonly string[]] {
  return process.platform === 'linux' && isThere('setpriv')
    ? ['setpriv', ['--pdeathsig', 'TERM', program, ...args]]
    : [program, args];
}

/**
 * Starts a process that a key press in the terminal does not reach: it is out of the terminal's group, so that we
 * decide in which order things end.
 */
export function startApart(
  program: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; stdio?: StdioOptions; cwd?: string } = {},
): ChildProcess {
  const [file, argv] = boundToUs(program, args);
  return spawn(file, argv, { stdio: 'ignore', ...options, detached: process.platform !== 'win32' });
}
