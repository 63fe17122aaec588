/** What of the layouts outlives a restart: the last good set, and the scene shown. */
import type { Instant } from '../../contract/calendar.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { type DocumentSet, documentSet } from './documents.ts';

/** The set that was good last time, or `undefined` before there was one. */
export function lastGoodSet(db: ReadableDB): DocumentSet | undefined {
  const row = db.prepare<[], { documents: string }>(`SELECT documents FROM layout_set`).get();
  if (!row) return undefined;
  // A set kept by an older version may not fit today's schema: then there is none.
  const parsed = documentSet.safeParse(JSON.parse(row.documents));
  return parsed.success ? parsed.data : undefined;
}

/** Keeps a good set; `false` when it is the one already kept. */
export function keepSet(db: WritableDB, set: DocumentSet, at: Instant): boolean {
  const done = db
    .prepare(
      `INSERT INTO layout_set (id, documents, kept_at) VALUES (1, ?, ?)
       ON CONFLICT (id) DO UPDATE SET documents = excluded.documents, kept_at = excluded.kept_at
       WHERE documents <> excluded.documents`,
    )
    .run(JSON.stringify(set), at);
  return done.changes === 1;
}

export interface Shown {
  scene: string;
  revision: number;
  since: Instant;
  by: string;
}

export function readShown(db: ReadableDB): Shown | undefined {
  return db.prepare<[], Shown>(`SELECT scene, revision, since, by FROM wall_scene`).get();
}

export function keepShown(db: WritableDB, shown: Shown): void {
  db.prepare(
    `INSERT OR REPLACE INTO wall_scene (id, scene, revision, since, by) VALUES (1, @scene, @revision, @since, @by)`,
  ).run(shown);
}
