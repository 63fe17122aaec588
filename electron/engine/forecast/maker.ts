/** The thread that makes outlooks, as the engine asks it. */
import { Worker } from 'node:worker_threads';
import type { UnusualDays } from './days/unusualDays.ts';
import type { Job, JobNews, MadeOutlook, ThreadSetting } from './thread.ts';

/** Room for the courses of a whole country's units. */
const MEMORY_MB = 512;

export interface Maker {
  /** @param heard is told of each unit as it is made */
  make(job: Omit<Job, 'id' | 'what'>, heard: (made: readonly MadeOutlook[]) => void): Promise<void>;
  /** What was unusual in the working days before an instant. */
  days(job: Pick<Job, 'at' | 'formulas'>): Promise<UnusualDays>;
  stop(): Promise<void>;
}

interface Waiting {
  heard(news: JobNews): void;
  done(): void;
  failed(error: Error): void;
}

/** The thread begins with the first job, and anew after it fell. */
export function createMaker(setting: Omit<ThreadSetting, 'forecasts'>): Maker {
  const waiting = new Map<number, Waiting>();
  let thread: Promise<Worker> | undefined;
  let last = 0;
  let stopped = false;

  async function begin(): Promise<Worker> {
    const { FORECAST_THREAD } = await import('./thread.ts');
    const worker = new Worker(new URL(FORECAST_THREAD), {
      workerData: { ...setting, forecasts: true } satisfies ThreadSetting,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    worker.on('message', (news: JobNews) => hear(news));
    worker.on('error', fell);
    worker.on('exit', () => fell(new Error('The thread that makes forecasts has ended.')));
    // It must not keep a process that has ended otherwise.
    worker.unref();
    return worker;
  }

  function fell(error: Error): void {
    thread = undefined;
    for (const [id, one] of [...waiting]) {
      waiting.delete(id);
      one.failed(error);
    }
  }

  function hear(news: JobNews): void {
    const { id, done, failed } = news;
    const one = waiting.get(id);
    if (!one) return;
    one.heard(news);
    if (!done) return;
    waiting.delete(id);
    if (failed === undefined) one.done();
    else one.failed(new Error(failed));
  }

  async function work(job: Omit<Job, 'id'>, heard: Waiting['heard']): Promise<void> {
    if (stopped) throw new Error('Forecasts are no longer made: the engine is stopping.');
    last += 1;
    const id = last;
    const worker = await (thread ??= begin());
    await new Promise<void>((done, failed) => {
      waiting.set(id, { heard, done, failed });
      worker.postMessage({ ...job, id } satisfies Job);
    });
  }

  return {
    make: (job, heard) =>
      work({ ...job, what: 'outlooks' }, ({ made }) => {
        if (made.length > 0) heard(made);
      }),
    async days(job) {
      let found: UnusualDays | undefined;
      await work({ ...job, what: 'days', step: 'day' }, ({ days }) => {
        found = days;
      });
      if (!found) throw new Error('What was unusual was not told.');
      return found;
    },
    async stop() {
      stopped = true;
      const worker = await thread;
      await worker?.terminate();
    },
  };
}
