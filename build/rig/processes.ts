import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';

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

/**
 * Starts a process that outlives a key press in the terminal: it is out of the terminal's group, so that we decide in
 * which order things end.
 */
export function startApart(
  program: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; stdio?: StdioOptions; cwd?: string } = {},
): ChildProcess {
  return spawn(program, args, { stdio: 'ignore', ...options, detached: process.platform !== 'win32' });
}
