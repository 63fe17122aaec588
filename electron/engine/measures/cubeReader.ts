import { HOUR_MS, type Instant } from '../../contract/calendar.ts';
import { CUBE_COLUMNS, type CubeColumn, type ReadableDB, STOCK_COUNTS, STOCK_SUMS } from '../store/index.ts';
import { readEntries } from './changeLog.ts';
import { addExact, type Exact, isZero } from './exact.ts';
import { hoursBefore, SPANS, slotsCovering } from './spans.ts';

/** Columns of the cube of one unit at one instant, summed from the start of the year (the stock: from ever). */
export type Sums = Record<CubeColumn, bigint>;

export interface CubeReader {
  /** The sums of every unit at `at`, an instant of statistical year `year`. */
  at(year: number, at: Instant): Map<number, Sums>;
  /** The sums of a set of units together at the end of each day of the year that has any change, in order. */
  days(year: number, units: readonly number[]): { day: number; sums: Sums }[];
  /** The stock that the year starts from, by unit. */
  opening(year: number): Map<number, Sums>;
}

const STOCK = [...STOCK_COUNTS, ...STOCK_SUMS];
/** What changes within a year: of the stock only the enforcers are asked about before the year is over. */
const WITHIN_YEAR = CUBE_COLUMNS.filter((column) => column === 'sN' || !(STOCK as string[]).includes(column));
const HOURS_A_DAY = 24;

/** @param revision grows with every change of the cube */
export function createCubeReader(db: ReadableDB, revision: () => number): CubeReader {
  const sums = WITHIN_YEAR.map((c) => `SUM(${c})`).join(', ');
  const ranges = SPANS.map(
    () =>
      `SELECT unit, ${WITHIN_YEAR.join(', ')} FROM cube WHERE span = ? AND year = ? AND slot >= ? AND slot < ?`,
  ).join(' UNION ALL ');
  const within = db
    .prepare<number[], bigint[]>(`SELECT unit, ${sums} FROM (${ranges}) GROUP BY unit`)
    .raw()
    .safeIntegers();
  const before = db
    .prepare<[number], bigint[]>(
      `SELECT unit, ${STOCK.map((c) => `SUM(${c})`).join(', ')} FROM cube WHERE span = 0 AND year < ? GROUP BY unit`,
    )
    .raw()
    .safeIntegers();
  const changes = db
    .prepare<[number], [number, Buffer]>('SELECT unit, changes FROM change WHERE hour = ?')
    .raw();
  const daily = db
    .prepare<[number, string], bigint[]>(
      `SELECT slot, ${sums} FROM cube
       WHERE span = ${HOURS_A_DAY} AND year = ? AND unit IN (SELECT value FROM json_each(?)) GROUP BY slot ORDER BY slot`,
    )
    .raw()
    .safeIntegers();

  /** What years start from: read once, as long as nothing changes. */
  const openings = new Map<number, Map<number, Sums>>();
  let openingsAt = -1;

  function opening(year: number): Map<number, Sums> {
    if (openingsAt !== revision()) {
      openings.clear();
      openingsAt = revision();
    }
    let found = openings.get(year);
    if (!found) openings.set(year, (found = readOpening(year)));
    return found;
  }

  function readOpening(year: number): Map<number, Sums> {
    const found = new Map<number, Sums>();
    for (const [unit, ...stock] of before.iterate(year)) {
      const row = noSums();
      STOCK.forEach((column, i) => {
        row[column] = stock[i] ?? 0n;
      });
      found.set(Number(unit), carryOver(row));
    }
    return found;
  }

  return {
    opening,
    at(year, at) {
      const found = new Map([...opening(year)].map(([unit, sums]) => [unit, { ...sums }]));
      const parameters = slotsCovering(hoursBefore(year, at)).flatMap(({ span, from, to }) => [
        span,
        year,
        from,
        to,
      ]);
      for (const [unit, ...row] of within.iterate(...parameters)) {
        const into = sumsOf(found, Number(unit));
        WITHIN_YEAR.forEach((column, i) => {
          into[column] += row[i] ?? 0n;
        });
      }
      const hour = Math.floor(at / HOUR_MS);
      for (const [unit, portion] of changes.iterate(hour)) {
        // A busy hour of a whole country has thousands of changes: they are summed as numbers while these are exact.
        const changed = new Array<Exact>(CUBE_COLUMNS.length).fill(0);
        readEntries(portion, hour * HOUR_MS, at, (_dimensions, column, amount) => {
          changed[column] = addExact(changed[column] as Exact, amount);
        });
        const into = sumsOf(found, unit);
        CUBE_COLUMNS.forEach((column, i) => {
          const amount = changed[i] as Exact;
          if (!isZero(amount)) into[column] += BigInt(amount);
        });
      }
      return found;
    },
    days(year, units) {
      const running = noSums();
      const carried = opening(year);
      for (const unit of units) {
        const row = carried.get(unit);
        if (row) for (const column of CUBE_COLUMNS) running[column] += row[column];
      }
      const found: { day: number; sums: Sums }[] = [{ day: -1, sums: { ...running } }];
      for (const [slot, ...row] of daily.iterate(year, JSON.stringify(units))) {
        WITHIN_YEAR.forEach((column, i) => {
          running[column] += row[i] ?? 0n;
        });
        found.push({ day: Number(slot), sums: { ...running } });
      }
      return found;
    },
  };
}

function noSums(): Sums {
  return Object.fromEntries(CUBE_COLUMNS.map((c) => [c, 0n])) as Sums;
}

function sumsOf(found: Map<number, Sums>, unit: number): Sums {
  let row = found.get(unit);
  if (!row) found.set(unit, (row = noSums()));
  return row;
}

/** A running case of the stock is carried over: it is B, and it is in its state with what is open on it. */
function carryOver(row: Sums): Sums {
  row.nB = row.snI + row.snP + row.snS + row.snO + row.snH;
  row.mB = row.smI + row.smP + row.smS + row.smO + row.smH;
  for (const letter of ['I', 'P', 'S', 'O', 'H'] as const) {
    row[`n${letter}`] = row[`sn${letter}`];
    row[`m${letter}`] = row[`sm${letter}`];
  }
  return row;
}
