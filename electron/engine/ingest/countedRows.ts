import type { WritableDB } from '../store/index.ts';
import type { CountedRow } from './connection.ts';
import type { Reading } from './reading.ts';

/** Gives rows without a version of their own the version that follows from how often their content changed. */
export interface CountedRows {
  /** The row as an event of its version, or `null` if its entity is already known to be as the row says. */
  next(source: number, row: CountedRow): Reading | null;
}

/** Called within the transaction that takes the rows in, so that counter and events agree after a crash. */
export function createCountedRows(db: WritableDB): CountedRows {
  const last = db.prepare<[number, string], { digest: Buffer; v: number }>(
    'SELECT digest, v FROM counted_row WHERE source = ? AND key = ?',
  );
  const set = db.prepare('INSERT OR REPLACE INTO counted_row (source, key, digest, v) VALUES (?, ?, ?, ?)');
  return {
    next(source, row) {
      const known = last.get(source, row.key);
      if (known?.digest.equals(row.digest)) return null;
      const v = (known?.v ?? 0) + 1;
      const reading = row.versioned(v);
      // A row that is refused is no version: corrected at the source, it comes again.
      if ('event' in reading) set.run(source, row.key, row.digest, v);
      return reading;
    },
  };
}
