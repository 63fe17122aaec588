/** Reads and draws a file of boundaries in a thread, so that ticks go on. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { MapThreadAnswer } from './boundaries/mapThread.ts';
import type { MapMade, MapWork } from './boundaries/work.ts';
import { mapProblem } from './mapProblem.ts';

/** Memory that one file may take, MB: a file that wants more is refused by the end of its thread. */
const MEMORY_MB = 1024;

/** @throws ProblemError when the file cannot be read as a whole */
export async function workedBeside(work: MapWork): Promise<MapMade> {
  const { MAP_THREAD } = await import('./boundaries/mapThread.ts');
  const thread = new Worker(new URL(MAP_THREAD), {
    workerData: { mapWork: work },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  try {
    // `once` rejects when the thread fails.
    const [answer] = (await once(thread, 'message')) as [MapThreadAnswer];
    if ('made' in answer) return answer.made;
    throw mapProblem(400, answer.unreadable.reason, answer.unreadable.detail);
  } finally {
    await thread.terminate();
  }
}
