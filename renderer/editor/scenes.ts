/** Which layouts a scene has: those that take turns, further screens, one canvas over several. Every step leaves the scene valid. Pure. */
import {
  type Bezel,
  type Layout,
  PARTS_MAX,
  ROLE_LAYOUT_FIELDS,
  type SceneDocument,
} from '../../electron/contract/layouts.ts';
import {
  BUNDLE_LAYOUTS_MAX,
  layoutsNamedBy,
  type SceneBundle,
} from '../../electron/contract/sceneEditing.ts';

export type SceneRole = (typeof ROLE_LAYOUT_FIELDS)[number];

/** As many layouts as can take turns on one screen. */
const TURNS_MAX = 12;
/** How long a layout is shown when nobody has said so yet, s. */
const USUAL_TURN_S = 60;

/** A step, with the layout that came by it; `null` where there can be no more. */
export type Added = { readonly bundle: SceneBundle; readonly layout: string } | null;

type Named = SceneDocument['layouts'][SceneRole];

/** The layouts of a role, in their order. */
export function turnsOf({ layouts }: SceneDocument, role: SceneRole): readonly string[] {
  const named = layouts[role];
  return typeof named === 'string' ? [named] : named.layouts;
}

/** How long each of them is shown, s; `null` of one alone. */
export function turnLength({ layouts }: SceneDocument, role: SceneRole): number | null {
  const named = layouts[role];
  return typeof named === 'string' ? null : named.everyS;
}

/** A further layout of a role, empty, after the others. */
export function addTurn(bundle: SceneBundle, role: SceneRole): Added {
  const before = turnsOf(bundle.scene, role);
  if (before.length >= TURNS_MAX) return null;
  return withNew(bundle, `${role}-2`, role, (scene, id) =>
    withTurns(scene, role, [...before, id], turnLength(scene, role) ?? USUAL_TURN_S),
  );
}

/** Without that turn; the last layout of a role stays. */
export function takeTurn(bundle: SceneBundle, role: SceneRole, at: number): SceneBundle {
  const before = turnsOf(bundle.scene, role);
  if (before.length < 2) return bundle;
  const left = apart(before.filter((_, i) => i !== at));
  return pruned({
    ...bundle,
    scene: withTurns(bundle.scene, role, left, turnLength(bundle.scene, role) ?? USUAL_TURN_S),
  });
}

/** @param everyS within `ROTATION_S` */
export function setTurnLength(bundle: SceneBundle, role: SceneRole, everyS: number): SceneBundle {
  return { ...bundle, scene: withTurns(bundle.scene, role, turnsOf(bundle.scene, role), everyS) };
}

/** A layout for a monitor beyond those of the roles, empty. */
export function addPart(bundle: SceneBundle): Added {
  const before = bundle.scene.parts ?? [];
  if (before.length >= PARTS_MAX) return null;
  return withNew(bundle, 'part-1', null, (scene, id) => ({ ...scene, parts: [...before, id] }));
}

export function takePart(bundle: SceneBundle, at: number): SceneBundle {
  const { parts = [], ...scene } = bundle.scene;
  const left = parts.filter((_, i) => i !== at);
  return pruned({ ...bundle, scene: left.length > 0 ? { ...scene, parts: left } : scene });
}

/** One canvas over the monitors of all roles, empty. */
export function addSpan(bundle: SceneBundle): Added {
  if (bundle.scene.span) return null;
  return withNew(bundle, 'canvas', null, (scene, id) => ({
    ...scene,
    span: { layout: id, roles: [...ROLE_LAYOUT_FIELDS] },
  }));
}

export function takeSpan(bundle: SceneBundle): SceneBundle {
  const { span: _, ...scene } = bundle.scene;
  return pruned({ ...bundle, scene });
}

/** The canvas lies over that role's monitor, or not; never over fewer than two. */
export function toggleSpanned(bundle: SceneBundle, role: SceneRole): SceneBundle {
  const { span } = bundle.scene;
  if (!span) return bundle;
  const roles = ROLE_LAYOUT_FIELDS.filter((one) => span.roles.includes(one) !== (one === role));
  return roles.length < 2 ? bundle : { ...bundle, scene: { ...bundle.scene, span: { ...span, roles } } };
}

/** The rim of the canvas's monitors; `undefined`: they are taken to have none. */
export function setBezel(bundle: SceneBundle, bezel: Bezel | undefined): SceneBundle {
  const { span } = bundle.scene;
  if (!span) return bundle;
  const { bezel: _, ...rest } = span;
  return { ...bundle, scene: { ...bundle.scene, span: bezel ? { ...rest, bezel } : rest } };
}

function withTurns(
  scene: SceneDocument,
  role: SceneRole,
  ids: readonly string[],
  everyS: number,
): SceneDocument {
  const [only = ''] = ids;
  const named: Named = ids.length > 1 ? { layouts: [...ids], everyS } : only;
  return { ...scene, schema: 2, layouts: { ...scene.layouts, [role]: named } };
}

/** Without those that would follow themselves. */
function apart(ids: readonly string[]): readonly string[] {
  const kept = ids.filter((id, i) => i === 0 || id !== ids[i - 1]);
  return kept.length > 1 && kept[0] === kept.at(-1) ? kept.slice(0, -1) : kept;
}

/** @param like role whose layout gives the new one its name; `null`: the scene does */
function withNew(
  bundle: SceneBundle,
  wanted: string,
  like: SceneRole | null,
  named: (scene: SceneDocument, id: string) => SceneDocument,
): Added {
  const { scene, layouts } = bundle;
  if (layouts.length >= BUNDLE_LAYOUTS_MAX) return null;
  const id = freeId(wanted, new Set(layouts.map((one) => one.id)));
  const first = like === null ? undefined : turnsOf(scene, like)[0];
  const { title } = layouts.find((one) => one.id === first) ?? scene;
  const layout: Layout = { schema: 1, id, title, widgets: [] };
  return { layout: id, bundle: { ...bundle, scene: named(scene, id), layouts: [...layouts, layout] } };
}

/** `map-2`, `map-3`, … */
function freeId(wanted: string, taken: ReadonlySet<string>): string {
  const stem = wanted.replace(/-\d+$/, '');
  for (let n = Number(/\d+$/.exec(wanted)?.[0] ?? 1), id = wanted; ; n += 1, id = `${stem}-${n}`)
    if (!taken.has(id)) return id;
}

/** Without layouts that the scene does not name any more. */
function pruned(bundle: SceneBundle): SceneBundle {
  const named = new Set(layoutsNamedBy(bundle.scene).map(([, id]) => id));
  return { ...bundle, layouts: bundle.layouts.filter(({ id }) => named.has(id)) };
}
