import { createCubeBuild } from '../measures/index.ts';
import type { WritableDB } from '../store/index.ts';
import { changingTypes } from './entities.ts';

/** Versions between two words of progress. */
const TOLD_EVERY = 50_000;

/** Versions and entities that were summed. */
export interface Summed {
  versions: number;
  entities: number;
}

/**
 * Sums the changes of every entity's versions into an empty cube, in one pass over the store.
 * @param into where the cube is: the same database, or one beside it
 * @param progress told now and then how many versions have been read
 */
export function sumVersions(
  from: WritableDB,
  into: WritableDB,
  progress?: (versions: number) => void,
): Summed {
  const summed: Summed = { versions: 0, entities: 0 };
  let told = 0;
  into.transaction(() => {
    const cube = createCubeBuild(into);
    for (const { everyEntity, changes } of changingTypes(from))
      for (const entity of everyEntity()) {
        cube.add(changes(entity));
        summed.entities += 1;
        summed.versions += entity.length;
        if (summed.versions - told < TOLD_EVERY) continue;
        told = summed.versions;
        progress?.(told);
      }
    cube.finish();
  })();
  progress?.(summed.versions);
  return summed;
}

/** Sums a store anew whose schema was changed so that its sums were left out. */
export function sumIfDue(db: WritableDB): void {
  if (db.prepare('SELECT 1 FROM sum_anew').get() === undefined) return;
  // Putting a country's changes into order takes more room than there is memory.
  db.pragma('temp_store = FILE');
  db.transaction(() => {
    for (const table of ['cube', 'change', 'breakdown_sum', 'sum_anew']) db.exec(`DELETE FROM ${table}`);
    // Entities are read while changes are written, which the connection allows between other tables.
    db.unsafeMode(true);
    try {
      sumVersions(db, db);
    } finally {
      db.unsafeMode(false);
    }
  }).immediate();
  db.pragma('temp_store = MEMORY');
}
