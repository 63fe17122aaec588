/** From a scene with its layouts to what the wall shows of it. Pure. */
import type { Layout, Scene, SceneDocument } from '../../contract/layouts.ts';
import { ROLES, type Role } from '../../contract/live.ts';
import { layoutsNamedBy, type SceneBundle } from '../../contract/sceneEditing.ts';
import type { Turning, Turns } from './turns.ts';

/** The scene and the layouts it names, out of those there are. */
export function bundleOf(scene: SceneDocument, layouts: ReadonlyMap<string, Layout>): SceneBundle {
  const ids = [...new Set(layoutsNamedBy(scene).map(([, id]) => id))];
  return { schema: 1, scene, layouts: ids.map((id) => required(layouts, id)) };
}

export function compose({ scene: document, layouts }: SceneBundle, revision: number): Turning {
  const layoutOf = new Map(layouts.map((layout) => [layout.id, layout]));
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
  const scene: Scene = {
    id: document.id,
    title: document.title,
    revision,
    layouts: {
      statistics: first('statistics'),
      map: first('map'),
      trends: first('trends'),
      operations: first('operations'),
    },
    ...(span && { span: { ...span, layout: of(span.layout) } }),
    ...(parts && { parts: parts.map(of) }),
  };
  return turns.length > 0 ? { ...scene, turns: Object.fromEntries(turns) } : scene;
}

function required<T>(known: ReadonlyMap<string, T>, id: string): T {
  const found = known.get(id);
  if (found === undefined) throw new Error(`document "${id}" is missing from a set that was checked`);
  return found;
}
