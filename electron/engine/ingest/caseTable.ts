import { createPacker, type KeptCase, packCase, unpackCase, type WritableDB } from '../store/index.ts';
import type { VersionRow, VersionTable } from './versionTable.ts';

export type CaseRow = VersionRow & KeptCase;

/** The versions of cases: all of a case in one row, written when its entity is settled. */
export function caseTable(db: WritableDB): VersionTable<CaseRow> {
  const select = db.prepare<[string], Buffer>('SELECT versions FROM case_history WHERE key = ?').pluck();
  const selectAll = () =>
    db.prepare<[], { key: string; versions: Buffer }>('SELECT key, versions FROM case_history ORDER BY key');
  const set = db.prepare(
    'INSERT INTO case_history (key, versions) VALUES (?, ?) ON CONFLICT DO UPDATE SET versions = excluded.versions',
  );
  const packer = createPacker();
  const rowsOf = (key: string, versions: Buffer): CaseRow[] =>
    unpackCase(versions).map((version) => ({ key, ...version }));

  return {
    of(key) {
      const versions = select.get(key);
      return versions ? rowsOf(key, versions) : [];
    },
    insert() {},
    replace() {},
    settle(key, versions) {
      set.run(key, packCase(packer, versions));
    },
    *every() {
      for (const { key, versions } of selectAll().iterate()) yield rowsOf(key, versions);
    },
  };
}
