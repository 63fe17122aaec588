/** Every entry of the audit trail says what was before and after, and carries a hash over itself and the entry before it. */
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';

interface Row {
  id: number;
  at: number;
  who: string;
  what: string;
  subject: string | null;
  address: string | null;
}

export function up(db: Database.Database): void {
  db.exec(`
    ALTER TABLE audit ADD COLUMN before TEXT;
    ALTER TABLE audit ADD COLUMN after TEXT;
    ALTER TABLE audit ADD COLUMN hash TEXT NOT NULL DEFAULT '';
    DROP TRIGGER audit_keeps_words;
  `);
  // What is there already is chained as it is found.
  const seal = db.prepare('UPDATE audit SET hash = ? WHERE id = ?');
  let last = '';
  for (const { id, at, who, what, subject, address } of db
    .prepare<[], Row>('SELECT id, at, who, what, subject, address FROM audit ORDER BY id')
    .all()) {
    const text = JSON.stringify([last, id, at, who, what, subject, address, null, null]);
    last = createHash('sha256').update(text).digest('hex');
    seal.run(last, id);
  }
  db.exec(`
    CREATE TRIGGER audit_keeps_words BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    -- Also against INSERT OR REPLACE, which asks no other trigger.
    CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id >= NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    CREATE INDEX audit_by_who ON audit (who, id);
    CREATE INDEX audit_by_what ON audit (what, id);
  `);
}
