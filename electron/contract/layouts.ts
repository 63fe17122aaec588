/** Layouts are documents: a layout is a grid of widgets for one role, a scene names one layout per role. */
import { z } from 'zod';

export const documentId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, {
  error: 'must be 1 to 64 lower-case letters, digits and hyphens',
});

export const GRID_COLUMNS = 12;
export const GRID_ROWS = 12;

export const placedWidget = z
  .strictObject({
    id: documentId,
    /** Name of a folder of `renderer/widgets`. */
    type: z.string().min(1),
    x: z
      .int()
      .min(0)
      .max(GRID_COLUMNS - 1),
    y: z
      .int()
      .min(0)
      .max(GRID_ROWS - 1),
    w: z.int().min(1).max(GRID_COLUMNS),
    h: z.int().min(1).max(GRID_ROWS),
    /** Checked against the widget's own schema where the widget is drawn. */
    config: z.record(z.string(), z.unknown()),
  })
  .refine((p) => p.x + p.w <= GRID_COLUMNS, {
    path: ['w'],
    error: `x + w must not pass ${GRID_COLUMNS} columns`,
  })
  .refine((p) => p.y + p.h <= GRID_ROWS, { path: ['h'], error: `y + h must not pass ${GRID_ROWS} rows` });
export type PlacedWidget = z.infer<typeof placedWidget>;

export const title = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });

/** Widgets of one grid: each id once, and none over another. */
export const placedWidgets = z
  .array(placedWidget)
  .max(60)
  .superRefine((widgets, ctx) => {
    const seen = new Set<string>();
    widgets.forEach((w, i) => {
      if (seen.has(w.id))
        ctx.addIssue({ code: 'custom', path: [i, 'id'], message: `"${w.id}" is used twice` });
      seen.add(w.id);
      widgets.slice(0, i).forEach((o) => {
        const apart = o.x + o.w <= w.x || w.x + w.w <= o.x || o.y + o.h <= w.y || w.y + w.h <= o.y;
        if (!apart) ctx.addIssue({ code: 'custom', path: [i], message: `"${w.id}" lies over "${o.id}"` });
      });
    });
  });

export const layout = z.strictObject({
  schema: z.literal(1),
  id: documentId,
  title,
  widgets: placedWidgets,
});
export type Layout = z.infer<typeof layout>;

const layoutsByRole = z.strictObject({
  statistics: documentId,
  map: documentId,
  trends: documentId,
  operations: documentId,
});
const sceneRole = layoutsByRole.keyof();
/** The roles, as fields of a scene's `layouts`. */
export const ROLE_LAYOUT_FIELDS = sceneRole.options;

/** No bezel is wider than this, in either unit. */
const EDGE_MAX = 500;
const edge = z.number().min(0).max(EDGE_MAX).default(0);
const edges = { left: edge, right: edge, top: edge, bottom: edge };

/**
 * How far the picture of a monitor ends before the monitor does, on each side: what lies behind these edges is left out, so
 * that lines go on straight from one monitor to the next.
 */
export const bezel = z.discriminatedUnion('unit', [
  /** In device-independent pixels of the monitor. */
  z.strictObject({ unit: z.literal('px'), ...edges }),
  /** In millimetres; `width` is how wide the picture of the monitor is, in the same measure. */
  z.strictObject({ unit: z.literal('mm'), ...edges, width: z.number().min(50).max(5_000) }),
]);
export type Bezel = z.infer<typeof bezel>;

/** One canvas over the monitors of several roles. */
const spanning = {
  /** Roles whose monitors the canvas lies over. Where one of them shares its monitor with another role, it shows its own layout. */
  roles: z
    .array(sceneRole)
    .min(2)
    .refine((roles) => new Set(roles).size === roles.length, { error: 'must name each role once' }),
  /** The bezel of every monitor; without it the monitors are taken to have none. */
  bezel: bezel.optional(),
  /** Bezels of single monitors that differ, by the role that hangs there. */
  bezels: z.partialRecord(sceneRole, bezel).optional(),
};

/** Layouts that extra monitors can show, at most. */
export const PARTS_MAX = 8;

/** A layout of a rotation is shown for so long, s: long enough to be read, and to be drawn. */
export const ROTATION_S = { min: 10, max: 86_400 };

/** Several layouts of one role that take turns, in this order, beginning with the first. */
export const rotation = z.strictObject({
  layouts: z
    .array(documentId)
    .min(2)
    .max(12)
    .refine((ids) => ids.every((id, i) => id !== ids[(i + 1) % ids.length]), {
      error: 'must not name a layout twice in a row, the last being followed by the first',
    }),
  /** Each of them is shown for so long, s. */
  everyS: z.int().min(ROTATION_S.min).max(ROTATION_S.max),
});
const layoutsInTurn = z.union([documentId, rotation], {
  error: 'must be the id of a layout, or { "layouts": [ids], "everyS": seconds }',
});

const sceneFields = {
  id: documentId,
  title,
  /** A layout that lies over several monitors, instead of theirs. */
  span: z.strictObject({ layout: documentId, ...spanning }).optional(),
  /** Layouts for monitors beyond those of the roles: the first, the second, … */
  parts: z.array(documentId).max(PARTS_MAX).optional(),
};

/** A scene as stored: which layout each role shows. Since schema 2 a role may have several that take turns. */
export const sceneDocument = z.discriminatedUnion('schema', [
  z.strictObject({ schema: z.literal(1), ...sceneFields, layouts: layoutsByRole }),
  z.strictObject({
    schema: z.literal(2),
    ...sceneFields,
    layouts: z.strictObject({
      statistics: layoutsInTurn,
      map: layoutsInTurn,
      trends: layoutsInTurn,
      operations: layoutsInTurn,
    }),
  }),
]);
export type SceneDocument = z.infer<typeof sceneDocument>;

/** Who sent a dashboard to a monitor, and until when it is shown. */
export const sentMark = z.object({
  title: z.string(),
  by: z.string(),
  since: z.iso.datetime({ offset: true }),
  until: z.iso.datetime({ offset: true }),
});
export type SentMark = z.infer<typeof sentMark>;

/** A scene as shown: the documents themselves, with a revision that grows at every change of them; layouts that take turns keep it. */
export const scene = z.object({
  id: documentId,
  title,
  revision: z.int(),
  layouts: z.object({ statistics: layout, map: layout, trends: layout, operations: layout }),
  span: z.object({ layout, ...spanning }).optional(),
  parts: z.array(layout).optional(),
  /** Roles whose layout is a dashboard that somebody sent there; told to the windows of the wall only. */
  sent: z.partialRecord(sceneRole, sentMark).optional(),
});
export type Scene = z.infer<typeof scene>;
export type Span = NonNullable<Scene['span']>;

/** A fault of a layout or scene file, told to whoever can mend it. */
export const documentFault = z.object({ file: z.string(), field: z.string(), detail: z.string() });
export type DocumentFault = z.infer<typeof documentFault>;

export const scenesAnswer = z.object({
  /** The scene the wall shows. */
  current: documentId,
  scenes: z.array(z.object({ id: documentId, title })),
  /** Why the files of this start were refused and the last good ones are shown; `null` when all is well. */
  fault: documentFault.nullable(),
});
export type ScenesAnswer = z.infer<typeof scenesAnswer>;

/** Which scene the wall shows, since when, by whose hand. */
export const sceneSwitch = z.strictObject({ scene: documentId });
export const shownScene = z.object({
  scene: documentId,
  revision: z.int(),
  since: z.iso.datetime({ offset: true }),
  by: z.string(),
});
export type ShownScene = z.infer<typeof shownScene>;

/** A widget that a window cannot draw. */
export const widgetFault = z.object({
  layout: z.string().max(64),
  widget: z.string().max(64),
  detail: z.string().max(2_000),
});
export type WidgetFault = z.infer<typeof widgetFault>;
