import { yearOf, type Instant } from '../../contract/calendar.ts';
import {
  type AggregateEvent,
  type Event,
  type EventType,
  event as eventSchema,
} from '../../contract/events.ts';
import { createCubeWriter, type Measures } from '../measures/index.ts';
import type { Store } from '../store/index.ts';
import type { Item, Reached } from './connection.ts';
import { contentDigest } from './contentDigest.ts';
import { createCountedRows } from './countedRows.ts';
import { createEntityTypes } from './entities.ts';
import { createFeeds } from './feeds.ts';
import { createKnownUnits } from './knownUnits.ts';
import type { Line } from './lines.ts';
import type { Positions } from './positions.ts';
import type { Quarantine } from './quarantine.ts';
import { type Refusal, sameContent } from './reading.ts';
import { createTouched, type TouchedEntities } from './touched.ts';
import { sameState, type VersionRow } from './versionTable.ts';

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

type Papers = 'officer' | 'receipt' | 'decision';
const PAPERS: ReadonlySet<EventType> = new Set<EventType>(['officer', 'receipt', 'decision']);

export function createTakeBatch(parts: {
  store: Store;
  quarantine: Quarantine;
  positions: Positions;
  measures: Measures;
  /** Told how long each commit took until it was durable, ms. */
  committed?: ((ms: number) => void) | undefined;
}): TakeBatch {
  const { quarantine, positions, measures } = parts;
  const { db } = parts.store;
  const types = createEntityTypes(db);
  const units = createKnownUnits(db, types.unit.table);
  const feeds = createFeeds(db);
  const cube = createCubeWriter(db);
  const touch = createTouched(db, types);
  const countedRows = createCountedRows(db);

  const insertEvent = db.prepare(
    'INSERT INTO event (source, id, line, received_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const storedAs = db.prepare<[number, string], StoredLine>(
    'SELECT line, digest FROM event WHERE source = ? AND id = ?',
  );
  const eventByNumber = db.prepare<[number], { id: string; source: number; sourceId: string; line: string }>(
    `SELECT event.id, event.source, source.id AS sourceId, event.line
     FROM event JOIN source ON source.n = event.source WHERE event.n = ?`,
  );
  const noteCase = db.prepare('INSERT INTO unit_case (unit, key) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const deleteEvent = db.prepare('DELETE FROM event WHERE n = ?');
  const hold = db.prepare('INSERT INTO held (unit, event) VALUES (?, ?)');
  const heldFor = db
    .prepare<[string], number>('SELECT event FROM held WHERE unit = ? ORDER BY event')
    .pluck();
  const unhold = db.prepare('DELETE FROM held WHERE unit = ?');
  const noteReleased = db.prepare(
    `UPDATE source SET accepted = accepted + 1, last_event_at = MAX(COALESCE(last_event_at, @at), @at)
     WHERE n = @source`,
  );
  const aggregatesOf = db.prepare<[number, number], { key: string; v: number; event: number }>(
    'SELECT key, v, event FROM aggregate_version WHERE unit = ? AND year = ?',
  );
  const deleteAggregates = db.prepare('DELETE FROM aggregate_version WHERE unit = ? AND year = ?');

  /** One run of the transaction. */
  function createRun(now: Instant) {
    const touched: TouchedEntities = touch();
    const changed = { units: false, aggregates: false, targets: false };
    /** Units that became known and whose held lines are still to be stored. */
    const arrived: string[] = [];

    function take(source: number, line: Line, event: Event, text: string): keyof Tally {
      const inserted = insertEvent.run(source, event.id, text, now);
      if (inserted.changes === 0) {
        const stored = storedAs.get(source, event.id);
        if (stored && repeats(stored, text)) return 'duplicates';
        return refuse(source, line, {
          reason: 'id_conflict',
          field: 'id',
          detail: `An event "${event.id}" with other content is stored already: give the line an id of its own.`,
        });
      }
      const n = Number(inserted.lastInsertRowid);
      const missing = missingUnit(event);
      if (missing !== null) {
        hold.run(missing, n);
        return 'held';
      }
      const refusal = put(source, event, n);
      release();
      if (!refusal) return 'accepted';
      deleteEvent.run(n);
      return refuse(source, line, refusal, event);
    }

    function refuse(source: number, line: Line, refusal: Refusal, event?: Event): 'quarantined' {
      quarantine.put({
        source,
        line,
        refusal,
        at: now,
        ...(refusal.reason === 'fed_by_cases' &&
          event?.type === 'aggregate' && { fed: { unit: event.unit, year: event.year } }),
      });
      return 'quarantined';
    }

    function missingUnit(event: Event): string | null {
      const needed = event.type === 'unit' ? event.parent : event.unit;
      // A unit that is its own parent waits for nobody: it is a cycle.
      if (needed === null || (event.type === 'unit' && needed === event.unit)) return null;
      return units.numberOf(needed) === undefined ? needed : null;
    }

    /** Stores an event of known units as a version; says why it cannot be one. */
    function put(source: number, event: Event, n: number): Refusal | null {
      if (event.type === 'unit') {
        const row = types.unit.row(event, n, 0);
        const isNew = units.numberOf(event.unit) === undefined;
        const others = touched.versionsOf('unit', event.unit).filter((r) => r.v !== row.v);
        // Nobody can be below a unit that was not known: it can only be its own parent.
        if (isNew ? event.parent === event.unit : units.wouldCycle(event.unit, [...others, row]))
          return {
            reason: 'unit_cycle',
            field: 'parent',
            detail: `Unit "${event.unit}" would be its own ancestor: name another parent.`,
          };
        if (isNew) {
          units.learn(event.unit, source);
          arrived.push(event.unit);
        }
        putVersion(event, n, 0);
        changed.units = true;
        return null;
      }
      const unit = units.numberOf(event.unit) as number;
      if (event.type === 'aggregate' && feeds.fedByCases(unit, event.year)) return fedByCases(event);
      putVersion(event, n, unit);
      if (event.type === 'aggregate') changed.aggregates = true;
      if (event.type === 'target') changed.targets = true;
      return null;
    }

    function putVersion(event: Event, n: number, unit: number): void {
      const { table, row: rowOf } = types[event.type];
      const row = rowOf(event, n, unit);
      const versions = touched.versionsOf(event.type, row.key);
      const place = versions.findIndex((r) => r.v === row.v);
      const stored = versions[place];
      if (event.type === 'case' && !versions.some((r) => r.unit === unit)) noteCase.run(unit, row.key);
      if (!stored) {
        table.insert(row);
        versions.push(row);
        note(event.type, row);
        return;
      }
      const mine = eventByNumber.get(n);
      const theirs = eventByNumber.get(stored.event);
      const wins = mine && theirs && isGreater(mine, theirs);
      if (!sameState(row, stored)) listConflict([n, stored.event]);
      if (!wins) return;
      table.replace(row);
      versions[place] = row;
      // In this order, so that a unit which stays fed by cases does not cease to be for a moment.
      note(event.type, row);
      forget(event.type, stored);
    }

    function note(type: EventType, row: VersionRow): void {
      if (type === 'case' && feeds.count(Number(row.unit), row.at, 1) === 'begins')
        setAggregatesAside(Number(row.unit), yearOf(row.at));
      if (PAPERS.has(type)) feeds.noteEvent(Number(row.unit), type as Papers, row.at);
    }

    function forget(type: EventType, row: VersionRow): void {
      if (type === 'case' && feeds.count(Number(row.unit), row.at, -1) === 'ends')
        bringAggregatesBack(Number(row.unit), yearOf(row.at));
      if (PAPERS.has(type)) feeds.forgetEvent(Number(row.unit), type as Papers);
    }

    /** Both sides of a conflict are listed, so that the source's people can see what they sent. */
    function listConflict(events: readonly number[]): void {
      for (const n of events) {
        const event = eventByNumber.get(n);
        if (!event) continue;
        quarantine.put({
          source: event.source,
          // Of a line that was put away the id is left.
          line: lineOfText(event.line || JSON.stringify({ id: event.id })),
          refusal: {
            reason: 'version_conflict',
            field: 'v',
            detail:
              'Two events give the same version of this entity with other content: the greater id counts.',
          },
          at: now,
          event: n,
        });
      }
    }

    function setAggregatesAside(unit: number, year: number): void {
      for (const { event: n } of aggregatesOf.all(unit, year)) {
        const stored = eventByNumber.get(n);
        const read = stored && eventSchema.parse(JSON.parse(stored.line));
        if (!stored || read?.type !== 'aggregate') continue;
        touched.versionsOf('aggregate', types.aggregate.row(read, n, unit).key).length = 0;
        deleteEvent.run(n);
        refuse(stored.source, lineOfText(stored.line), fedByCases(read), read);
      }
      deleteAggregates.run(unit, year);
      changed.aggregates = true;
    }

    function bringAggregatesBack(unit: number, year: number): void {
      const key = db.prepare<[number], string>('SELECT key FROM unit WHERE n = ?').pluck().get(unit);
      for (const { source, text } of quarantine.takeFedByCases(key ?? '', year))
        take(source, lineOfText(text), eventSchema.parse(JSON.parse(text)), text);
    }

    /** Stores what waited for the units that arrived, which may make further units known. */
    function release(): void {
      for (let key = arrived.shift(); key !== undefined; key = arrived.shift()) {
        const waiting = heldFor.all(key);
        unhold.run(key);
        for (const n of waiting) releaseOne(n);
      }
    }

    function releaseOne(n: number): void {
      const stored = eventByNumber.get(n);
      if (!stored) return;
      const event = eventSchema.parse(JSON.parse(stored.line));
      const refusal = put(stored.source, event, n);
      if (!refusal) {
        noteReleased.run({ source: stored.source, at: event.at });
        return;
      }
      deleteEvent.run(n);
      refuse(stored.source, lineOfText(stored.line), refusal, event);
    }

    return {
      take,
      refuse,
      settle: () => {
        feeds.save();
        touched.settle(cube);
        cube.flush();
      },
      changed,
    };
  }

  const noteTaken = db.prepare(
    `UPDATE source SET last_seq = MAX(last_seq, @seq), heard_at = @now,
       delivered_at = CASE WHEN @lines > 0 THEN @now ELSE delivered_at END,
       last_event_at = CASE WHEN @at IS NULL THEN last_event_at ELSE MAX(COALESCE(last_event_at, @at), @at) END,
       accepted = accepted + @accepted, duplicates = duplicates + @duplicates WHERE n = @source`,
  );

  const transact = db.transaction(
    (source: { n: number; id: string }, items: readonly Item[], now: Instant, reached?: Reached) => {
      const tally: Tally = { accepted: 0, duplicates: 0, held: 0, quarantined: 0 };
      const run = createRun(now);
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

  return (source, items, now, reached) => {
    try {
      const { tally, changed, settledAt } = transact.immediate(source, items, now, reached);
      parts.committed?.(performance.now() - settledAt);
      if (tally.accepted > 0) measures.changed(changed);
      return tally;
    } catch (error) {
      units.reset();
      feeds.reset();
      cube.drop();
      throw error;
    }
  };
}

function fedByCases(event: AggregateEvent): Refusal {
  return {
    reason: 'fed_by_cases',
    field: 'unit',
    detail: `Unit "${event.unit}" sends cases in ${event.year}: it cannot be fed by aggregates in the same year.`,
  };
}

/** A line as stored; of one that was put away only the digest of what it said. */
interface StoredLine {
  line: string;
  digest: Buffer | null;
}

function repeats(stored: StoredLine, text: string): boolean {
  if (stored.digest === null) return sameContent(stored.line, text);
  return stored.digest.equals(contentDigest(JSON.parse(text)));
}

function lineOfText(text: string): Line {
  const bytes = Buffer.from(text);
  return { bytes, length: bytes.length, whole: true };
}

/** Which of two events counts where they give the same version: the greater (id, source id) in byte order. */
function isGreater(a: { id: string; sourceId: string }, b: { id: string; sourceId: string }): boolean {
  const byId = Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));
  return byId !== 0 ? byId > 0 : Buffer.compare(Buffer.from(a.sourceId), Buffer.from(b.sourceId)) > 0;
}
