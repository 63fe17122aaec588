/** Which layouts and scenes there are, and which scene the wall shows. */
import type { Instant } from '../../contract/calendar.ts';
import type { DocumentFault, Layout, Scene, SceneDocument } from '../../contract/layouts.ts';
import type { WritableDB } from '../store/index.ts';
import { DocumentError, type DocumentSet, readDocuments } from './documents.ts';
import { ROLES, type Role } from '../../contract/live.ts';
import { createSceneHistory, type ShownThen } from './sceneHistory.ts';
import { atTurn, type Turning, type Turns, turnsAt } from './turns.ts';
import { keepSet, keepShown, lastGoodSet, readShown, type Shown } from './layoutStore.ts';

/** The scene a new wall shows, where there is one of that name. */
const FIRST_SCENE = 'default';

export interface Layouts {
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
  onShow(listener: () => void): void;
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
  const { set, fault } = load(options);
  const changed = fault === null && keepSet(db, set, now());
  const known = new Map(set.scenes.map((scene) => [scene.id, scene]));
  const layoutOf = new Map(set.layouts.map((layout) => [layout.id, layout]));
  let shown = start(readShown(db), changed);
  keepShown(db, shown);
  let composed = compose(shown, required(known, shown.scene), layoutOf);
  const history = createSceneHistory(db);
  let begun = history.record(now(), composed, shown.by);
  let resting = atTurn(composed, 0);
  let turned = { key: '', scene: resting };
  const listeners: (() => void)[] = [];

  function start(kept: Shown | undefined, documentsChanged: boolean): Shown {
    const revision = (kept?.revision ?? 0) + 1;
    if (kept && known.has(kept.scene)) return documentsChanged ? { ...kept, revision } : kept;
    const first = known.has(FIRST_SCENE) ? FIRST_SCENE : (set.scenes[0]?.id ?? FIRST_SCENE);
    return { scene: first, revision, since: now(), by: 'engine' };
  }

  return {
    scenes: () => set.scenes,
    fault: () => fault,
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
      if (scene === shown.scene) return true;
      const next = { scene, revision: shown.revision + 1, since: now(), by };
      // Not written down it is not shown: a restart would show another.
      keepShown(db, next);
      shown = next;
      composed = compose(shown, required(known, shown.scene), layoutOf);
      begun = history.record(shown.since, composed, by);
      resting = atTurn(composed, 0);
      for (const tell of listeners) tell();
      return true;
    },
    onShow: (listener) => void listeners.push(listener),
  };
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

function compose(shown: Shown, document: SceneDocument, layoutOf: Map<string, Layout>): Turning {
  const of = (id: string) => required(layoutOf, id);
  const first = (role: Role) => {
    const named = document.layouts[role];
    return of(typeof named === 'string' ? named : (named.layouts[0] ?? ''));
  };
  const turns = ROLES.flatMap((role): [Role, Turns][] => {
    const named = document.layouts[role];
    return typeof named === 'string'
      ? []
      : [[role, { layouts: named.layouts.map(of), everyS: named.everyS }]];
  });
  const { span, parts } = document;
  return {
    id: document.id,
    title: document.title,
    revision: shown.revision,
    layouts: {
      statistics: first('statistics'),
      map: first('map'),
      trends: first('trends'),
      operations: first('operations'),
    },
    ...(span && { span: { ...span, layout: of(span.layout) } }),
    ...(parts && { parts: parts.map(of) }),
    ...(turns.length > 0 && { turns: Object.fromEntries(turns) }),
  };
}

function required<T>(known: Map<string, T>, id: string): T {
  const found = known.get(id);
  if (found === undefined) throw new Error(`document "${id}" is missing from a set that was checked`);
  return found;
}
