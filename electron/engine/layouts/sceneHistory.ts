/** What the wall showed when, so that any past minute can be shown again with the layouts it had. */
import { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import { layout, type Scene, scene as sceneSchema } from '../../contract/layouts.ts';
import { role } from '../../contract/live.ts';
import type { WritableDB } from '../store/index.ts';
import { atTurn, type Turning, turnsAt } from './turns.ts';

const whatIsShown = sceneSchema.omit({ revision: true }).extend({
  turns: z
    .partialRecord(role, z.object({ layouts: z.array(layout).min(2), everyS: z.int().min(1) }))
    .optional(),
});

/** An entry of the record, as it is told. */
export interface ShownThen {
  /** With the layouts whose turn it was. */
  readonly scene: Scene;
  readonly since: Instant;
  /** When something else was shown; `null` while it still is. */
  readonly until: Instant | null;
  /** Who chose it; `null` where that was not recorded. */
  readonly by: string | null;
}

export interface SceneHistory {
  /** From `at` on the wall shows this. The same again makes no entry. Returns since when it is shown. */
  record(at: Instant, shown: Turning, by: string): Instant;
  /** What was shown at an instant, the same object as long as it is the same; `undefined` before the first entry. */
  at(at: Instant): Scene | undefined;
  /** The same as it was chosen: of layouts that take turns the first. */
  restingAt(at: Instant): Scene | undefined;
  entryAt(at: Instant): ShownThen | undefined;
}

interface Entry {
  id: number;
  at: Instant;
  by: string | null;
  revision: number;
  document: string;
}

export function createSceneHistory(db: WritableDB): SceneHistory {
  const entryAt = db.prepare<[Instant], Entry>(
    `SELECT s.id, s.at, s.by, s.revision, d.document FROM shown_scene s JOIN shown_document d ON d.id = s.document
     WHERE s.at <= ? ORDER BY s.at DESC, s.id DESC LIMIT 1`,
  );
  const nextAfter = db
    .prepare<[Instant, Instant, number], Instant>(
      `SELECT at FROM shown_scene WHERE at > ? OR (at = ? AND id > ?) ORDER BY at, id LIMIT 1`,
    )
    .pluck();
  let read: { id: number; turning: Turning | undefined } = { id: 0, turning: undefined };
  let turned: { key: string; scene: Scene | undefined } = { key: '', scene: undefined };

  function turningOf(entry: Entry): Turning | undefined {
    if (entry.id !== read.id) read = { id: entry.id, turning: documentOf(entry) };
    return read.turning;
  }

  function sceneOf(entry: Entry, at: Instant): Scene | undefined {
    const turning = turningOf(entry);
    const turns = turning ? turnsAt(turning, at - entry.at) : '';
    const key = `${entry.id} ${turns}`;
    if (key !== turned.key) turned = { key, scene: turning && atTurn(turning, at - entry.at) };
    return turned.scene;
  }

  return {
    record(at, { revision, ...shown }, by) {
      const document = JSON.stringify(shown);
      const last = entryAt.get(at);
      if (last?.document === document && last.revision === revision) return last.at;
      db.transaction(() => {
        db.prepare(`INSERT INTO shown_document (document) VALUES (?) ON CONFLICT DO NOTHING`).run(document);
        db.prepare(
          `INSERT INTO shown_scene (at, revision, by, document)
           VALUES (?, ?, ?, (SELECT id FROM shown_document WHERE document = ?))`,
        ).run(at, revision, by, document);
      })();
      return at;
    },
    at(at) {
      const entry = entryAt.get(at);
      return entry && sceneOf(entry, at);
    },
    restingAt(at) {
      const entry = entryAt.get(at);
      return entry && sceneOf(entry, entry.at);
    },
    entryAt(at) {
      const entry = entryAt.get(at);
      const scene = entry && sceneOf(entry, at);
      if (!entry || !scene) return undefined;
      const until = nextAfter.get(entry.at, entry.at, entry.id) ?? null;
      return { scene, since: entry.at, until, by: entry.by };
    },
  };
}

/** A document of an older version may not fit today's schema: then nothing is known of that time. */
function documentOf({ document, revision }: Entry): Turning | undefined {
  const shown = whatIsShown.safeParse(JSON.parse(document)).data;
  return shown === undefined ? undefined : { ...shown, revision };
}
