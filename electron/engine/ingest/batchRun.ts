import { type Instant, yearOf } from '../../contract/calendar.ts';
import {
  type AggregateEvent,
  type Event,
  type EventType,
  event as eventSchema,
} from '../../contract/events.ts';
import { createCubeWriter, type Touched } from '../measures/index.ts';
import { createEventLog, type LoggedEvent, type WritableDB } from '../store/index.ts';
import { contentDigest } from './contentDigest.ts';
import { createEntityTypes } from './entities.ts';
import { createFeeds } from './feeds.ts';
import { createKnownEnforcers } from './knownEnforcers.ts';
import { createKnownUnits } from './knownUnits.ts';
import type { Line } from './lines.ts';
import type { Quarantine } from './quarantine.ts';
import { type Refusal, sameContent } from './reading.ts';
import { createTouched, type TouchedEntities } from './touched.ts';
import { sameState, type VersionRow } from './versionTable.ts';

/** What became of a line. */
export type Became = 'accepted' | 'duplicates' | 'held' | 'quarantined';

/** What one transaction does with the lines of a batch. */
export interface BatchRun {
  take(source: number, line: Line, event: Event, text: string): Became;
  refuse(source: number, line: Line, refusal: Refusal, event?: Event): 'quarantined';
  /** Writes what the batch makes of the cube. */
  settle(): void;
  changed: Touched;
}

export interface BatchRuns {
  begin(now: Instant): BatchRun;
  /** Forgets what was learned in a transaction that was rolled back. */
  forget(): void;
}

type Papers = 'officer' | 'receipt' | 'decision';
const PAPERS: ReadonlySet<EventType> = new Set<EventType>(['officer', 'receipt', 'decision']);
/** Types whose lines may be taken out of the log again or are read again: few lines, each logged by itself. */
const LOGGED_ALONE: ReadonlySet<EventType> = new Set<EventType>(['unit', 'aggregate', 'target']);

export function createBatchRuns(db: WritableDB, quarantine: Quarantine): BatchRuns {
  const enforcers = createKnownEnforcers(db);
  const types = createEntityTypes(db, enforcers);
  const units = createKnownUnits(db, types.unit.table);
  const feeds = createFeeds(db);
  const cube = createCubeWriter(db);
  const touch = createTouched(db, types);
  const log = createEventLog(db);

  const sourceId = db.prepare<[number], string>('SELECT id FROM source WHERE n = ?').pluck();
  const hold = db.prepare('INSERT INTO held (unit, event) VALUES (?, ?)');
  const heldFor = db
    .prepare<[string], number>('SELECT event FROM held WHERE unit = ? ORDER BY event')
    .pluck();
  const unhold = db.prepare('DELETE FROM held WHERE unit = ?');
  const noteReleased = db.prepare(
    `UPDATE source SET accepted = accepted + 1, last_event_at = MAX(COALESCE(last_event_at, @at), @at)
     WHERE n = @source`,
  );
  const noteCase = db.prepare('INSERT INTO unit_case (unit, key) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const keyOf = db.prepare<[number], string>('SELECT key FROM unit WHERE n = ?').pluck();
  const aggregatesOf = db.prepare<[number, number], { key: string; v: number; event: number }>(
    'SELECT key, v, event FROM aggregate_version WHERE unit = ? AND year = ?',
  );
  const deleteAggregates = db.prepare('DELETE FROM aggregate_version WHERE unit = ? AND year = ?');

  /** Takes out what waited for a unit, oldest first. */
  function unheld(unit: string): number[] {
    const waiting = heldFor.all(unit);
    unhold.run(unit);
    return waiting;
  }

  /** Which of two events counts where they give the same version: the greater (id, source id) in byte order. */
  function isGreater(a: LoggedEvent, b: LoggedEvent): boolean {
    const byId = Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));
    if (byId !== 0) return byId > 0;
    const sourceOf = (event: LoggedEvent) => Buffer.from(sourceId.get(event.source) ?? '');
    return Buffer.compare(sourceOf(a), sourceOf(b)) > 0;
  }

  function begin(now: Instant): BatchRun {
    const touched: TouchedEntities = touch();
    const changed = { units: false, aggregates: false, targets: false };
    /** Units that became known and whose held lines are still to be stored. */
    const arrived: string[] = [];

    function take(source: number, line: Line, event: Event, text: string): Became {
      const missing = missingUnit(event);
      const alone = missing !== null || LOGGED_ALONE.has(event.type);
      const n = log.insert(source, event.id, text, now, alone);
      if (n === null) {
        if (repeats(source, event.id, text)) return 'duplicates';
        return refuse(source, line, {
          reason: 'id_conflict',
          field: 'id',
          detail: `An event "${event.id}" with other content is stored already: give the line an id of its own.`,
        });
      }
      if (missing !== null) {
        hold.run(missing, n);
        return 'held';
      }
      const refusal = put(source, event, n);
      release();
      if (!refusal) return 'accepted';
      log.remove(n);
      return refuse(source, line, refusal, event);
    }

    /** Whether the line logged under an id says the same as this one. */
    function repeats(source: number, id: string, line: string): boolean {
      const stored = log.find(log.numberOf(source, id) ?? 0);
      if (!stored) return false;
      if (stored.digest === null) return sameContent(stored.line, line);
      return stored.digest.equals(contentDigest(JSON.parse(line)));
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
      const mine = log.find(n);
      const theirs = log.find(stored.event);
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
        const event = log.find(n);
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
        const stored = log.find(n);
        const read = stored && eventSchema.parse(JSON.parse(stored.line));
        if (!stored || read?.type !== 'aggregate') continue;
        touched.versionsOf('aggregate', types.aggregate.row(read, n, unit).key).length = 0;
        log.remove(n);
        refuse(stored.source, lineOfText(stored.line), fedByCases(read), read);
      }
      deleteAggregates.run(unit, year);
      changed.aggregates = true;
    }

    function bringAggregatesBack(unit: number, year: number): void {
      const key = keyOf.get(unit);
      for (const { source, text } of quarantine.takeFedByCases(key ?? '', year))
        take(source, lineOfText(text), eventSchema.parse(JSON.parse(text)), text);
    }

    /** Stores what waited for the units that arrived, which may make further units known. */
    function release(): void {
      for (let key = arrived.shift(); key !== undefined; key = arrived.shift()) {
        for (const n of unheld(key)) releaseOne(n);
      }
    }

    function releaseOne(n: number): void {
      const stored = log.find(n);
      if (!stored) return;
      const event = eventSchema.parse(JSON.parse(stored.line));
      const refusal = put(stored.source, event, n);
      if (!refusal) {
        noteReleased.run({ source: stored.source, at: event.at });
        return;
      }
      log.remove(n);
      refuse(stored.source, lineOfText(stored.line), refusal, event);
    }

    return {
      take,
      refuse,
      settle: () => {
        log.flush();
        feeds.save();
        touched.settle(cube);
        cube.flush();
      },
      changed,
    };
  }

  return {
    begin,
    forget() {
      log.forget();
      units.reset();
      enforcers.reset();
      feeds.reset();
      cube.drop();
    },
  };
}

function fedByCases(event: AggregateEvent): Refusal {
  return {
    reason: 'fed_by_cases',
    field: 'unit',
    detail: `Unit "${event.unit}" sends cases in ${event.year}: it cannot be fed by aggregates in the same year.`,
  };
}

function lineOfText(text: string): Line {
  const bytes = Buffer.from(text);
  return { bytes, length: bytes.length, whole: true };
}
