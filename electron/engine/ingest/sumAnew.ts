import { createCubeWriter } from '../measures/index.ts';
import type { WritableDB } from '../store/index.ts';
import { changingTypes } from './entities.ts';

/** Changes gathered before they are written: what bounds the memory. */
const CHANGES_A_WRITE = 50_000;

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
  const cube = createCubeWriter(into);
  const summed: Summed = { versions: 0, entities: 0 };
  let gathered = 0;
  const write = into.transaction(() => cube.flush());
  for (const { everyEntity, changes } of changingTypes(from))
    for (const entity of everyEntity()) {
      for (const change of changes(entity)) {
        cube.add(change, 1);
        gathered += 1;
      }
      summed.entities += 1;
      summed.versions += entity.length;
      if (gathered < CHANGES_A_WRITE) continue;
      write();
      gathered = 0;
      progress?.(summed.versions);
    }
  write();
  progress?.(summed.versions);
  return summed;
}

/** Sums a store anew whose schema was changed so that its sums were left out. */
export function sumIfDue(db: WritableDB): void {
  if (db.prepare('SELECT 1 FROM sum_anew').get() === undefined) return;
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
}
