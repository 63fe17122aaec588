/** Reads the fault log that the shell keeps in the data folder. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { formatInstant } from '../../contract/calendar.ts';
import { FAULT_FILES, type FaultEntry, faultKind } from '../../contract/faults.ts';
import { type Role, role } from '../../contract/live.ts';
import { z } from 'zod';

/** So much of the end of a file is read at most, bytes: some ten thousand faults. */
const READ_MAX = 2 * 1024 * 1024;

const line = z.looseObject({ at: z.string(), kind: faultKind, roles: z.array(role).optional() });

/** Ends of something that was out: they are told with the fault that began it. */
const ENDS = { engine_recovered: 'engine', window_recovered: 'window', map_recovered: 'map' } as const;

type Place = FaultEntry['place'];

/** Every fault in the folder, the newest first. Lines that are none are passed over. */
export async function readFaults(dataDir: string): Promise<FaultEntry[]> {
  const texts = await Promise.all(FAULT_FILES.map((file) => endOf(join(dataDir, file))));
  return faultsIn(texts.reverse().join(''));
}

/** The faults of a log, oldest line first, as a list that begins with the newest. Pure. */
export function faultsIn(text: string): FaultEntry[] {
  const found: FaultEntry[] = [];
  /** What is back, since when it was out, by what it concerns. */
  const back = new Map<string, { at: number; since: number }>();
  for (const one of text.split('\n').reverse()) {
    const read = line.safeParse(parse(one));
    if (!read.success) continue;
    const { at: when, kind, roles = [], ...rest } = read.data;
    const at = Date.parse(when);
    if (Number.isNaN(at)) continue;
    const place = placeOf(kind);
    const name = [place, ...roles].join();
    if (kind in ENDS) {
      // Maps do not say since when: it is the last loss before this.
      const since = typeof rest['since'] === 'string' ? Date.parse(rest['since']) : Number.NEGATIVE_INFINITY;
      back.set(name, { at, since: Number.isNaN(since) ? at : since });
      continue;
    }
    const end = back.get(name);
    // The clock of the machine may have been set meanwhile.
    const recovered = end && BREAKS.has(kind) && at >= end.since - 1_000 && end.at >= at ? end.at - at : null;
    if (kind === 'map_lost') back.delete(name);
    found.push({
      at: formatInstant(at),
      kind,
      place,
      roles: roles satisfies Role[],
      done: doneIn(rest),
      detail: rest,
      recoveredMs: recovered,
    });
  }
  return found;
}

/** Faults after which something has to come back. */
const BREAKS = new Set<FaultEntry['kind']>([
  'engine_exited',
  'engine_silent',
  'engine_stuck',
  'engine_refused',
  'window_silent',
  'window_frozen',
  'window_gone',
  'window_restarted',
  'page_failed',
  'map_lost',
]);

function placeOf(kind: FaultEntry['kind']): Place {
  if (kind.startsWith('engine_')) return 'engine';
  if (kind.startsWith('map_')) return 'map';
  return kind.startsWith('window_') || kind.startsWith('page_') ? 'window' : 'wall';
}

function doneIn(rest: Readonly<Record<string, unknown>>): string | null {
  const done = rest['rung'] ?? rest['done'];
  return typeof done === 'string' ? done : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The end of a file; empty where there is none. */
async function endOf(file: string): Promise<string> {
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      const length = Math.min(size, READ_MAX);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return '';
  }
}
