import { MIGRATIONS } from './migrations/index.ts';
import { StoreError, type WritableDB } from './database.ts';

/** Number of this program's schema. */
export const LATEST_SCHEMA = MIGRATIONS.at(-1)?.number ?? 0;

/** Number of the schema that a database has; 0 when it is new. */
export function schemaOf(db: Pick<WritableDB, 'pragma'>): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings the database to this program's schema, each migration in its own transaction.
 * @throws StoreError if the database was written by a newer program.
 */
export function migrate(db: WritableDB): void {
  const current = schemaOf(db);
  if (current > LATEST_SCHEMA)
    throw new StoreError(
      `The database is of schema ${current}, this program knows schemas up to ${LATEST_SCHEMA}: install the newer program, or start with another --data-dir.`,
    );
  for (const migration of MIGRATIONS) {
    if (migration.number <= current) continue;
    db.transaction(() => {
      migration.up(db);
      db.pragma(`user_version = ${migration.number}`);
    })();
  }
}
