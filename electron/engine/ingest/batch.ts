import type { Instant } from '../../contract/calendar.ts';
import type { Measures } from '../measures/index.ts';
import { saysTooLarge, type Store } from '../store/index.ts';
import { createBatchRuns } from './batchRun.ts';
import type { Item, Reached } from './connection.ts';
import { createCountedRows } from './countedRows.ts';
import type { Positions } from './positions.ts';
import type { Quarantine } from './quarantine.ts';
import type { Reading, Refusal } from './reading.ts';

/** What became of the lines of a batch; the four counts sum to the lines. */
export interface Tally {
  accepted: number;
  duplicates: number;
  held: number;
  quarantined: number;
}

/** Takes read lines of a source in: events, versions, cube, position and quarantine in one transaction. */
export type TakeBatch = (
  source: { n: number; id: string },
  items: readonly Item[],
  now: Instant,
  reached?: Reached,
) => Tally;

/** As `TakeBatch`, but all lines or none. @throws NotWhole, with nothing changed, if a line would not be accepted. */
export type TakeWhole = (
  source: { n: number; id: string },
  readings: readonly Reading[],
  now: Instant,
  /** What belongs to it, written in the same transaction. */
  also: () => void,
) => Tally;

/** A line of a batch that is all or nothing would not be accepted: its place, and why. */
export class NotWhole extends Error {
  readonly index: number;
  readonly refusal: Refusal;
  constructor(index: number, refusal: Refusal) {
    super(refusal.detail);
    this.index = index;
    this.refusal = refusal;
  }
}

export interface TakeBatches {
  take: TakeBatch;
  takeWhole: TakeWhole;
}

export function createTakeBatch(parts: {
  store: Store;
  quarantine: Quarantine;
  positions: Positions;
  measures: Measures;
  /** Told how long each commit took until it was durable, ms. */
  committed?: ((ms: number) => void) | undefined;
}): TakeBatches {
  const { quarantine, positions, measures } = parts;
  const { db } = parts.store;
  const runs = createBatchRuns(db, quarantine);
  const countedRows = createCountedRows(db);

  const noteTaken = db.prepare(
    `UPDATE source SET last_seq = MAX(last_seq, @seq), heard_at = @now,
       delivered_at = CASE WHEN @lines > 0 THEN @now ELSE delivered_at END,
       last_event_at = CASE WHEN @at IS NULL THEN last_event_at ELSE MAX(COALESCE(last_event_at, @at), @at) END,
       accepted = accepted + @accepted, duplicates = duplicates + @duplicates WHERE n = @source`,
  );

  const transact = db.transaction(
    (source: { n: number; id: string }, items: readonly Item[], now: Instant, reached?: Reached) => {
      const tally: Tally = { accepted: 0, duplicates: 0, held: 0, quarantined: 0 };
      const run = runs.begin(now);
      let seq = 0;
      let at: Instant | null = null;
      for (const item of items) {
        const reading = 'versioned' in item ? countedRows.next(source.n, item) : item;
        if (item.seq !== null && item.seq > seq) seq = item.seq;
        if (reading === null) {
          tally.duplicates += 1;
          continue;
        }
        const became =
          'refusal' in reading
            ? run.refuse(source.n, reading.line, reading.refusal)
            : run.take(source.n, reading.line, reading.event, reading.text);
        tally[became] += 1;
        if (became === 'accepted' && 'event' in reading && (at === null || reading.event.at > at))
          at = reading.event.at;
      }
      run.settle();
      if (reached) positions.note(source.n, reached);
      noteTaken.run({
        lines: items.length,
        source: source.n,
        now,
        seq,
        at,
        accepted: tally.accepted,
        duplicates: tally.duplicates,
      });
      return { tally, changed: run.changed, settledAt: performance.now() };
    },
  );

  const transactWhole = db.transaction((...[source, readings, now, also]: Parameters<TakeWhole>) => {
    const run = runs.begin(now);
    let at: Instant | null = null;
    for (const [index, reading] of readings.entries()) {
      if ('refusal' in reading) throw new NotWhole(index, reading.refusal);
      const { line, event, text } = reading;
      const became = run.take(source.n, line, event, text);
      if (became === 'quarantined') throw new NotWhole(index, quarantine.lastRefusal(source.n, line));
      if (became !== 'accepted') throw new NotWhole(index, notAccepted[became]);
      if (at === null || event.at > at) at = event.at;
    }
    run.settle();
    also();
    const tally: Tally = { accepted: readings.length, duplicates: 0, held: 0, quarantined: 0 };
    noteTaken.run({ ...tally, lines: readings.length, source: source.n, now, seq: 0, at });
    return { tally, changed: run.changed, settledAt: performance.now() };
  });

  function committing(transact: () => ReturnType<typeof transactWhole>): Tally {
    try {
      const { tally, changed, settledAt } = transact();
      parts.committed?.(performance.now() - settledAt);
      if (tally.accepted > 0) measures.changed(changed);
      return tally;
    } catch (error) {
      runs.forget();
      throw error;
    }
  }

  function takeTogether(...batch: Parameters<TakeBatch>): Tally {
    return committing(() => transact.immediate(...batch));
  }

  /** A line whose amounts do not fit into the sums is found by halving and put aside; those beside it are taken in. */
  function take(...[source, items, now, reached]: Parameters<TakeBatch>): Tally {
    try {
      return takeTogether(source, items, now, reached);
    } catch (error) {
      if (!saysTooLarge(error)) throw error;
      const [only] = items;
      if (!only) throw error;
      if (items.length === 1) return takeTogether(source, [tooLarge(only)], now, reached);
      const middle = items.length >> 1;
      const first = take(source, items.slice(0, middle), now);
      const second = take(source, items.slice(middle), now, reached);
      return addTallies(first, second);
    }
  }
  return { take, takeWhole: (...batch) => committing(() => transactWhole.immediate(...batch)) };
}

const notAccepted: Record<'duplicates' | 'held', Refusal> = {
  duplicates: { reason: 'id_conflict', field: 'id', detail: 'This event is stored already.' },
  held: { reason: 'unknown_unit', field: 'unit', detail: 'It names a unit that is not known.' },
};

function addTallies(a: Tally, b: Tally): Tally {
  return {
    accepted: a.accepted + b.accepted,
    duplicates: a.duplicates + b.duplicates,
    held: a.held + b.held,
    quarantined: a.quarantined + b.quarantined,
  };
}

function tooLarge(item: Item): Reading {
  const { line } = 'versioned' in item ? item.versioned(1) : item;
  return {
    line,
    seq: item.seq,
    refusal: {
      reason: 'sum_too_large',
      field: null,
      detail: 'Its amounts would take a sum of its unit beyond 9.2 × 10^18 đồng: correct the amounts.',
    },
  };
}
