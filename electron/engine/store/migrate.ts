import { MIGRATIONS } from './migrations/index.ts';
import { StoreError, type WritableDB } from './database.ts';

/**
 * Brings the database to this program's schema, each migration in its own transaction.
 * @throws StoreError if the database was written by a newer program.
 */
export function migrate(db: WritableDB): void {
  const latest = MIGRATIONS.at(-1)?.number ?? 0;
  const current = Number(db.pragma('user_version', { simple: true }));
  if (current > latest)
    throw new StoreError(
      `The database is of schema ${current}, this program knows schemas up to ${latest}: install the newer program, or start with another --data-dir.`,
    );
  for (const migration of MIGRATIONS) {
    if (migration.number <= current) continue;
    db.transaction(() => {
      migration.up(db);
      db.pragma(`user_version = ${migration.number}`);
    })();
  }
}
