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
}

export function createForecastStore(db: WritableDB): ForecastStore {
  const get = db.prepare<[string, string, string], Row>(
    'SELECT origin, year, made_at, outlook FROM forecast WHERE unit = ? AND indicator = ? AND step = ?',
  );
  const put = db.prepare<[string, string, string, Instant, number, Instant, string]>(
    'INSERT OR REPLACE INTO forecast (unit, indicator, step, origin, year, made_at, outlook) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return {
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
        put.run(unit, indicator, step, origin, year, madeAt, JSON.stringify(outlook, compact));
    }),
  };
}

/** Estimates to seven digits: more of them would be noise. Instants are whole. */
function compact(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value;
}
