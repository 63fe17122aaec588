import { HOUR_MS, type Instant } from '../../contract/calendar.ts';
import {
  COLUMN,
  createPacker,
  CUBE_COLUMNS,
  type ReadableDB,
  STOCK_COUNTS,
  STOCK_SUMS,
  saysUnwritable,
  type WritableDB,
} from '../store/index.ts';
import { hoursBefore } from './spans.ts';
import { breakdownSlotOf, hourOf, slotBegins, YEAR_SLOT, yearBegins } from './breakdownSlots.ts';
import { type Entry, packEntries, readEntries } from './changeLog.ts';
import { NO_DIMENSIONS } from './dimensions.ts';
import { addExact, type Exact, isZero } from './exact.ts';

/** Sums by number of column, for each combination of dimensions (`dimensionCode`). */
export type DimensionSums = Map<number, Exact[]>;

const STOCK: ReadonlySet<number> = new Set([...STOCK_COUNTS, ...STOCK_SUMS].map((column) => COLUMN[column]));
const OPEN = ['I', 'P', 'S', 'O', 'H'] as const;

/** Sums of a whole stretch that were not kept yet. */
export interface Made extends Stretch {
  sums: Buffer;
}

/** Keeps sums for the next question. */
export type KeepSums = (made: readonly Made[]) => void;

/** A stretch of a statistical year (`breakdownSlotOf`, or `YEAR_SLOT`) of a unit. */
export interface Stretch {
  unit: number;
  year: number;
  slot: number;
}

/** Writes kept sums. A disk that takes nothing in is no reason not to answer: then they are summed again next time. */
export function createKeepSums(db: WritableDB): KeepSums {
  const keep = db.prepare(
    'INSERT OR REPLACE INTO breakdown_sum (unit, year, slot, sums) VALUES (?, ?, ?, ?)',
  );
  const keepAll = db.transaction((made: readonly Made[]) => {
    for (const { unit, year, slot, sums } of made) keep.run(unit, year, slot, sums);
  });
  return (made) => {
    try {
      keepAll(made);
    } catch (error) {
      if (!saysUnwritable(error)) throw error;
    }
  };
}

/**
 * Sums of a unit's cases by all dimensions at an instant. Stretches of the year that are over are summed once and kept in the
 * store until something in them changes; the rest is read from the changes themselves.
 * @param db what is read from; `keep` is told sums of its state
 */
export function createBreakdownSums(
  db: ReadableDB,
  keep: KeepSums,
): (unit: number, year: number, at: Instant) => DimensionSums {
  const changes = db.prepare<[number, number, number], { hour: number; changes: Buffer }>(
    `WITH RECURSIVE hours (hour) AS (SELECT ? UNION ALL SELECT hour + 1 FROM hours WHERE hour + 1 < ?)
     SELECT change.hour, change.changes FROM hours CROSS JOIN change ON change.hour = hours.hour AND change.unit = ?`,
  );
  const kept = db
    .prepare<[number, number, number], Buffer>(
      'SELECT sums FROM breakdown_sum WHERE unit = ? AND year = ? AND slot = ?',
    )
    .pluck();
  const years = db
    .prepare<[number, number], number>(
      'SELECT year FROM cube WHERE span = 0 AND year < ? AND slot = 0 AND unit = ? ORDER BY year',
    )
    .pluck();
  const packer = createPacker();
  /** Made for the unit that is being summed. */
  let made: Made[] = [];

  /** Adds the changes of the hours [from, to), up to and including an instant. */
  function addChanges(into: DimensionSums, unit: number, from: number, to: number, until: Instant): void {
    if (from >= to) return;
    for (const row of changes.iterate(from, to, unit))
      readEntries(row.changes, row.hour * HOUR_MS, until, (dimensions, column, amount) => {
        if (dimensions !== NO_DIMENSIONS) addAmount(into, dimensions, column, amount);
      });
  }

  /** Adds the sums of a whole stretch, which are made now if they are not kept. */
  function addStretch(into: DimensionSums, stretch: Stretch, make: () => DimensionSums): void {
    const bytes = kept.get(stretch.unit, stretch.year, stretch.slot);
    if (bytes) {
      readEntries(bytes, 0, 0, (dimensions, column, amount) => addAmount(into, dimensions, column, amount));
      return;
    }
    const sums = make();
    made.push({ ...stretch, sums: packSums(sums) });
    for (const [dimensions, amounts] of sums)
      for (let column = 0; column < amounts.length; column++) {
        const amount = amounts[column] as Exact;
        if (!isZero(amount)) addAmount(into, dimensions, column, amount);
      }
  }

  function packSums(sums: DimensionSums): Buffer {
    const entries: Entry[] = [...sums].map(([dimensions, amounts]) => ({
      at: 0,
      dimensions,
      columns: amounts.map((_, column) => column),
      amounts,
    }));
    return packEntries(packer, entries, 0) ?? Buffer.alloc(0);
  }

  function addSlot(into: DimensionSums, unit: number, year: number, slot: number): void {
    addStretch(into, { unit, year, slot }, () => {
      const sums: DimensionSums = new Map();
      const to = Math.min(slotBegins(year, slot + 1), yearBegins(year + 1));
      addChanges(sums, unit, slotBegins(year, slot), to, Number.MAX_SAFE_INTEGER);
      return sums;
    });
  }

  /** Adds what a whole year left in the stock. */
  function addStockOf(into: DimensionSums, unit: number, year: number): void {
    addStretch(into, { unit, year, slot: YEAR_SLOT }, () => {
      const all: DimensionSums = new Map();
      const last = breakdownSlotOf(yearBegins(year + 1) - 1 - yearBegins(year));
      for (let slot = 0; slot <= last; slot++) addSlot(all, unit, year, slot);
      return stockAlone(all);
    });
  }

  return (unit, year, at) => {
    const sums: DimensionSums = new Map();
    for (const earlier of years.all(year, unit)) addStockOf(sums, unit, earlier);
    carryOver(sums);
    const slot = breakdownSlotOf(hoursBefore(year, at));
    for (let over = 0; over < slot; over++) addSlot(sums, unit, year, over);
    addChanges(sums, unit, slotBegins(year, slot), hourOf(at) + 1, at);
    // One commit for a unit: each of them waits for the disk.
    if (made.length > 0) keep(made);
    made = [];
    return sums;
  };
}

function addAmount(into: DimensionSums, dimensions: number, column: number, amount: Exact): void {
  let sums = into.get(dimensions);
  if (!sums) into.set(dimensions, (sums = new Array<Exact>(CUBE_COLUMNS.length).fill(0)));
  sums[column] = addExact(sums[column] as Exact, amount);
}

function stockAlone(all: DimensionSums): DimensionSums {
  const stock: DimensionSums = new Map();
  for (const [dimensions, sums] of all) {
    const alone = sums.map((amount, column) => (STOCK.has(column) ? amount : 0));
    if (!alone.every(isZero)) stock.set(dimensions, alone);
  }
  return stock;
}

/** A running case of the stock is carried over: it is B, and it is in its state with what is open on it. */
function carryOver(stock: DimensionSums): void {
  for (const sums of stock.values())
    for (const letter of OPEN) {
      const count = sums[COLUMN[`sn${letter}`]] as Exact;
      const money = sums[COLUMN[`sm${letter}`]] as Exact;
      sums[COLUMN[`n${letter}`]] = count;
      sums[COLUMN[`m${letter}`]] = money;
      sums[COLUMN.nB] = addExact(sums[COLUMN.nB] as Exact, count);
      sums[COLUMN.mB] = addExact(sums[COLUMN.mB] as Exact, money);
    }
}
