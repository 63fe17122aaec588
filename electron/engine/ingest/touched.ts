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

interface Touched {
  /** What it changed in the cube before the batch. */
  before: Change[];
  versions: VersionRow[];
  /** Its versions were asked for, so they may be altered; otherwise it only depends on one whose were. */
  asked: boolean;
}

export function createTouched(db: WritableDB, types: EntityTypes): () => TouchedEntities {
  const convertersOf = db
    .prepare<[string], string>('SELECT DISTINCT key FROM receipt_version WHERE converts = ?')
    .pluck();

  return () => {
    const entities = new Map<EventType, Map<string, Touched>>();

    function touchOne(type: EventType, key: string): Touched {
      let ofType = entities.get(type);
      if (!ofType) entities.set(type, (ofType = new Map<string, Touched>()));
      let touched = ofType.get(key);
      if (touched) return touched;
      const { table, changes } = types[type];
      const versions = table.of(key);
      touched = { versions, before: versions.length && changes ? changes(versions) : [], asked: false };
      ofType.set(key, touched);
      return touched;
    }

    function versionsOf(type: EventType, key: string): VersionRow[] {
      const touched = touchOne(type, key);
      if (touched.asked) return touched.versions;
      touched.asked = true;
      // A receipt that converts this one may begin or cease to count; those that convert that one do not.
      if (type === 'receipt') for (const converter of convertersOf.all(key)) touchOne('receipt', converter);
      return touched.versions;
    }

    return {
      versionsOf,
      settle(cube) {
        for (const [type, ofType] of entities) {
          const { changes, table } = types[type];
          for (const [key, { before, versions, asked }] of ofType) {
            if (asked) table.settle?.(key, versions);
            if (changes) addDifference(cube, before, changes(versions));
          }
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
