/** Scenes edited in the console: drafts, publications, files. */
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { CarriedImage } from '../../contract/images.ts';
import type { Layout, Scene } from '../../contract/layouts.ts';
import { ROLES } from '../../contract/live.ts';
import { differencesBetween } from '../../contract/sceneDifferences.ts';
import {
  type DraftConflict,
  type DraftSave,
  type EditableScene,
  type ImportAnswer,
  type NewScene,
  type Publication,
  type PublicationAnswer,
  type PublishedAnswer,
  type SceneBundle,
  type SceneDraft,
  type SceneFile,
  sceneFile,
} from '../../contract/sceneEditing.ts';
import { recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import {
  addPublication,
  dropDraft,
  dropPublications,
  findDraft,
  keepDraft,
  type KeptDraft,
  type KeptPublication,
  listDrafts,
  listPublications,
  versionOf,
} from './editedStore.ts';
import type { KnownScene, Layouts } from './layouts.ts';
import { migrateDocument, NewerDocumentError } from './migrate.ts';
import type { Publishing } from './publishing.ts';

/** Differences told in the audit trail, at most. */
const TOLD_MAX = 50;

type Published = 'scene_published' | 'scene_rolled_back';
type Done = Published | 'scene_deleted' | 'scene_imported';

/** Whoever acts, and from where. */
export interface Editor {
  readonly name: string;
  readonly address: string;
}

export interface Editing {
  list(): EditableScene[];
  draft(id: string): SceneDraft;
  save(id: string, save: DraftSave, by: Editor): SceneDraft;
  /** Back to what is published. */
  drop(id: string, basedOn: number): SceneDraft | null;
  make(scene: NewScene, by: Editor): SceneDraft;
  /** Takes away what was edited; a shipped scene of that id comes back. */
  remove(id: string, by: Editor): void;
  /** A document of this or an older version, as a draft. @param replace whether a draft that is there may go */
  bring(document: unknown, replace: boolean, by: Editor): Promise<ImportAnswer>;
  /** What there is to edit, with its pictures, to be taken along. */
  file(id: string): SceneFile;
  publications(id: string): Publication[];
  publication(id: string, number: number): PublicationAnswer;
  publish(id: string, version: number, note: string | null, by: Editor): Promise<PublishedAnswer>;
  rollBack(id: string, number: number, note: string | null, by: Editor): Promise<PublishedAnswer>;
}

/** Pictures that widgets name. */
export interface NamedImages {
  /** Throws a problem that names the field where a widget has no picture that is here. */
  check(layouts: readonly Layout[]): void;
  missing(layouts: readonly Layout[]): string[];
  carried(layouts: readonly Layout[]): CarriedImage[];
  unpack(carried: readonly CarriedImage[], by: Editor): Promise<void>;
}

export interface EditingOptions {
  db: WritableDB;
  layouts: Layouts;
  publishing: Publishing;
  images: NamedImages;
  /** What people sent to monitors lies over a scene. */
  over: (scene: Scene) => Scene;
  /** Whether a schedule names that scene. */
  scheduled: (scene: string) => boolean;
  now: () => Instant;
}

export function createEditing(options: EditingOptions): Editing {
  const { db, layouts, publishing, images, over, scheduled, now } = options;

  const unknown = (id: string) =>
    new ProblemError(404, `There is no scene "${id}"; /scenes/editable lists those there are.`, {
      field: 'id',
    });

  function refuseProvisioned(id: string): void {
    const file = layouts.find(id)?.file;
    if (file)
      throw new ProblemError(
        409,
        `The scene "${id}" comes from ${file} and is changed there; make a copy to change it here.`,
        { field: 'id' },
      );
  }

  function describe(id: string, known: KnownScene | undefined, draft: KeptDraft | undefined): EditableScene {
    const bundle = known?.bundle ?? draft?.bundle;
    if (!bundle) throw unknown(id);
    const [last] = listPublications(db, id);
    return {
      id,
      title: bundle.scene.title,
      origin: known?.origin ?? 'draft',
      shown: layouts.shown().scene === id,
      published: last ? tell(last) : null,
      draft: draft
        ? { version: draft.version, savedAt: formatInstant(draft.savedAt), savedBy: draft.savedBy }
        : null,
      file: known?.file ?? null,
    };
  }

  function open(id: string): SceneDraft {
    const [known, draft] = [layouts.find(id), findDraft(db, id)];
    const { origin, published, file } = describe(id, known, draft);
    const bundle = draft?.bundle ?? known?.bundle;
    if (!bundle) throw unknown(id);
    const at = draft ? formatInstant(draft.savedAt) : (published?.at ?? null);
    return {
      id,
      origin,
      published,
      file,
      version: versionOf(db, id),
      isDraft: draft !== undefined,
      savedAt: at,
      savedBy: draft?.savedBy ?? published?.by ?? null,
      bundle,
      current: known?.bundle ?? null,
    };
  }

  /** Refuses what was made of another version than the newest. */
  function refuseStale(id: string, basedOn: number, mine: SceneBundle | null, field: string): void {
    const theirs = open(id);
    if (theirs.version === basedOn) return;
    const conflict: DraftConflict = {
      version: theirs.version,
      savedAt: theirs.savedAt ?? formatInstant(now()),
      savedBy: theirs.savedBy ?? 'engine',
      differences: mine ? differencesBetween(theirs.bundle, mine) : [],
    };
    throw new ProblemError(
      409,
      `Version ${conflict.version} of this scene is there, by ${conflict.savedBy}, and this was made of version ${basedOn}: look at the newer one first.`,
      { field, more: conflict },
    );
  }

  /** The draft that a document would take the place of, if it may. */
  function refuseUnasked(id: string, replace: boolean): KeptDraft | undefined {
    refuseProvisioned(id);
    const there = findDraft(db, id);
    if (!there || replace) return there;
    throw new ProblemError(
      409,
      `There is a draft of "${id}" by ${there.savedBy}; publish or drop it first, or say that it may be replaced.`,
      { field: 'replace' },
    );
  }

  function keep(id: string, bundle: SceneBundle, by: Editor): SceneDraft {
    keepDraft(db, { scene: id, bundle, savedAt: now(), savedBy: by.name });
    return open(id);
  }

  function audit(what: Done, id: string, by: Editor, before: object | null, after: object): void {
    recordAudit(db, { at: now(), who: by.name, what, subject: id, address: by.address, before, after });
  }

  async function publishBundle(
    id: string,
    bundle: SceneBundle,
    done: { what: Published; note: string | null; restored: number | null },
    by: Editor,
    stillWanted: () => void,
  ): Promise<PublishedAnswer> {
    refuseProvisioned(id);
    images.check(bundle.layouts);
    const prepared = await publishing.prepare({
      id,
      by: by.name,
      scene: over(layouts.preview(bundle)),
      layouts: bundle.layouts,
    });
    const isShown = () => layouts.shown().scene === id;
    let shown = false;
    try {
      stillWanted();
      images.check(bundle.layouts);
      const at = now();
      const before = layouts.find(id);
      let number = 0;
      layouts.publish(
        id,
        bundle,
        by.name,
        () => {
          // So that one click goes back to what was shipped.
          if (before?.origin === 'shipped' && listPublications(db, id).length === 0)
            addPublication(
              db,
              publicationOf(before.bundle, { at, by: 'engine', note: null, restored: null }),
            );
          const { note, restored } = done;
          number = addPublication(db, publicationOf(bundle, { at, by: by.name, note, restored }));
          dropDraft(db, id);
          const differences = before ? differencesBetween(before.bundle, bundle) : [];
          const last = listPublications(db, id)[1]?.number ?? null;
          audit(done.what, id, by, last === null ? null : { publication: last }, {
            publication: number,
            note,
            restored,
            differences: differences.slice(0, TOLD_MAX),
          });
        },
        prepared.publication,
      );
      shown = isShown();
      return { publication: published(id, number), windows: prepared.windows };
    } finally {
      publishing.end(prepared.publication, shown);
    }
  }

  function published(id: string, number: number): PublicationAnswer {
    const found = listPublications(db, id).find((one) => one.number === number);
    if (!found)
      throw new ProblemError(404, `There is no publication ${number} of "${id}" any more.`, {
        field: 'number',
      });
    return { ...tell(found), bundle: found.bundle };
  }

  return {
    list() {
      const drafts = new Map(listDrafts(db).map((draft) => [draft.scene, draft]));
      const ids = new Set([...layouts.known().map(({ bundle }) => bundle.scene.id), ...drafts.keys()]);
      return [...ids].sort().map((id) => describe(id, layouts.find(id), drafts.get(id)));
    },
    draft: open,
    save(id, { basedOn, bundle }, by) {
      refuseProvisioned(id);
      const kept = open(id);
      if (bundle.scene.id !== id)
        throw new ProblemError(400, `bundle.scene.id: must be "${id}", as in the address.`, {
          field: 'bundle.scene.id',
        });
      // The same save again, whose answer was lost, is answered as the first one was.
      if (kept.version === basedOn + 1 && kept.savedBy === by.name)
        if (differencesBetween(kept.bundle, bundle).length === 0) return kept;
      refuseStale(id, basedOn, bundle, 'basedOn');
      return keep(id, bundle, by);
    },
    drop(id, basedOn) {
      refuseStale(id, basedOn, null, 'basedOn');
      dropDraft(db, id);
      return layouts.find(id) ? open(id) : null;
    },
    make({ id, title, from }, by) {
      if (layouts.find(id) || findDraft(db, id))
        throw new ProblemError(409, `There is a scene "${id}" already; take another id.`, { field: 'id' });
      const bundle = from === null ? emptyBundle(id, title) : open(from).bundle;
      return keep(id, { ...bundle, scene: { ...bundle.scene, id, title } }, by);
    },
    remove(id, by) {
      refuseProvisioned(id);
      const known = layouts.find(id);
      const draft = findDraft(db, id);
      if (!known && !draft) throw unknown(id);
      if (known?.origin === 'shipped' && !draft)
        throw new ProblemError(409, `The scene "${id}" is part of the program and cannot be taken away.`, {
          field: 'id',
        });
      const comesBack = layouts.shippedIds().has(id);
      if (known?.origin === 'edited' && !comesBack) {
        if (layouts.shown().scene === id)
          throw new ProblemError(409, `The wall shows "${id}"; show another scene first.`, { field: 'id' });
        if (scheduled(id))
          throw new ProblemError(409, `A schedule names "${id}"; take that entry away first.`, {
            field: 'id',
          });
      }
      const write = () => {
        dropDraft(db, id);
        dropPublications(db, id);
        audit('scene_deleted', id, by, { origin: known?.origin ?? 'draft' }, { shipped: comesBack });
      };
      if (known?.origin === 'edited') layouts.publish(id, null, by.name, write);
      else db.transaction(write)();
    },
    async bring(document, replace, by) {
      const { bundle, carried, migrated } = readFile(document);
      const { id } = bundle.scene;
      refuseUnasked(id, replace);
      await images.unpack(carried, by);
      // Somebody may have begun a draft meanwhile.
      const there = refuseUnasked(id, replace);
      const draft = keep(id, bundle, by);
      audit('scene_imported', id, by, there ? { version: there.version } : null, { version: draft.version });
      return { draft, migrated, missingImages: images.missing(bundle.layouts) };
    },
    file(id) {
      const { bundle } = open(id);
      const carried = images.carried(bundle.layouts);
      return carried.length > 0 ? { ...bundle, images: carried } : bundle;
    },
    publications(id) {
      describe(id, layouts.find(id), findDraft(db, id));
      return listPublications(db, id).map(tell);
    },
    publication: published,
    async publish(id, version, note, by) {
      refuseProvisioned(id);
      const draft = findDraft(db, id);
      if (!draft)
        throw new ProblemError(409, `There is no draft of "${id}" to publish.`, { field: 'version' });
      const stillWanted = () => refuseStale(id, version, draft.bundle, 'version');
      stillWanted();
      return publishBundle(
        id,
        draft.bundle,
        { what: 'scene_published', note, restored: null },
        by,
        stillWanted,
      );
    },
    async rollBack(id, number, note, by) {
      const { bundle } = published(id, number);
      const version = versionOf(db, id);
      // A draft begun meanwhile would be gone with the publication.
      const stillWanted = () => refuseStale(id, version, null, 'number');
      return publishBundle(
        id,
        bundle,
        { what: 'scene_rolled_back', note, restored: number },
        by,
        stillWanted,
      );
    },
  };
}

function publicationOf(
  bundle: SceneBundle,
  rest: Pick<KeptPublication, 'at' | 'by' | 'note' | 'restored'>,
): Omit<KeptPublication, 'number'> {
  return { scene: bundle.scene.id, bundle, ...rest };
}

function tell({ number, at, by, note, restored, bundle }: KeptPublication): Publication {
  const widgets = bundle.layouts.reduce((sum, layout) => sum + layout.widgets.length, 0);
  return { number, at: formatInstant(at), by, note: note === '' ? null : note, restored, widgets };
}

/** Four empty screens. */
function emptyBundle(id: string, title: NewScene['title']): SceneBundle {
  const layouts = ROLES.map((role): Layout => ({ schema: 1, id: role, title, widgets: [] }));
  const named = { statistics: 'statistics', map: 'map', trends: 'trends', operations: 'operations' };
  return { schema: 1, scene: { schema: 2, id, title, layouts: named }, layouts };
}

/** Reads a document that somebody brings; throws a problem naming the field at fault. */
function readFile(document: unknown): {
  bundle: SceneBundle;
  carried: readonly CarriedImage[];
  migrated: string[];
} {
  try {
    const { document: today, steps } = migrateDocument('bundle', document);
    const parsed = sceneFile.safeParse(today);
    if (parsed.success) {
      const { images: carried = [], ...bundle } = parsed.data;
      return { bundle, carried, migrated: [...new Set(steps)] };
    }
    const [issue] = parsed.error.issues;
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const field = [...(issue?.path ?? []), ...unknown].join('.') || 'document';
    throw new ProblemError(400, `${field}: ${issue?.message ?? 'is not valid'}; correct it in the file.`, {
      field,
    });
  } catch (error) {
    if (!(error instanceof NewerDocumentError)) throw error;
    throw new ProblemError(400, `${error.field}: ${error.message}.`, { field: error.field });
  }
}
