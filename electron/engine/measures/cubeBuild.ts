import { HOUR_MS, yearOf } from '../../contract/calendar.ts';
import { createPacker, type WritableDB } from '../store/index.ts';
import type { Change } from './change.ts';
import { addTo, type Entry, entryOf, packEntries, readEntries } from './changeLog.ts';
import { type AddToCell, createAddToCell, addSums, noSums } from './cubeCells.ts';
import { addExact, type Exact } from './exact.ts';
import { hoursBefore, SPANS } from './spans.ts';

/** Sums the changes of many entities into an empty cube: they are put into order of time first, then summed in one pass. */
export interface CubeBuild {
  /** Takes all changes of an entity in. */
  add(changes: readonly Change[]): void;
  /** Writes the cube and the changes. */
  finish(): void;
}

/** Entries in one portion of the changes of a unit and hour. */
const ENTRIES_A_PORTION = 8000;
const WIDE_SPANS = [0, ...SPANS.filter((span) => span > 1)];

/**
 * Inside the caller's transaction. What is put into order lies in a table of the database meanwhile, so that memory is
 * bounded; sorting it is SQLite's (`temp_store = FILE` bounds that too).
 */
export function createCubeBuild(db: WritableDB): CubeBuild {
  db.exec(
    'CREATE TABLE unsorted_change (hour INTEGER NOT NULL, unit INTEGER NOT NULL, changes BLOB NOT NULL) STRICT',
  );
  const put = db.prepare('INSERT INTO unsorted_change (hour, unit, changes) VALUES (?, ?, ?)');
  const packer = createPacker();

  return {
    add(changes) {
      // An entity's changes lie in few hours, most of them alone there.
      const places: { hour: number; unit: number; entries: Entry[] }[] = [];
      for (const { at, unit, dimensions, sign, contribution } of changes) {
        const hour = Math.floor(at / HOUR_MS);
        let place = places.at(-1);
        if (place?.hour !== hour || place.unit !== unit) places.push((place = { hour, unit, entries: [] }));
        const entry = entryOf(place.entries, at, dimensions);
        for (let i = 0; i < contribution.length; i += 2)
          addTo(entry, contribution[i] as number, sign * (contribution[i + 1] as number));
      }
      for (const { hour, unit, entries } of places) {
        const packed = packEntries(packer, entries, hour * HOUR_MS);
        if (packed) put.run(hour, unit, packed);
      }
    },
    finish() {
      const sorted = db.prepare<[], [number, number, Buffer]>(
        'SELECT hour, unit, changes FROM unsorted_change ORDER BY hour, unit',
      );
      const writer = createSortedWriter(db, createAddToCell(db));
      // Rows of other tables are written while these are read.
      db.unsafeMode(true);
      try {
        for (const [hour, unit, changes] of sorted.raw().iterate()) writer.take(hour, unit, changes);
        writer.end();
      } finally {
        db.unsafeMode(false);
      }
      db.exec('DROP TABLE unsorted_change');
    },
  };
}

/** Takes changes in order of hour and unit; keeps the sums of the slot that each wider span is in. */
function createSortedWriter(db: WritableDB, addToCell: AddToCell) {
  const insert = db.prepare('INSERT INTO change (hour, unit, portion, changes) VALUES (?, ?, ?, ?)');
  const packer = createPacker();
  const open = WIDE_SPANS.map((span) => ({ span, year: 0, slot: 0, units: new Map<number, Exact[]>() }));
  let place: { hour: number; unit: number } | undefined;
  let entries: Entry[] = [];
  let portions = 0;
  let sums = noSums();

  function writePortion({ hour, unit }: { hour: number; unit: number }): void {
    entries.sort((a, b) => a.at - b.at);
    const packed = packEntries(packer, entries, hour * HOUR_MS);
    entries = [];
    if (packed) insert.run(hour, unit, (portions += 1), packed);
  }

  function closePlace(): void {
    if (!place) return;
    writePortion(place);
    const year = yearOf(place.hour * HOUR_MS);
    const before = hoursBefore(year, place.hour * HOUR_MS);
    addToCell({ span: 1, year, slot: before, unit: place.unit }, sums);
    for (const span of open) {
      const slot = span.span === 0 ? 0 : Math.floor(before / span.span);
      if (span.year !== year || span.slot !== slot) {
        closeSlot(span);
        Object.assign(span, { year, slot });
      }
      const its = span.units.get(place.unit);
      if (its) addSums(its, sums);
      else span.units.set(place.unit, [...sums]);
    }
    place = undefined;
    portions = 0;
    sums = noSums();
  }

  function closeSlot({ span, year, slot, units }: (typeof open)[number]): void {
    for (const [unit, its] of units) addToCell({ span, year, slot, unit }, its);
    units.clear();
  }

  return {
    take(hour: number, unit: number, changes: Buffer): void {
      if (place?.hour !== hour || place.unit !== unit) closePlace();
      place = { hour, unit };
      readEntries(changes, hour * HOUR_MS, Number.MAX_SAFE_INTEGER, (dimensions, column, amount, at) => {
        addTo(entryOf(entries, at, dimensions), column, amount);
        sums[column] = addExact(sums[column] as Exact, amount);
      });
      if (entries.length >= ENTRIES_A_PORTION) writePortion(place);
    },
    end(): void {
      closePlace();
      for (const span of open) closeSlot(span);
    },
  };
}
