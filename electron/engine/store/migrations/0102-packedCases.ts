import { dayStart } from '../../../contract/calendar.ts';
import { type KeptCase, packCase } from '../caseHistory.ts';
import type { WritableDB } from '../database.ts';
import { createPacker } from '../packing.ts';

type OldRow = Omit<KeptCase, 'officer' | 'accepted'> & {
  key: string;
  officer: string | null;
  accepted_on: string;
};

/** Brings the versions of every case from rows of their own into one row a case. */
export function packOldCases(db: WritableDB): void {
  db.exec(
    'INSERT INTO enforcer (key) SELECT DISTINCT officer FROM case_version WHERE officer IS NOT NULL ORDER BY officer',
  );
  const numbers = new Map(
    db
      .prepare<[], { n: number; key: string }>('SELECT n, key FROM enforcer')
      .all()
      .map(({ n, key }) => [key, n]),
  );
  const insert = db.prepare('INSERT INTO case_history (key, versions) VALUES (?, ?)');
  const page = db.prepare<[string], OldRow>(
    'SELECT * FROM case_version WHERE key IN (SELECT DISTINCT key FROM case_version WHERE key > ? ORDER BY key LIMIT 1000) ORDER BY key, v',
  );
  const packer = createPacker();
  for (let last = ''; ; ) {
    const cases = new Map<string, KeptCase[]>();
    for (const { key, officer, accepted_on, ...row } of page.iterate(last)) {
      last = key;
      const version = {
        ...row,
        officer: officer === null ? 0 : (numbers.get(officer) ?? 0),
        accepted: dayStart(accepted_on),
      };
      const versions = cases.get(key);
      if (versions) versions.push(version);
      else cases.set(key, [version]);
    }
    if (cases.size === 0) return;
    for (const [key, versions] of cases) insert.run(key, packCase(packer, versions));
  }
}
