/** Outlooks that were made, kept in the database: the newest of every unit, indicator and step. */
import type { Step } from '../../contract/answers.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { WritableDB } from '../store/index.ts';
import type { NoOutlook } from './letterAhead.ts';
import type { Outlook } from './outlook.ts';

export interface Kept {
  readonly unit: string;
  readonly indicator: string;
  readonly step: Step;
  /** End of the last step that was known, and the statistical year that is told. */
  readonly origin: Instant;
  readonly year: number;
  readonly madeAt: Instant;
  readonly outlook: Outlook | NoOutlook;
}

interface Row {
  origin: Instant;
  year: number;
  made_at: Instant;
  outlook: string;
}

export interface ForecastStore {
  get(unit: string, indicator: string, step: Step): Kept | null;
  put(kept: readonly Kept[]): void;
  /** How many there are of each indicator of an origin of which it is known by how many errors the newest steps were off. */
  known(step: Step, origin: Instant): ReadonlyMap<string, number>;
  /** Those of an origin whose newest steps were off by at least so many errors, furthest first. */
  off(step: Step, origin: Instant, least: number): Kept[];
}

export function createForecastStore(db: WritableDB): ForecastStore {
  const get = db.prepare<[string, string, string], Row>(
    'SELECT origin, year, made_at, outlook FROM forecast WHERE unit = ? AND indicator = ? AND step = ?',
  );
  const put = db.prepare<[string, string, string, Instant, number, Instant, number | null, string]>(
    'INSERT OR REPLACE INTO forecast (unit, indicator, step, origin, year, made_at, off, outlook) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const off = db.prepare<[string, Instant, number], Row & { unit: string; indicator: string }>(
    'SELECT unit, indicator, origin, year, made_at, outlook FROM forecast WHERE step = ? AND origin = ? AND ABS(off) >= ? ORDER BY ABS(off) DESC',
  );
  const known = db.prepare<[string, Instant], { indicator: string; count: number }>(
    'SELECT indicator, COUNT(off) AS count FROM forecast WHERE step = ? AND origin = ? GROUP BY indicator',
  );
  return {
    known: (step, origin) =>
      new Map(known.all(step, origin).map(({ indicator, count }) => [indicator, count])),
    get(unit, indicator, step) {
      const row = get.get(unit, indicator, step);
      if (!row) return null;
      const { origin, year, made_at: madeAt } = row;
      return {
        unit,
        indicator,
        step,
        origin,
        year,
        madeAt,
        outlook: JSON.parse(row.outlook) as Kept['outlook'],
      };
    },
    put: db.transaction((all: readonly Kept[]) => {
      for (const { unit, indicator, step, origin, year, madeAt, outlook } of all)
        put.run(
          unit,
          indicator,
          step,
          origin,
          year,
          madeAt,
          offOf(outlook),
          JSON.stringify(outlook, compact),
        );
    }),
    off: (step, origin, least) =>
      off.all(step, origin, least).map(({ made_at: madeAt, outlook, ...row }) => ({
        ...row,
        ...{ step, madeAt, outlook: JSON.parse(outlook) as Kept['outlook'] },
      })),
  };
}

/** Estimates to seven digits: more of them would be noise. Instants are whole. */
function compact(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value;
}

function offOf(outlook: Kept['outlook']): number | null {
  return 'reason' in outlook ? null : (outlook.newest?.off ?? null);
}
