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
  | 'page_failed'
  | 'process_gone'
  | 'bounds_refused'
  | 'bindings_refused'
  | 'request_refused'
  | 'shell_error';

/** A log this large (bytes) is kept once as `faults.1.ndjson` and begun anew, so that it never fills the disk. */
const LARGEST = 5_000_000;

export interface FaultLog {
  /** Never throws: a full disk must not take the wall down. */
  add(kind: FaultKind, detail: Readonly<Record<string, unknown>>): void;
}

export function openFaultLog(dataDir: string): FaultLog {
  const file = join(dataDir, 'faults.ndjson');
  return {
    add(kind, detail) {
      const line = JSON.stringify({ at: new Date().toISOString(), kind, ...detail });
      process.stderr.write(`${line}\n`);
      try {
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST)
          renameSync(file, join(dataDir, 'faults.1.ndjson'));
        appendFileSync(file, `${line}\n`, { mode: 0o600 });
      } catch {
        // The line is on stderr already; there is nothing better to do with it.
      }
    },
  };
}
