/** What the wall showed when, so that any past minute can be shown again with the layouts it had. */
import type { Instant } from '../../contract/calendar.ts';
import { type Scene, scene as sceneSchema } from '../../contract/layouts.ts';
import type { WritableDB } from '../store/index.ts';

const whatIsShown = sceneSchema.omit({ revision: true });

export interface SceneHistory {
  /** From `at` on the wall shows this. The same again makes no entry. */
  record(at: Instant, shown: Scene): void;
  /** What was shown at an instant, the same object each time; `undefined` before the first entry. */
  at(at: Instant): Scene | undefined;
}

interface Entry {
  id: number;
  revision: number;
  document: string;
}

export function createSceneHistory(db: WritableDB): SceneHistory {
  const entryAt = db.prepare<[Instant], Entry>(
    `SELECT s.id, s.revision, d.document FROM shown_scene s JOIN shown_document d ON d.id = s.document
     WHERE s.at <= ? ORDER BY s.at DESC, s.id DESC LIMIT 1`,
  );
  let read: { id: number; scene: Scene | undefined } = { id: 0, scene: undefined };

  return {
    record(at, { revision, ...shown }) {
      const document = JSON.stringify(shown);
      const last = entryAt.get(at);
      if (last?.document === document && last.revision === revision) return;
      db.transaction(() => {
        db.prepare(`INSERT INTO shown_document (document) VALUES (?) ON CONFLICT DO NOTHING`).run(document);
        db.prepare(
          `INSERT INTO shown_scene (at, revision, document)
           VALUES (?, ?, (SELECT id FROM shown_document WHERE document = ?))`,
        ).run(at, revision, document);
      })();
    },
    at(at) {
      const entry = entryAt.get(at);
      if (entry === undefined) return undefined;
      if (entry.id !== read.id) read = { id: entry.id, scene: sceneOf(entry) };
      return read.scene;
    },
  };
}

/** A document of an older version may not fit today's schema: then nothing is known of that time. */
function sceneOf({ document, revision }: Entry): Scene | undefined {
  const shown = whatIsShown.safeParse(JSON.parse(document)).data;
  return shown === undefined ? undefined : { ...shown, revision };
}
