/** Which layouts and scenes there are, and which scene the wall shows. */
import type { Instant } from '../../contract/calendar.ts';
import type { DocumentFault, Scene, SceneDocument } from '../../contract/layouts.ts';
import { differencesBetween } from '../../contract/sceneDifferences.ts';
import type { SceneBundle } from '../../contract/sceneEditing.ts';
import type { WritableDB } from '../store/index.ts';
import { DocumentError, type DocumentSet, readDocuments } from './documents.ts';
import { createSceneHistory, type ShownThen } from './sceneHistory.ts';
import { bundleOf, compose } from './composing.ts';
import { lastPublications } from './editedStore.ts';
import { atTurn, turnsAt } from './turns.ts';
import { keepSet, keepShown, lastGoodSet, readShown, type Shown } from './layoutStore.ts';

/** The scene a new wall shows, where there is one of that name. */
const FIRST_SCENE = 'default';

/** A scene that can be shown, with its layouts. */
export interface KnownScene {
  readonly bundle: SceneBundle;
  readonly origin: 'shipped' | 'folder' | 'edited';
  /** The file to change; `null` unless it is of a folder. */
  readonly file: string | null;
}

export interface Layouts {
  /** In the order of their ids. */
  known(): readonly KnownScene[];
  find(id: string): KnownScene | undefined;
  /** Scenes that are there without anything being published. */
  shippedIds(): ReadonlySet<string>;
  scenes(): SceneDocument[];
  /** Why this start's files were refused, if they were. */
  fault(): DocumentFault | null;
  shown(): Shown;
  /** The scene shown, with the layouts whose turn it is; the same object until another is shown. */
  scene(): Scene;
  /** What was shown at an instant; what is shown now where that was not recorded. */
  sceneAt(at: Instant): Scene;
  /** The same while the record is played: layouts that take turns rest at the first. */
  restingAt(at: Instant): Scene;
  /** The record's entry for an instant; `undefined` before the first. */
  shownAt(at: Instant): ShownThen | undefined;
  /** Shows another scene; `false` when there is none of that id. The same one again changes nothing. */
  show(scene: string, by: string): boolean;
  /** As windows would be told to show it. */
  preview(bundle: SceneBundle): Scene;
  /**
   * From now on this is what there is of that scene; `null` for what was there before anything was published. What `write` keeps
   * and what is shown are kept together or not at all. The wall is told under the name of the publication.
   */
  publish(id: string, bundle: SceneBundle | null, by: string, write: () => void, publication?: string): void;
  /** Reads the files anew: the last good ones stay while one is wrong. */
  reread(): void;
  /** Something else is shown; with the publication it came with. */
  onShow(listener: (publication?: string) => void): void;
}

export interface LayoutsOptions {
  db: WritableDB;
  assets: string;
  dataDir: string;
  now: () => Instant;
  /** Told when the files are refused and the last good ones used. */
  warn: (sentence: string) => void;
}

/** Reads the documents; throws `DocumentError` when they are wrong and no good ones were kept. */
export function createLayouts(options: LayoutsOptions): Layouts {
  const { db, now } = options;
  let files = load(options);
  const changed = files.fault === null && keepSet(db, files.set, now());
  let edited = new Map(lastPublications(db).map(({ scene, bundle }) => [scene, bundle]));
  let known = gather(files.set, edited);
  let shown = start(readShown(db), changed);
  keepShown(db, shown);
  let composed = compose(bundleIn(known, shown.scene), shown.revision);
  const history = createSceneHistory(db);
  let begun = history.record(now(), composed, shown.by);
  let resting = atTurn(composed, 0);
  let turned = { key: '', scene: resting };
  const listeners: ((publication?: string) => void)[] = [];

  function firstOf(scenes: ReadonlyMap<string, KnownScene>): string {
    return scenes.has(FIRST_SCENE) ? FIRST_SCENE : ([...scenes.keys()][0] ?? FIRST_SCENE);
  }

  function start(kept: Shown | undefined, documentsChanged: boolean): Shown {
    const revision = (kept?.revision ?? 0) + 1;
    if (kept && known.has(kept.scene)) return documentsChanged ? { ...kept, revision } : kept;
    return { scene: firstOf(known), revision, since: now(), by: 'engine' };
  }

  /** Keeps what is known and shown from now on; not written down it is not shown: a restart would show another. */
  function take(scenes: typeof known, scene: string, by: string, write: () => void): boolean {
    const at = now();
    const same = scene === shown.scene && isSame(scenes.get(scene), known.get(scene));
    const next = same ? shown : { scene, revision: shown.revision + 1, since: at, by };
    const turning = same ? composed : compose(bundleIn(scenes, scene), next.revision);
    db.transaction(() => {
      write();
      if (same) return;
      keepShown(db, next);
      begun = history.record(at, turning, by);
    })();
    known = scenes;
    if (same) return false;
    shown = next;
    composed = turning;
    resting = atTurn(composed, 0);
    return true;
  }

  function tell(publication?: string): void {
    for (const listener of listeners) listener(publication);
  }

  return {
    known: () => [...known.values()],
    find: (id) => known.get(id),
    shippedIds: () => new Set(files.set.scenes.map(({ id }) => id)),
    scenes: () => [...known.values()].map(({ bundle }) => bundle.scene),
    fault: () => files.fault,
    shown: () => shown,
    scene() {
      const shownFor = now() - begun;
      const key = `${shown.revision} ${turnsAt(composed, shownFor)}`;
      if (key !== turned.key) turned = { key, scene: atTurn(composed, shownFor) };
      return turned.scene;
    },
    sceneAt(at) {
      return history.at(at) ?? this.scene();
    },
    restingAt(at) {
      return history.restingAt(at) ?? resting;
    },
    shownAt: (at) => history.entryAt(at),
    show(scene, by) {
      if (!known.has(scene)) return false;
      if (scene !== shown.scene && take(known, scene, by, () => undefined)) tell();
      return true;
    },
    preview: (bundle) => atTurn(compose(bundle, shown.revision + 1), 0),
    publish(id, bundle, by, write, publication) {
      const next = new Map(edited);
      if (bundle === null) next.delete(id);
      else next.set(id, bundle);
      const scenes = gather(files.set, next);
      const told = take(scenes, scenes.has(shown.scene) ? shown.scene : firstOf(scenes), by, write);
      edited = next;
      // What windows drew out of sight is shown or gone, also where it is what they show already.
      if (told || (publication !== undefined && shown.scene === id)) tell(publication);
    },
    reread() {
      const next = load(options);
      if (next.fault !== null) {
        files = { set: files.set, fault: next.fault };
        return;
      }
      const scenes = gather(next.set, edited);
      const scene = scenes.has(shown.scene) ? shown.scene : firstOf(scenes);
      const told = take(scenes, scene, 'engine', () => void keepSet(db, next.set, now()));
      files = next;
      if (told) tell();
    },
    onShow: (listener) => void listeners.push(listener),
  };
}

/** All scenes there are: those of a folder win over edited ones, and these over shipped ones. */
function gather(set: DocumentSet, edited: ReadonlyMap<string, SceneBundle>): ReadonlyMap<string, KnownScene> {
  const layouts = new Map(set.layouts.map((layout) => [layout.id, layout]));
  const found = new Map<string, KnownScene>();
  for (const scene of set.scenes) {
    const file = set.provisioned[scene.id] ?? null;
    const origin = file === null ? 'shipped' : 'folder';
    found.set(scene.id, { bundle: bundleOf(scene, layouts), origin, file });
  }
  for (const [id, bundle] of edited)
    if (found.get(id)?.origin !== 'folder') found.set(id, { bundle, origin: 'edited', file: null });
  return new Map([...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function bundleIn(known: ReadonlyMap<string, KnownScene>, id: string): SceneBundle {
  const found = known.get(id);
  if (!found) throw new Error(`scene "${id}" is missing from those that were checked`);
  return found.bundle;
}

/** Whether both show the same. */
function isSame(a: KnownScene | undefined, b: KnownScene | undefined): boolean {
  return a !== undefined && b !== undefined && differencesBetween(a.bundle, b.bundle).length === 0;
}

function load(options: LayoutsOptions): { set: DocumentSet; fault: DocumentFault | null } {
  try {
    return { set: readDocuments([options.assets, options.dataDir]), fault: null };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const good = lastGoodSet(options.db);
    if (!good) throw error;
    options.warn(`${error.message} The last good layouts are shown until the file is corrected.`);
    return { set: good, fault: error.fault };
  }
}
