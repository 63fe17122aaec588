/** Which papers and enforcers were ever in which unit, for the way down from a number to what it counts. */
import { type Instant, yearOf } from '../../../contract/calendar.ts';
import type { WritableDB } from '../database.ts';

export function up(db: WritableDB): void {
  db.exec(`
    CREATE INDEX officer_unit ON officer_version (unit);
    -- By the statistical year of the paper's date, which is the only one it counts in. A row may say too much: where a
    -- paper is at an instant, and when it was issued, is for its versions to say.
    CREATE TABLE unit_receipt (
      unit INTEGER NOT NULL, year INTEGER NOT NULL, key TEXT NOT NULL,
      PRIMARY KEY (unit, year, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE unit_decision (
      unit INTEGER NOT NULL, year INTEGER NOT NULL, key TEXT NOT NULL,
      PRIMARY KEY (unit, year, key)
    ) STRICT, WITHOUT ROWID;
  `);
  db.function('statistical_year', { deterministic: true }, (at) => yearOf(at as Instant));
  for (const type of ['receipt', 'decision'])
    db.exec(`
      INSERT INTO unit_${type} (unit, year, key)
      SELECT DISTINCT its.unit, statistical_year(lowest.at), its.key
      FROM ${type}_version its JOIN ${type}_version lowest ON lowest.key = its.key
      WHERE lowest.v = (SELECT MIN(v) FROM ${type}_version WHERE key = its.key)
      ORDER BY 1, 2, 3;
    `);
}
