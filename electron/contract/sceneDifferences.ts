/** What differs between two versions of a scene, in the order in which it is read. Pure. */
import type { PlacedWidget } from './layouts.ts';
import type { SceneBundle, SceneDifference } from './sceneEditing.ts';

type Found = Pick<SceneDifference, 'kind'> & Partial<SceneDifference>;
const PLACE = ['x', 'y', 'w', 'h'] as const;

/** Empty exactly when both show the same. */
export function differencesBetween(before: SceneBundle, after: SceneBundle): SceneDifference[] {
  const changed = fieldsThatDiffer(before.scene, after.scene).filter((field) => field !== 'schema');
  const found: Found[] = changed.length > 0 ? [{ kind: 'scene_changed', fields: changed }] : [];
  const old = new Map(before.layouts.map((one) => [one.id, one]));
  const there = new Set(after.layouts.map(({ id }) => id));
  for (const { id } of before.layouts) if (!there.has(id)) found.push({ kind: 'layout_removed', layout: id });
  for (const layout of after.layouts) {
    const was = old.get(layout.id);
    if (!was) {
      found.push({ kind: 'layout_added', layout: layout.id });
      continue;
    }
    if (!isSame(was.title, layout.title)) found.push({ kind: 'layout_renamed', layout: layout.id });
    for (const one of ofWidgets(was.widgets, layout.widgets)) found.push({ ...one, layout: layout.id });
  }
  return found.map((one) => ({ layout: null, widget: null, fields: [], ...one }));
}

function ofWidgets(before: readonly PlacedWidget[], after: readonly PlacedWidget[]): Found[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const there = new Set(after.map(({ id }) => id));
  const gone = before
    .filter(({ id }) => !there.has(id))
    .map(({ id }): Found => ({ kind: 'widget_removed', widget: id }));
  const rest = after.flatMap((now): Found[] => {
    const was = old.get(now.id);
    if (!was) return [{ kind: 'widget_added', widget: now.id }];
    const moved = PLACE.filter((side) => was[side] !== now[side]);
    const type = was.type === now.type ? [] : ['type'];
    const config = fieldsThatDiffer(was.config, now.config).map((field) => `config.${field}`);
    const fields = [...type, ...config];
    return [
      ...(moved.length > 0 ? [{ kind: 'widget_moved', widget: now.id, fields: moved } as const] : []),
      ...(fields.length > 0 ? [{ kind: 'widget_changed', widget: now.id, fields } as const] : []),
    ];
  });
  return [...gone, ...rest];
}

function fieldsThatDiffer(before: object, after: object): string[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.filter((field) => !isSame(Reflect.get(before, field), Reflect.get(after, field)));
}

/** Of JSON values; the order of fields says nothing. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [first, second] = [Object.entries(a), Object.entries(b)];
  return (
    first.length === second.length &&
    first.every(([key, value]) => Object.hasOwn(b, key) && isSame(value, Reflect.get(b, key)))
  );
}
