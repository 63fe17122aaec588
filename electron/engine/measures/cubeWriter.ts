import { HOUR_MS, yearOf } from '../../contract/calendar.ts';
import { createPacker, type WritableDB } from '../store/index.ts';
import { breakdownSlotOf, YEAR_SLOT } from './breakdownSlots.ts';
import type { Change } from './change.ts';
import { addTo, type Entry, entryOf, packEntries } from './changeLog.ts';
import { addSums, createAddToCell, noSums } from './cubeCells.ts';
import { addExact, type Exact } from './exact.ts';
import { hoursBefore, SPANS } from './spans.ts';

/** Gathers the changes of a batch and writes them to the cube in one go, inside the caller's transaction. */
export interface CubeWriter {
  /** Takes a change in (`sign` 1) or back (`sign` −1). */
  add(change: Change, sign: 1 | -1): void;
  flush(): void;
  /** Forgets what was gathered: the transaction it belonged to was rolled back. */
  drop(): void;
}

const EVERY_SPAN = [0, ...SPANS];

export function createCubeWriter(db: WritableDB): CubeWriter {
  const addToCell = createAddToCell(db);
  const insertChanges = db.prepare(
    `INSERT INTO change (hour, unit, portion, changes)
     VALUES (@hour, @unit, (SELECT COALESCE(MAX(portion), 0) + 1 FROM change WHERE hour = @hour AND unit = @unit), @changes)`,
  );
  const anyBreakdown = db.prepare('SELECT 1 FROM breakdown_sum LIMIT 1');
  const dropBreakdown = db.prepare(
    `DELETE FROM breakdown_sum WHERE unit = ? AND year = ? AND slot IN (?, ${YEAR_SLOT})`,
  );
  const packer = createPacker();

  /** By unit, then by hour since the epoch. */
  let gathered = new Map<number, Map<number, Entry[]>>();

  function entriesOf(unit: number, hour: number): Entry[] {
    let hours = gathered.get(unit);
    if (!hours) gathered.set(unit, (hours = new Map<number, Entry[]>()));
    let entries = hours.get(hour);
    if (!entries) hours.set(hour, (entries = []));
    return entries;
  }

  function add({ at, unit, dimensions, sign: itsSign, contribution }: Change, sign: 1 | -1): void {
    const entry = entryOf(entriesOf(unit, Math.floor(at / HOUR_MS)), at, dimensions);
    for (let i = 0; i < contribution.length; i += 2)
      addTo(entry, contribution[i] as number, sign * itsSign * (contribution[i + 1] as number));
  }

  /** Writes an hour of a unit; its sums by column, or `null` if nothing changed. */
  function writeHour(unit: number, hour: number, entries: Entry[]): Exact[] | null {
    entries.sort((a, b) => a.at - b.at);
    const changes = packEntries(packer, entries, hour * HOUR_MS);
    if (!changes) return null;
    insertChanges.run({ hour, unit, changes });
    const sums = noSums();
    for (const { columns, amounts } of entries)
      for (let i = 0; i < columns.length; i++) {
        const column = columns[i] as number;
        sums[column] = addExact(sums[column] as Exact, amounts[i] as Exact);
      }
    return sums;
  }

  function writeUnit(unit: number, hours: ReadonlyMap<number, Entry[]>, brokenDown: boolean): void {
    const cells = new Map<
      string,
      { span: number; year: number; slot: number; unit: number; sums: Exact[] }
    >();
    for (const [hour, entries] of hours) {
      const sums = writeHour(unit, hour, entries);
      if (!sums) continue;
      const at = hour * HOUR_MS;
      const year = yearOf(at);
      const before = hoursBefore(year, at);
      if (brokenDown) dropBreakdown.run(unit, year, breakdownSlotOf(before));
      for (const span of EVERY_SPAN) {
        const slot = span === 0 ? 0 : Math.floor(before / span);
        const id = `${span}/${year}/${slot}`;
        const cell = cells.get(id);
        if (cell) addSums(cell.sums, sums);
        else cells.set(id, { span, year, slot, unit, sums: [...sums] });
      }
    }
    for (const cell of cells.values()) addToCell(cell, cell.sums);
  }

  return {
    add,
    flush() {
      const brokenDown = anyBreakdown.get() !== undefined;
      for (const [unit, hours] of gathered) writeUnit(unit, hours, brokenDown);
      gathered = new Map();
    },
    drop() {
      gathered = new Map();
    },
  };
}
