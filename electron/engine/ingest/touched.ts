import type { EventType } from '../../contract/events.ts';
import { type Change, type CubeWriter, sameChange } from '../measures/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { EntityTypes } from './entities.ts';
import type { VersionRow } from './versionTable.ts';

/** The entities that a batch touches: what each changed in the cube before it, and its versions as they come to be. */
export interface TouchedEntities {
  /** The versions of an entity, to be altered in place; called before anything of it is written. */
  versionsOf(type: EventType, key: string): VersionRow[];
  /** Writes the difference that the batch makes to the cube. */
  settle(cube: CubeWriter): void;
}

export function createTouched(db: WritableDB, types: EntityTypes): () => TouchedEntities {
  const convertersOf = db
    .prepare<[string], string>('SELECT DISTINCT key FROM receipt_version WHERE converts = ?')
    .pluck();

  return () => {
    const entities = new Map<EventType, Map<string, { before: Change[]; versions: VersionRow[] }>>();

    function versionsOf(type: EventType, key: string): VersionRow[] {
      let ofType = entities.get(type);
      if (!ofType) {
        ofType = new Map<string, { before: Change[]; versions: VersionRow[] }>();
        entities.set(type, ofType);
      }
      const known = ofType.get(key);
      if (known) return known.versions;
      const { table, changes } = types[type];
      const versions = table.of(key);
      ofType.set(key, { versions, before: versions.length && changes ? changes(versions) : [] });
      // A receipt that converts this one may begin or cease to count.
      if (type === 'receipt') for (const converter of convertersOf.all(key)) versionsOf('receipt', converter);
      return versions;
    }

    return {
      versionsOf,
      settle(cube) {
        for (const [type, ofType] of entities) {
          const { changes } = types[type];
          if (changes)
            for (const { before, versions } of ofType.values())
              addDifference(cube, before, changes(versions));
        }
      },
    };
  };
}

/** Most batches add a version at the end of a history: what both have in common at the beginning is passed over. */
function addDifference(cube: CubeWriter, before: readonly Change[], after: readonly Change[]): void {
  let same = 0;
  while (same < before.length && same < after.length) {
    if (!sameChange(before[same] as Change, after[same] as Change)) break;
    same += 1;
  }
  for (let i = same; i < before.length; i++) cube.add(before[i] as Change, -1);
  for (let i = same; i < after.length; i++) cube.add(after[i] as Change, 1);
}
