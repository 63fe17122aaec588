import { yearOf } from '../../contract/calendar.ts';
import type { WritableDB } from '../store/index.ts';
import { type VersionRow, type VersionTable, versionTable } from './versionTable.ts';

/** The versions of receipts or decisions; which units a paper was ever in is noted under the year of its date. */
export function paperTable<R extends VersionRow>(
  db: WritableDB,
  type: 'receipt' | 'decision',
  columns: readonly string[],
): VersionTable<R> {
  const note = db.prepare(
    `INSERT INTO unit_${type} (unit, year, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  return {
    ...versionTable<R>(db, `${type}_version`, columns),
    settle(key, versions) {
      let lowest = versions[0];
      for (const version of versions) if (lowest && version.v < lowest.v) lowest = version;
      if (!lowest) return;
      const year = yearOf(lowest.at);
      for (const unit of new Set(versions.map((version) => version.unit))) note.run(unit, year, key);
    },
  };
}
