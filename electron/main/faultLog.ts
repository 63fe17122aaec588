/** What went wrong and what was done about it, one JSON object a line, for whoever looks after the wall. */
import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FAULT_FILES } from '../contract/faults.ts';
import type { FaultKind } from '../contract/faults.ts';

/** A log this large (bytes) is kept once under another name and begun anew, so that it never fills the disk. */
const LARGEST = 5_000_000;

export interface FaultLog {
  /** Never throws: a full disk must not take the wall down. */
  add(kind: FaultKind, detail: Readonly<Record<string, unknown>>): void;
}

/** A broken page can report a fault with every frame: of more than these a minute only the number is kept. */
const MOST_A_MINUTE = 120;

/** @param now the clock, ms since the epoch */
export function openFaultLog(dataDir: string, now: () => number = Date.now): FaultLog {
  const file = join(dataDir, FAULT_FILES[0]);
  let minute = { since: now(), lines: 0 };

  const write = (kind: FaultKind, detail: Readonly<Record<string, unknown>>) => {
    const line = JSON.stringify({ at: new Date(now()).toISOString(), kind, ...detail });
    process.stderr.write(`${line}\n`);
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST)
        renameSync(file, join(dataDir, FAULT_FILES[1]));
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
