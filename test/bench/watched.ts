/** Programs with windows, started so that their pages can be looked into. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { wallArguments, wallEnvironment } from '../../build/launch/wall.ts';
import { debuggingPort, pagesOf, type WatchedPage, WATCHED, watchPage } from '../../build/rig/pages.ts';
import { end, startApart } from '../../build/rig/processes.ts';
import type { Stage } from './stage.ts';

const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 120_000;

export interface Watched {
  /** When it was started (ms since the epoch). */
  readonly startedAt: number;
  /** Waits until it shows so many pages whose address begins so. */
  pages(count: number, address: string): Promise<WatchedPage[]>;
  /** The first line it writes, and when (ms since the epoch). */
  readonly firstLine: Promise<{ readonly line: string; readonly at: number }>;
  stop(): Promise<void>;
}

interface Start {
  readonly stage: Stage;
  /** Arguments of the runtime, the application's folder last. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

export function startWatched({ stage, args, env }: Start): Watched {
  const startedAt = Date.now();
  const child = startApart(stage.runtime.executable, [...WATCHED, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const firstLine = new Promise<{ line: string; at: number }>((resolve) => {
    if (child.stdout)
      createInterface({ input: child.stdout }).once('line', (line) => resolve({ line, at: Date.now() }));
  });
  const port = debuggingPort(child);
  const watched: WatchedPage[] = [];
  return {
    startedAt,
    firstLine,
    async pages(count, address) {
      const number = await port;
      while (watched.length < count) {
        if (Date.now() - startedAt > PATIENCE_MS)
          throw new Error(`Waited in vain for ${count} windows: there are ${watched.length}.`);
        const now = await pagesOf(number);
        const fresh = now.filter(
          (page) => page.url.startsWith(address) && !watched.some(({ id }) => id === page.id),
        );
        watched.push(...(await Promise.all(fresh.map(watchPage))));
        if (fresh.length === 0) await pause(LOOK_EVERY_MS);
      }
      return watched;
    },
    async stop() {
      for (const page of watched) page.close();
      await end(child);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

/** Opens the wall as `npm start` does once everything is set up. */
export function startWall(stage: Stage): Watched {
  const { runtime, rig, dataDir, demo } = stage;
  return startWatched({
    stage,
    args: wallArguments({ runtime, virtual: true }),
    env: wallEnvironment({ runtime, dataDir, demoUrl: demo.url, virtual: true, env: rig.env }),
  });
}
