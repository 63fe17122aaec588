/** Every widget of scenes that are or may be shown, with where it stands. */
import type { PlacedWidget } from '../../contract/layouts.ts';
import type { ReadableDB } from '../store/index.ts';
import { listDrafts } from './editedStore.ts';
import type { Layouts } from './layouts.ts';

export interface PlacedInScene {
  readonly where: 'scene' | 'draft';
  /** Id of the scene. */
  readonly name: string;
  readonly widgets: readonly PlacedWidget[];
}

/** Of what is published, shipped or in a folder, and of drafts; older publications are not among them. */
export function placedInScenes(db: ReadableDB, layouts: Pick<Layouts, 'known'>): PlacedInScene[] {
  const widgetsOf = (of: readonly { widgets: PlacedWidget[] }[]) => of.flatMap(({ widgets }) => widgets);
  return [
    ...layouts.known().map(({ bundle }) => ({
      where: 'scene' as const,
      name: bundle.scene.id,
      widgets: widgetsOf(bundle.layouts),
    })),
    ...listDrafts(db).map(({ scene, bundle }) => ({
      where: 'draft' as const,
      name: scene,
      widgets: widgetsOf(bundle.layouts),
    })),
  ];
}
