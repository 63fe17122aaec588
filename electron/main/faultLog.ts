/** What went wrong and what was done about it, one JSON object a line, for whoever looks after the wall. */
import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type FaultKind =
  | 'engine_exited'
  | 'engine_refused'
  | 'engine_silent'
  | 'window_silent'
  | 'window_gone'
  | 'window_restarted'
  | 'past_pictures_failed'
  | 'page_failed'
  | 'page_error'
  | 'process_gone'
  | 'bounds_refused'
  | 'bindings_refused'
  | 'request_refused'
  | 'shell_error'
  | 'faults_left_out';

/** A log this large (bytes) is kept once as `faults.1.ndjson` and begun anew, so that it never fills the disk. */
const LARGEST = 5_000_000;

export interface FaultLog {
  /** Never throws: a full disk must not take the wall down. */
  add(kind: FaultKind, detail: Readonly<Record<string, unknown>>): void;
}

/** A broken page can report a fault with every frame: of more than these a minute only the number is kept. */
const MOST_A_MINUTE = 120;

/** @param now the clock, ms since the epoch */
export function openFaultLog(dataDir: string, now: () => number = Date.now): FaultLog {
  const file = join(dataDir, 'faults.ndjson');
  let minute = { since: now(), lines: 0 };

  const write = (kind: FaultKind, detail: Readonly<Record<string, unknown>>) => {
    const line = JSON.stringify({ at: new Date(now()).toISOString(), kind, ...detail });
    process.stderr.write(`${line}\n`);
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST)
        renameSync(file, join(dataDir, 'faults.1.ndjson'));
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
    } catch {
      // The line is on stderr already; there is nothing better to do with it.
    }
  };

  return {
    add(kind, detail) {
      if (now() - minute.since > 60_000) {
        if (minute.lines > MOST_A_MINUTE) write('faults_left_out', { number: minute.lines - MOST_A_MINUTE });
        minute = { since: now(), lines: 0 };
      }
      minute.lines += 1;
      if (minute.lines <= MOST_A_MINUTE) write(kind, detail);
    },
  };
}
