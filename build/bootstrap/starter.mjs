import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;

/**
 * @param {number} pid
 * @returns {number | null} the process that started it, where the system tells
 */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Ends this process, in order, when whoever started it is gone. npm puts a shell between itself and a script, and that
 * shell does not hand on the signals it is ended with; without this, programs would stay when npm is ended.
 */
export function endWithStarter() {
  const shell = process.ppid;
  const npm = process.env['npm_lifecycle_event'] === undefined ? null : parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && (npm === null || npm <= 1 || lives(npm))) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  timer.unref();
}
