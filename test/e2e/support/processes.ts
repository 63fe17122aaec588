import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Processes whose command line has all of these words, in any order, each as the end of one of its arguments. */
export function processesWith(...words: readonly string[]): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
        return words.every((word) => args.some((arg) => arg.endsWith(word))) ? [Number(name)] : [];
      } catch {
        // That process has ended meanwhile.
        return [];
      }
    });
}

/** Processes whose command line begins so; the browser's own write theirs as one line. */
export function processesNaming(beginning: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.startsWith(beginning) ? [Number(name)] : [];
      } catch {
        // That process has ended meanwhile.
        return [];
      }
    });
}

/** The folder that a process has for its root; `null` when it has ended. */
export function rootOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/root`);
  } catch {
    return null;
  }
}

/** The engine that works on this data folder; fails when there is none. */
export function engineOf(dataDir: string): number {
  const [pid] = processesWith('engine/main.mjs', dataDir);
  if (pid === undefined) throw new Error('There is no engine.');
  return pid;
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Has a Node process open its inspector, and runs `expression` in it without waiting for its end. */
export async function runInside(pid: number, expression: string): Promise<void> {
  process.kill(pid, 'SIGUSR1');
  const listed = await retried(async () => {
    const answer = await fetch('http://127.0.0.1:9229/json/list');
    return (await answer.json()) as { webSocketDebuggerUrl: string }[];
  });
  const socket = new WebSocket(listed[0]?.webSocketDebuggerUrl ?? '');
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('The inspector does not answer.')));
  });
  const params = { expression: `setTimeout(() => { ${expression} }, 50)` };
  const answered = new Promise((resolve) => socket.addEventListener('message', resolve));
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
  await answered;
  socket.close();
}

async function retried<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt >= 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
