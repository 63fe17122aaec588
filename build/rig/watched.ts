/** Programs with windows, started so that their pages can be looked into. */
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { debuggingPort, pagesOf, type WatchedPage, WATCHED, watchPage } from './pages.ts';
import { end, startApart } from './processes.ts';

const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 120_000;

export interface Watched {
  /** When it was started (ms since the epoch). */
  readonly startedAt: number;
  readonly pid: number;
  /** The first line it writes, and when (ms since the epoch). */
  readonly firstLine: Promise<{ readonly line: string; readonly at: number }>;
  /** Waits until it shows exactly so many pages whose address begins so. */
  pages(count: number, address: string): Promise<readonly WatchedPage[]>;
  stop(): Promise<void>;
}

interface Start {
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Starts a browser program, such as Electron with an application. */
export function startWatched({ executable, args, env }: Start): Watched {
  const startedAt = Date.now();
  const child = startApart(executable, [...WATCHED, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const firstLine = new Promise<{ line: string; at: number }>((resolve) => {
    if (child.stdout)
      createInterface({ input: child.stdout }).once('line', (line) => resolve({ line, at: Date.now() }));
  });
  const port = debuggingPort(child);
  let watched: readonly WatchedPage[] = [];

  /** Brings what we watch in line with the pages there are now. */
  async function look(address: string): Promise<void> {
    const now = (await pagesOf(await port)).filter(({ url }) => url.startsWith(address));
    const kept = watched.filter((page) => now.some(({ id }) => id === page.id));
    for (const page of watched) if (!kept.includes(page)) page.close();
    const fresh = now.filter(({ id }) => !kept.some((page) => page.id === id));
    watched = [...kept, ...(await Promise.all(fresh.map(watchPage)))];
  }

  return {
    startedAt,
    pid: child.pid ?? -1,
    firstLine,
    async pages(count, address) {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        await look(address);
        if (watched.length === count) return watched;
        if (Date.now() > deadline)
          throw new Error(`Waited in vain for ${count} windows: there are ${watched.length}.`);
        await pause(LOOK_EVERY_MS);
      }
    },
    async stop() {
      for (const page of watched) page.close();
      await end(child);
    },
  };
}
