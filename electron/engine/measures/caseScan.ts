import { setImmediate } from 'node:timers/promises';
import type { CaseFilter, Dimension, ValueBand } from '../../contract/breakdown.ts';
import { VALUE_BANDS } from '../../contract/breakdown.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { CaseEvent } from '../../contract/events.ts';
import type { ReadableDB } from '../store/index.ts';
import { type CaseStanding, type CaseVersion, standingAt } from './caseStanding.ts';
import { byKey } from './byKey.ts';
import { timeline } from './timeline.ts';

/** A case version with what it can be broken down by. */
export interface DescribedCase extends CaseVersion {
  key: string;
  officer: string | null;
  initiation: CaseEvent['initiation'];
  category: CaseEvent['category'];
}

export interface FoundCase {
  state: DescribedCase;
  standing: CaseStanding;
}

/** After this long a scan lets others have their turn. */
const TURN_MS = 10;

/** Goes through the cases of A that some units have at an instant, in the order of their keys. */
export type CaseScan = (question: {
  units: readonly number[];
  year: number;
  at: Instant;
  filter: CaseFilter;
  /** Only keys greater than this one. */
  after?: string | undefined;
}) => AsyncGenerator<FoundCase>;

/** @param db a connection that nothing writes on, because reading goes on between turns of the event loop. */
export function createCaseScan(db: ReadableDB): CaseScan {
  // Every case that ever was in one of the units, with all its versions: where it is at t is for the timeline to say.
  const sql = `SELECT key, v, at, unit, officer, initiation, category, accepted_on, due, done, state FROM case_version
     WHERE key IN (SELECT key FROM unit_case WHERE unit IN (SELECT value FROM json_each(?)) AND key > ?)
     ORDER BY key`;
  return async function* scan({ units, year, at, filter, after = '' }) {
    const within = new Set(units);
    // A statement of its own: several scans may be under way at once.
    const versions = db.prepare<[string, string], DescribedCase>(sql);
    let turn = performance.now();
    for (const its of byKey(versions.iterate(JSON.stringify(units), after))) {
      if (performance.now() - turn > TURN_MS) {
        await setImmediate();
        turn = performance.now();
      }
      const found = standingAt(timeline(its), year, at);
      if (found && within.has(found.state.unit) && passes(found.state, filter)) yield found;
    }
  };
}

/** The band that an amount to be enforced falls into. */
export function bandOf(due: number): ValueBand {
  return (VALUE_BANDS.findLast((band) => due >= band.from) ?? VALUE_BANDS[0]).key;
}

/** What a case has in a dimension; `unitKey` is the key of its unit. */
export function valueIn(dimension: Dimension, state: DescribedCase, unitKey: string): string | null {
  switch (dimension) {
    case 'unit':
      return unitKey;
    case 'band':
      return bandOf(state.due);
    default:
      return state[dimension];
  }
}

function passes(state: DescribedCase, filter: CaseFilter): boolean {
  return (
    (filter.officer === undefined || (state.officer ?? '') === filter.officer) &&
    (filter.category === undefined || state.category === filter.category) &&
    (filter.initiation === undefined || state.initiation === filter.initiation) &&
    (filter.band === undefined || bandOf(state.due) === filter.band)
  );
}
