/** Keeps one engine running: starts it, starts it again when it dies, says when it refuses to run at all. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startEngineChild } from './engineChild.ts';
import type { EngineChild, Greeting } from './engineChild.ts';
import { REPLACED_KEPT, deathsAfter, engineDelay, mayReplace } from './budget.ts';
import type { Restarts } from './budget.ts';
import type { FaultLog } from './faultLog.ts';
import { freePort } from './freePort.ts';
import type { Options } from './options.ts';

/** Exit code of an engine that must not simply be started again: its last line on stderr says why. */
const REFUSES = 78;
/** An engine that has never answered and ended this often is shown as a fault too, whatever its exit code. */
const HOPELESS = 3;
/** A refused start is tried again this often (ms): a disk may be mounted, a port given free, without anybody at the wall. */
const REFUSED_RETRY = 30_000;

export interface EngineListener {
  /** It answers, under the same address and token as before unless a port was lost. */
  ready(greeting: Greeting): void;
  /** It refuses to run, in the sentence it gave. Trying goes on slowly. */
  refused(sentence: string): void;
}

export interface EngineKeeper {
  /** Where the engine answers, or will. */
  address(): string;
  /** The running engine's last greeting; `null` before the first. */
  greeting(): Greeting | null;
  /** When the engine that runs now first answered, ms; `null` while none does. */
  answeringSince(): number | null;
  /** Since when no engine answers, ms; `null` while one does. */
  missingSince(): number | null;
  /** Ends an engine that lives but does not answer, or answers and does not get on, so that a new one takes over. */
  replace(how: 'silent' | 'stuck'): void;
  /** Ends the engine for good and resolves when it is gone. */
  stop(): Promise<void>;
}

/** @param program the engine's program file @param dataDir folder of its database */
export async function keepEngine(
  program: string,
  dataDir: string,
  options: Options,
  faults: FaultLog,
  listener: EngineListener,
): Promise<EngineKeeper> {
  const token = randomBytes(32).toString('base64url');
  let port = options.port ?? (await freePort());
  let child: EngineChild | null = null;
  let greeting: Greeting | null = null;
  let answeredAt: number | null = null;
  let failedStarts = 0;
  /** Since when no engine answers, ms; `null` while one does. */
  let missing: number | null = Date.now();
  /** Ends of engines since one last answered. */
  let failures = 0;
  let replaced: Restarts = [];
  let deaths: Restarts = [];
  let timer: NodeJS.Timeout | undefined;
  let stopping: (() => void) | null = null;

  const address = () => `http://127.0.0.1:${port}`;

  const start = () => {
    answeredAt = null;
    const demo = options.demoUrl === undefined ? ['--no-demo'] : ['--demo-url', options.demoUrl];
    child = startEngineChild(
      {
        program,
        args: ['--data-dir', dataDir, '--host', '127.0.0.1', '--port', String(port), ...demo],
        env: engineEnvironment(token, dataDir, options.assets),
        node: options.node,
      },
      { ready, exited },
    );
  };

  const ready = (now: Greeting) => {
    // The address is the one we gave: the windows' policy names it letter for letter.
    greeting = { ...now, url: address() };
    answeredAt = Date.now();
    failedStarts = 0;
    if (missing !== null && failures > 0)
      faults.add('engine_recovered', {
        since: new Date(missing).toISOString(),
        afterMs: answeredAt - missing,
      });
    missing = null;
    failures = 0;
    listener.ready(greeting);
  };

  const exited = (code: number | null, lastWords: string) => {
    child = null;
    const answered = answeredAt;
    answeredAt = null;
    if (stopping) return stopping();
    const now = Date.now();
    missing ??= now;
    failures += 1;
    deaths = deathsAfter(deaths, now, answered);
    faults.add('engine_exited', { code, lastWords });
    if (answered === null) failedStarts += 1;
    if (answered === null && (code === REFUSES || (greeting === null && failedStarts >= HOPELESS))) {
      const sentence = lastWords || `The data engine ended with code ${code ?? 'none'} and gave no reason.`;
      faults.add('engine_refused', { sentence });
      listener.refused(sentence);
      timer = setTimeout(() => void retry(), REFUSED_RETRY);
    } else timer = setTimeout(start, engineDelay(deaths, now));
  };

  const retry = async () => {
    // A port that we chose ourselves may have been taken meanwhile.
    if (options.port === undefined) port = await freePort();
    if (!stopping) start();
  };

  start();
  return {
    address,
    greeting: () => greeting,
    answeringSince: () => answeredAt,
    missingSince: () => missing,
    replace(how) {
      const pid = child?.pid();
      const now = Date.now();
      // One that is stuck again and again is not mended by starting it: it answers, which is more than nothing.
      if (pid === undefined || !mayReplace(replaced, now)) return;
      replaced = [...replaced, now].slice(-REPLACED_KEPT);
      missing ??= now;
      faults.add(how === 'silent' ? 'engine_silent' : 'engine_stuck', { pid });
      kill(pid);
    },
    stop() {
      clearTimeout(timer);
      return new Promise((resolve) => {
        stopping = resolve;
        const pid = child?.pid();
        if (!child || pid === undefined) return resolve();
        child.stop();
        setTimeout(() => {
          kill(pid);
          resolve();
        }, 5_000).unref();
      });
    },
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/**
 * What the engine inherits: our environment without what steers Electron, the token for wall windows, the assets, and
 * where its compiled code is kept, so that it need not be compiled at every start.
 */
function engineEnvironment(
  token: string,
  dataDir: string,
  assets: string | undefined,
): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && !/^(ELECTRON_|NODE_OPTIONS$)/.test(pair[0]),
  );
  return {
    ...Object.fromEntries(inherited),
    IOC_WALL_TOKEN: token,
    NODE_COMPILE_CACHE: join(dataDir, 'profile', 'engine-code'),
    ...(assets === undefined ? {} : { IOC_WALL_ASSETS: assets }),
  };
}
