/** Runs beside the engine, in a thread of its own: a file of boundaries takes a while to be read and drawn. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { MapFileFault } from '../../../contract/maps.ts';
import { UnreadableMap } from './unreadable.ts';
import { type MapMade, type MapWork, worked } from './work.ts';

/** This file as a thread is begun with it. It is imported on demand only, so that it stays a file of its own when built. */
export const MAP_THREAD = import.meta.url;

export type MapThreadAnswer =
  | { readonly made: MapMade }
  | { readonly unreadable: { readonly reason: MapFileFault; readonly detail: string } };

function answerTo(work: MapWork): MapThreadAnswer {
  try {
    return { made: worked(work) };
  } catch (error) {
    if (!(error instanceof UnreadableMap)) throw error;
    return { unreadable: { reason: error.reason, detail: error.message } };
  }
}

function isWork(data: unknown): data is { mapWork: MapWork } {
  return typeof data === 'object' && data !== null && 'mapWork' in data;
}

if (!isMainThread && isWork(workerData)) parentPort?.postMessage(answerTo(workerData.mapWork));
