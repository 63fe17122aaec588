/** Pictures of walls and dashboards: brought, described, told to windows, carried to other machines, taken away. */
import type { Instant } from '../../contract/calendar.ts';
import {
  CARRIED_BYTES_MAX,
  type CarriedImage,
  type ImageAnswer,
  type ImageLacking,
  IMAGES_BYTES_MAX,
  IMAGES_MAX,
  imagesNamedBy,
  type ImageUse,
  type ImageWords,
} from '../../contract/images.ts';
import type { Layout, PlacedWidget } from '../../contract/layouts.ts';
import { recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { imageRefusal, readImageFile } from './imageFile.ts';
import {
  addImage,
  contentOf,
  describeImage,
  findImage,
  type KeptImage,
  listImages,
  removeImage,
  sumOfImages,
} from './imageStore.ts';

/** Answers to windows that are held ready; the one asked for longest ago goes first. */
const HELD_MOST = 12;

/** Whoever acts, and from where. */
interface Doer {
  readonly name: string;
  readonly address: string;
}

/** Widgets that stand somewhere, and where. */
export interface Place extends ImageUse {
  readonly widgets: readonly PlacedWidget[];
}

export interface Images {
  list(): KeptImage[];
  room(): { images: number; bytes: number };
  uses(): ReadonlyMap<string, ImageUse[]>;
  /** Throws `ProblemError` 404. */
  find(id: string): KeptImage;
  content(id: string): Buffer;
  /** Takes a file in; one that is here already keeps its words. Throws `ProblemError` 413, 415, 409. */
  bring(bytes: Buffer, words: ImageWords, by: Doer): Promise<KeptImage>;
  describe(id: string, words: ImageWords, by: Doer): KeptImage;
  /** Throws `ProblemError` 409 with where it is used, while it is. */
  remove(id: string, by: Doer): void;
  /** What windows are told; the same object while nothing changed. */
  answer(id: string): ImageAnswer;
  /** Pictures that these layouts name, for a file. Throws `ProblemError` 409 when they are too much for one. */
  carried(layouts: readonly Layout[]): CarriedImage[];
  /** Takes in what such a file brought along. Throws `ProblemError` naming the picture at fault. */
  unpack(carried: readonly CarriedImage[], by: Doer): Promise<void>;
  /** Pictures that these layouts name and that are not here. */
  missing(layouts: readonly Layout[]): string[];
  /** Throws `ProblemError` 409, naming the field, where a widget has no picture that is here. */
  check(layouts: readonly Layout[]): void;
  /** Grows with every change. */
  revision(): number;
}

export function createImages(parts: {
  db: WritableDB;
  now: () => Instant;
  /** All widgets that keep their picture from being taken away. */
  places: () => readonly Place[];
  changed: () => void;
}): Images {
  const { db, now } = parts;
  const held = new Map<string, ImageAnswer>();
  let revision = 0;

  function changed(id: string): void {
    held.delete(id);
    revision += 1;
    parts.changed();
  }

  function find(id: string): KeptImage {
    const found = findImage(db, id);
    if (found) return found;
    throw new ProblemError(404, 'There is no such picture here; /images lists those there are.', {
      field: 'id',
    });
  }

  function uses(): Map<string, ImageUse[]> {
    const found = new Map<string, ImageUse[]>();
    for (const { widgets, where, name } of parts.places())
      for (const image of new Set(imagesNamedBy(widgets).map((one) => one.image)))
        if (image !== null) found.set(image, [...(found.get(image) ?? []), { where, name }]);
    return found;
  }

  function refuseFull(bytes: number): void {
    const sum = sumOfImages(db);
    if (sum.images >= IMAGES_MAX)
      throw imageRefusal(409, 'full', `At most ${IMAGES_MAX} pictures are kept; take one away first.`);
    if (sum.bytes + bytes > IMAGES_BYTES_MAX)
      throw imageRefusal(
        409,
        'full',
        `All pictures together have at most ${IMAGES_BYTES_MAX / 1024 / 1024} MiB; take some away first.`,
      );
  }

  async function bring(bytes: Buffer, words: ImageWords, by: Doer): Promise<KeptImage> {
    const { id, type, width, height, content } = await readImageFile(bytes);
    const added = db.transaction(() => {
      if (findImage(db, id)) return false;
      refuseFull(content.length);
      const size = { width, height, bytes: content.length };
      addImage(db, { id, words, type, ...size, by: by.name, at: now() }, content);
      record(by, 'image_added', words, { after: { words, type, ...size, sha256: id } });
      return true;
    })();
    if (added) changed(id);
    return find(id);
  }

  function record(
    by: Doer,
    what: Parameters<typeof recordAudit>[1]['what'],
    words: ImageWords,
    change: { before?: object; after?: object },
  ): void {
    recordAudit(db, { at: now(), who: by.name, address: by.address, what, subject: words.vi, ...change });
  }

  /** Names of pictures in layouts, with the field that names each. */
  function named(layouts: readonly Layout[]): (ImageLacking & { field: string })[] {
    return layouts.flatMap(({ id, widgets }, i) =>
      imagesNamedBy(widgets).map(({ index, image }) => ({
        field: `layouts.${i}.widgets.${index}.config.image`,
        layout: id,
        widget: widgets[index]?.id ?? '',
        image,
      })),
    );
  }

  function namedIds(layouts: readonly Layout[]): string[] {
    return [...new Set(named(layouts).flatMap(({ image }) => image ?? []))];
  }

  return {
    list: () => listImages(db),
    room() {
      const { images, bytes } = sumOfImages(db);
      return { images: Math.max(0, IMAGES_MAX - images), bytes: Math.max(0, IMAGES_BYTES_MAX - bytes) };
    },
    uses,
    find,
    content(id) {
      find(id);
      return contentOf(db, id) ?? Buffer.alloc(0);
    },
    bring,
    describe(id, words, by) {
      db.transaction(() => {
        const before = find(id);
        describeImage(db, id, words);
        record(by, 'image_described', words, {
          before: { words: before.words },
          after: { words },
        });
      })();
      changed(id);
      return find(id);
    },
    remove(id, by) {
      db.transaction(() => {
        const { words, type, bytes } = find(id);
        const used = uses().get(id) ?? [];
        if (used.length > 0)
          throw imageRefusal(
            409,
            'in_use',
            `This picture is used by ${used.map(useWords).join(', ')}; take it from there first.`,
            { uses: used, field: 'id' },
          );
        removeImage(db, id);
        record(by, 'image_removed', words, { before: { words, type, bytes, sha256: id } });
      })();
      changed(id);
    },
    answer(id) {
      const known = held.get(id);
      held.delete(id);
      const answer = known ?? answerFor(db, id);
      held.set(id, answer);
      for (const oldest of held.keys()) {
        if (held.size <= HELD_MOST) break;
        held.delete(oldest);
      }
      return answer;
    },
    carried(layouts) {
      const found = namedIds(layouts).flatMap((id) => findImage(db, id) ?? []);
      const bytes = found.reduce((sum, one) => sum + one.bytes, 0);
      if (bytes > CARRIED_BYTES_MAX)
        throw new ProblemError(
          409,
          `The pictures of this scene have ${Math.ceil(bytes / 1024 / 1024)} MiB together, and a file carries at most ${CARRIED_BYTES_MAX / 1024 / 1024}; use smaller ones.`,
          { field: 'images' },
        );
      return found.map(({ id, words }) => ({
        id,
        words,
        content: (contentOf(db, id) ?? Buffer.alloc(0)).toString('base64'),
      }));
    },
    async unpack(carried, by) {
      // All are read before the first is kept.
      const files = await Promise.all(
        carried.map(async ({ id, words, content }, i) => {
          const bytes = Buffer.from(content, 'base64');
          const file = await readImageFile(bytes).catch((error: unknown) => {
            if (!(error instanceof ProblemError)) throw error;
            const options = { field: `images.${i}.content`, more: error.more };
            throw new ProblemError(error.statusCode, `images.${i}: ${error.message}`, options);
          });
          if (file.id !== id)
            throw new ProblemError(
              400,
              `images.${i}.id: this is not the picture of that id; export the scene again.`,
              { field: `images.${i}.id` },
            );
          return { bytes, words };
        }),
      );
      for (const { bytes, words } of files) await bring(bytes, words, by);
    },
    missing: (layouts) => namedIds(layouts).filter((id) => !findImage(db, id)),
    check(layouts) {
      for (const { field, ...more } of named(layouts)) {
        const { layout, widget, image } = more;
        if (image !== null && findImage(db, image)) continue;
        const why =
          image === null
            ? `choose a picture for "${widget}" of "${layout}" first`
            : `the picture of "${widget}" of "${layout}" is not on this machine; bring it, or choose another`;
        throw new ProblemError(409, `${field}: ${why}.`, { field, more });
      }
    },
    revision: () => revision,
  };
}

function answerFor(db: WritableDB, id: string): ImageAnswer {
  const found = findImage(db, id);
  const content = found && contentOf(db, id);
  if (!found || !content) return { image: id, picture: null };
  const { by: _by, at: _at, ...shown } = found;
  return { image: id, picture: { ...shown, content: content.toString('base64') } };
}

function useWords({ where, name }: ImageUse): string {
  const words = {
    scene: `the scene "${name}"`,
    draft: `the draft of the scene "${name}"`,
    dashboard: `a dashboard of ${name}`,
    sent: `a dashboard that ${name} sent to a monitor`,
  };
  return words[where];
}
