/** Drafts and publications of scenes as they are kept. */
import type { Instant } from '../../contract/calendar.ts';
import { PUBLICATIONS_KEPT, type SceneBundle, sceneBundle } from '../../contract/sceneEditing.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { migrateDocument, NewerDocumentError } from './migrate.ts';

export interface KeptDraft {
  readonly scene: string;
  readonly version: number;
  readonly bundle: SceneBundle;
  readonly savedAt: Instant;
  readonly savedBy: string;
}

export interface KeptPublication {
  readonly scene: string;
  readonly number: number;
  readonly bundle: SceneBundle;
  readonly at: Instant;
  readonly by: string;
  readonly note: string | null;
  readonly restored: number | null;
}

type Stored<T> = Omit<T, 'bundle'> & { bundle: string };

const DRAFTS =
  'SELECT scene, version, bundle, saved_at AS savedAt, saved_by AS savedBy FROM scene_draft JOIN scene_version USING (scene)';
const PUBLICATIONS = 'SELECT scene, number, bundle, at, by, note, restored FROM scene_publication';

/** A bundle of an older version is brought to today's; one that a newer version wrote is not read. */
function read<T>(row: Stored<T> | undefined): (Omit<T, 'bundle'> & { bundle: SceneBundle }) | undefined {
  if (!row) return undefined;
  try {
    const parsed = sceneBundle.safeParse(migrateDocument('bundle', JSON.parse(row.bundle)).document);
    return parsed.success ? { ...row, bundle: parsed.data } : undefined;
  } catch (error) {
    if (error instanceof NewerDocumentError) return undefined;
    throw error;
  }
}

export function listDrafts(db: ReadableDB): KeptDraft[] {
  const rows = db.prepare<[], Stored<KeptDraft>>(`${DRAFTS} ORDER BY scene`).all();
  return rows.flatMap((row) => read<KeptDraft>(row) ?? []);
}

export function findDraft(db: ReadableDB, scene: string): KeptDraft | undefined {
  return read<KeptDraft>(db.prepare<[string], Stored<KeptDraft>>(`${DRAFTS} WHERE scene = ?`).get(scene));
}

/** Counts every change of what there is to edit of a scene, publications too; 0 where nobody has edited it yet. */
export function versionOf(db: ReadableDB, scene: string): number {
  const version = db
    .prepare<[string], number>('SELECT version FROM scene_version WHERE scene = ?')
    .pluck()
    .get(scene);
  return version ?? 0;
}

/** Under the next version of the scene. */
export function keepDraft(db: WritableDB, draft: Omit<KeptDraft, 'version'>): void {
  db.transaction(() => {
    countOn(db, draft.scene);
    db.prepare(
      `INSERT OR REPLACE INTO scene_draft (scene, bundle, saved_at, saved_by)
       VALUES (@scene, @bundle, @savedAt, @savedBy)`,
    ).run({ ...draft, bundle: JSON.stringify(draft.bundle) });
  })();
}

/** What was published is what there is to edit, as the next version. */
export function dropDraft(db: WritableDB, scene: string): void {
  db.transaction(() => {
    countOn(db, scene);
    db.prepare('DELETE FROM scene_draft WHERE scene = ?').run(scene);
  })();
}

function countOn(db: WritableDB, scene: string): void {
  db.prepare(
    `INSERT INTO scene_version (scene, version) VALUES (?, 1)
     ON CONFLICT (scene) DO UPDATE SET version = version + 1`,
  ).run(scene);
}

/** Of one scene, the newest first. */
export function listPublications(db: ReadableDB, scene: string): KeptPublication[] {
  const rows = db
    .prepare<[string], Stored<KeptPublication>>(`${PUBLICATIONS} WHERE scene = ? ORDER BY number DESC`)
    .all(scene);
  return rows.flatMap((row) => read<KeptPublication>(row) ?? []);
}

/** The last one of every scene. */
export function lastPublications(db: ReadableDB): KeptPublication[] {
  const rows = db
    .prepare<[], Stored<KeptPublication>>(
      `${PUBLICATIONS} AS p WHERE number = (SELECT max(number) FROM scene_publication WHERE scene = p.scene)`,
    )
    .all();
  return rows.flatMap((row) => read<KeptPublication>(row) ?? []);
}

/** Under the next number of the scene, which is returned; the oldest beyond those that are kept go. */
export function addPublication(db: WritableDB, publication: Omit<KeptPublication, 'number'>): number {
  const last = db
    .prepare<[string], number | null>('SELECT max(number) FROM scene_publication WHERE scene = ?')
    .pluck()
    .get(publication.scene);
  const number = (last ?? 0) + 1;
  db.prepare(
    `INSERT INTO scene_publication (scene, number, bundle, at, by, note, restored)
     VALUES (@scene, @number, @bundle, @at, @by, @note, @restored)`,
  ).run({ ...publication, number, bundle: JSON.stringify(publication.bundle) });
  db.prepare('DELETE FROM scene_publication WHERE scene = ? AND number <= ?').run(
    publication.scene,
    number - PUBLICATIONS_KEPT,
  );
  return number;
}

export function dropPublications(db: WritableDB, scene: string): void {
  db.prepare('DELETE FROM scene_publication WHERE scene = ?').run(scene);
}
