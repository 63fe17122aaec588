/** Scenes edited in the console: drafts kept by version, publications that all windows were ready for, files to take along. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { CARRIED_BYTES_MAX, carriedImage, imageId, IMAGES_MAX } from './images.ts';
import { documentId, layout, ROLE_LAYOUT_FIELDS, sceneDocument, title, widgetFault } from './layouts.ts';
import { role } from './live.ts';

/** Layouts that one scene can bring along. */
export const BUNDLE_LAYOUTS_MAX = 64;
/** Size of one bundle as JSON, bytes. */
export const BUNDLE_BYTES_MAX = 1024 * 1024;
/** Older publications of a scene than these are forgotten, the oldest first. */
export const PUBLICATIONS_KEPT = 100;

/**
 * A scene with its own layouts. Editing one scene never changes another, even where both name a layout of the same id.
 * Layouts are those that the scene names: none is missing, none stands beside them.
 */
export const sceneBundle = z
  .strictObject({
    schema: z.literal(1),
    scene: sceneDocument,
    layouts: z.array(layout).max(BUNDLE_LAYOUTS_MAX),
  })
  .superRefine(({ scene, layouts }, ctx) => {
    const there = new Set<string>();
    layouts.forEach(({ id }, i) => {
      if (there.has(id))
        ctx.addIssue({ code: 'custom', path: ['layouts', i, 'id'], message: `"${id}" is there twice` });
      there.add(id);
    });
    const named = layoutsNamedBy(scene);
    for (const [path, id] of named)
      if (!there.has(id))
        ctx.addIssue({
          code: 'custom',
          path: ['scene', ...path],
          message: `there is no layout "${id}" in this document; name one of ${[...there].join(', ')}`,
        });
    const ids = new Set(named.map(([, id]) => id));
    layouts.forEach(({ id }, i) => {
      if (!ids.has(id))
        ctx.addIssue({
          code: 'custom',
          path: ['layouts', i, 'id'],
          message: `the scene does not name "${id}"; name it, or take it away`,
        });
    });
  });
export type SceneBundle = z.infer<typeof sceneBundle>;

/** The same as a file to take along: with the pictures that its widgets name. */
export const sceneFile = sceneBundle.safeExtend({ images: z.array(carriedImage).max(IMAGES_MAX).optional() });
export type SceneFile = z.infer<typeof sceneFile>;
/** Size of one such file, bytes: pictures grow by a third as text. */
export const FILE_BYTES_MAX = BUNDLE_BYTES_MAX + Math.ceil(CARRIED_BYTES_MAX * 1.4);

type NamedLayout = readonly [path: readonly (string | number)[], id: string];

/** Every layout that a scene names, with the path of the field that does. */
export function layoutsNamedBy({
  layouts,
  span,
  parts = [],
}: z.infer<typeof sceneDocument>): readonly NamedLayout[] {
  const ofRoles = ROLE_LAYOUT_FIELDS.flatMap((one): readonly NamedLayout[] => {
    const named = layouts[one];
    if (typeof named === 'string') return [[['layouts', one], named]];
    return named.layouts.map((id, i): NamedLayout => [['layouts', one, 'layouts', i], id]);
  });
  const spanned: readonly NamedLayout[] = span ? [[['span', 'layout'], span.layout]] : [];
  return [...ofRoles, ...spanned, ...parts.map((id, i): NamedLayout => [['parts', i], id])];
}

/**
 * Where a scene comes from. `shipped`: with the program. `folder`: from a file of the data folder, which wins over everything
 * and is changed there only. `edited`: published from the console. `draft`: begun in the console, never published.
 */
export const sceneOrigin = z.enum(['shipped', 'folder', 'edited', 'draft']);

const saved = { savedAt: instantText, savedBy: z.string() };

/** One publication: numbers of a scene begin with 1 and have no gap. */
export const publication = z.object({
  number: z.int().min(1),
  at: instantText,
  by: z.string(),
  /** What whoever published it had to say of it. */
  note: z.string().nullable(),
  /** The publication it brought back; `null` for an ordinary one. */
  restored: z.int().nullable(),
  widgets: z.int(),
});
export type Publication = z.infer<typeof publication>;

/** A scene in the list of those that can be edited. */
export const editableScene = z.object({
  id: documentId,
  title,
  origin: sceneOrigin,
  /** The wall shows it now. */
  shown: z.boolean(),
  /** The last publication; `null` before there was one. */
  published: publication.nullable(),
  /** The draft that is not published yet; `null` when there is none. */
  draft: z.object({ version: z.int().min(1), ...saved }).nullable(),
  /** The file that holds it, for whoever may change it there; only of origin `folder`. */
  file: z.string().nullable(),
});
export type EditableScene = z.infer<typeof editableScene>;
export const editableScenesAnswer = z.object({ scenes: z.array(editableScene) });

/**
 * What is edited: the draft, or, where there is none, what was published or shipped. Its version counts every change of it,
 * publications too, and never goes back, so that a page that was opened before any of them is noticed.
 */
export const sceneDraft = editableScene.pick({ id: true, origin: true, published: true, file: true }).extend({
  version: z.int().min(0),
  /** Whether it is a draft, and so can be published. */
  isDraft: z.boolean(),
  /** `null` of what was shipped. */
  savedAt: instantText.nullable(),
  savedBy: z.string().nullable(),
  bundle: sceneBundle,
  /** What is shown of it where it is shown; `null` of a scene that was never published. */
  current: sceneBundle.nullable(),
});
export type SceneDraft = z.infer<typeof sceneDraft>;

/** A save names the version it was made of; one made of an older version is refused (409 with `draftConflict`). */
export const draftSave = z.strictObject({ basedOn: z.int().min(0), bundle: sceneBundle });
export type DraftSave = z.infer<typeof draftSave>;

/** Takes a draft back to what is published. */
export const draftDrop = z.strictObject({ basedOn: z.int().min(1) });

/** One difference between two bundles, in the order in which they are read. */
export const sceneDifference = z.object({
  kind: z.enum([
    'scene_changed',
    'layout_added',
    'layout_removed',
    'layout_renamed',
    'widget_added',
    'widget_removed',
    'widget_moved',
    'widget_changed',
  ]),
  /** The layout it is in; `null` of the scene itself. */
  layout: z.string().nullable(),
  widget: z.string().nullable(),
  /** Fields that differ, such as `config.unit`; empty where something came or went as a whole. */
  fields: z.array(z.string()),
});
export type SceneDifference = z.infer<typeof sceneDifference>;

/** Beside the usual fields of a problem of status 409: who saved meanwhile, and what of it differs from what was sent. */
export const draftConflict = z.object({
  version: z.int(),
  savedAt: instantText,
  savedBy: z.string(),
  differences: z.array(sceneDifference),
});
export type DraftConflict = z.infer<typeof draftConflict>;

/** A new scene, as a draft: a copy of another, or four empty screens. */
export const newScene = z.strictObject({ id: documentId, title, from: documentId.nullable() });
export type NewScene = z.infer<typeof newScene>;

export const NOTE_MAX = 500;
export const publishRequest = z.strictObject({
  /** The version of the draft that was looked at: a newer one is not published unseen (409 with `draftConflict`). */
  version: z.int().min(1),
  note: z.string().trim().max(NOTE_MAX).nullable().default(null),
});
export type PublishRequest = z.input<typeof publishRequest>;
/** Publishes an older publication again. */
export const rollBackRequest = z.strictObject({
  number: z.int().min(1),
  note: z.string().trim().max(NOTE_MAX).nullable().default(null),
});

/** How far a window of the wall is with a publication. */
export const windowProgress = z.object({
  role,
  /** `late`: it did not get ready in time. `gone`: it went away meanwhile. `faulty`: it cannot draw something. */
  state: z.enum(['preparing', 'ready', 'late', 'gone', 'faulty']),
  /** From being asked to being ready, ms; `null` until then. */
  ms: z.int().nullable(),
  faults: z.array(widgetFault),
});
export type WindowProgress = z.infer<typeof windowProgress>;

/** A publication under way, for whoever waits for it; `null` when there is none. */
export const publishingAnswer = z.object({
  publishing: z
    .object({ scene: documentId, by: z.string(), since: instantText, windows: z.array(windowProgress) })
    .nullable(),
});
export type PublishingAnswer = z.infer<typeof publishingAnswer>;

/** It was published: every window that was connected was ready, and changed in the same tick. */
export const publishedAnswer = z.object({ publication, windows: z.array(windowProgress) });
export type PublishedAnswer = z.infer<typeof publishedAnswer>;
/** Beside the usual fields of a problem of status 409: nothing was published, because not every window was ready. */
export const notReady = z.object({ windows: z.array(windowProgress) });

export const publicationsAnswer = z.object({ publications: z.array(publication) });
export type PublicationsAnswer = z.infer<typeof publicationsAnswer>;
export const publicationAnswer = publication.extend({ bundle: sceneBundle });
export type PublicationAnswer = z.infer<typeof publicationAnswer>;

/** What a file of an older version was brought to, and what was changed for that, in words for its reader. */
export const importAnswer = z.object({
  draft: sceneDraft,
  migrated: z.array(z.string()),
  /** Pictures that it names, and that neither came with it nor are here: it cannot be published before they are. */
  missingImages: z.array(imageId),
});
export type ImportAnswer = z.infer<typeof importAnswer>;
