import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../../contract/calendar.ts';
import { type KeptCase, type ReadableDB, unpackCase } from '../store/index.ts';
import { type CaseStanding, standingAt } from './caseStanding.ts';
import { timeline } from './timeline.ts';

export interface FoundCase {
  key: string;
  state: KeptCase;
  standing: CaseStanding;
}

/** After this long a scan lets others have their turn. */
const TURN_MS = 10;

/** Goes through the cases of A that some units have at an instant, in the order of their keys. */
export type CaseScan = (question: {
  units: readonly number[];
  year: number;
  at: Instant;
  /** Only keys greater than this one. */
  after?: string | undefined;
}) => AsyncGenerator<FoundCase>;

/** @param db a connection that nothing writes on, because reading goes on between turns of the event loop. */
export function createCaseScan(db: ReadableDB): CaseScan {
  // Every case that ever was in one of the units, with all its versions: where it is at t is for the timeline to say.
  const sql = `SELECT key, versions FROM case_history
     WHERE key IN (SELECT key FROM unit_case WHERE unit IN (SELECT value FROM json_each(?)) AND key > ?)
     ORDER BY key`;
  return async function* scan({ units, year, at, after = '' }) {
    const within = new Set(units);
    // A statement of its own: several scans may be under way at once.
    const histories = db.prepare<[string, string], { key: string; versions: Buffer }>(sql);
    let turn = performance.now();
    for (const { key, versions } of histories.iterate(JSON.stringify(units), after)) {
      if (performance.now() - turn > TURN_MS) {
        await setImmediate();
        turn = performance.now();
      }
      const found = standingAt(timeline(unpackCase(versions)), year, at);
      if (found && within.has(found.state.unit)) yield { key, ...found };
    }
  };
}
