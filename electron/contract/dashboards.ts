/** A person's own dashboards: the same grid and widgets as a layout, shared or not, kept in versions, sent to a monitor for a while. */
import { z } from 'zod';
import { roleId } from './access.ts';
import { instantText } from './answers.ts';
import { documentId, type Layout, type PlacedWidget, placedWidgets, sentMark, title } from './layouts.ts';
import { role } from './live.ts';

/** Dashboards of one person, deleted ones left out. */
export const DASHBOARDS_MAX = 50;
export const DASHBOARD_WIDGETS_MAX = 40;
/** Size of one document as JSON, bytes. */
export const DASHBOARD_BYTES_MAX = 64 * 1024;
export const DASHBOARD_TITLE_MAX = 120;
export const SHARES_MAX = 50;
/** Older versions than these are forgotten, the oldest first. */
export const VERSIONS_KEPT = 100;
/** A deleted dashboard can be had back for so long, ms. */
export const UNDO_MS = 30 * 86_400_000;
/** A dashboard stands on a monitor for so long, min. */
export const SENT_MINUTES = { min: 5, max: 480, usual: 30 };

/** In a template: the unit of whoever copies it. */
export const OWN_UNIT = '@own';

export const dashboardId = z
  .string()
  .regex(/^[a-z0-9]{16}$/, { error: 'must be the id of a dashboard, as /dashboards lists them' });

const dashboardTitle = z
  .string()
  .max(DASHBOARD_TITLE_MAX * 4)
  .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .refine((text) => text.length > 0, { error: 'must not be empty' })
  .refine((text) => [...text].length <= DASHBOARD_TITLE_MAX, {
    error: `must have at most ${DASHBOARD_TITLE_MAX} characters`,
  });

const WIDGETS_FEW = {
  path: ['widgets'],
  error: `a dashboard has at most ${DASHBOARD_WIDGETS_MAX} widgets`,
};
const SMALL = {
  path: ['widgets'],
  error: `a dashboard has at most ${DASHBOARD_BYTES_MAX / 1024} KiB; take widgets away or shorten their texts`,
};
const fewWidgets = ({ widgets }: { widgets: readonly unknown[] }) => widgets.length <= DASHBOARD_WIDGETS_MAX;
const small = (document: unknown) => bytesOf(document) <= DASHBOARD_BYTES_MAX;

/** What a dashboard shows. */
export const dashboardDocument = z.strictObject({
  schema: z.literal(1),
  title: z.string(),
  widgets: placedWidgets,
});
export type DashboardDocument = z.infer<typeof dashboardDocument>;
/** The same as it is sent to be kept. */
const documentToKeep = dashboardDocument
  .safeExtend({ title: dashboardTitle })
  .refine(fewWidgets, WIDGETS_FEW)
  .refine(small, SMALL);

/** As UTF-8: what `encodeURIComponent` escapes is a byte each. */
function bytesOf(document: unknown): number {
  return encodeURIComponent(JSON.stringify(document)).replace(/%../g, '-').length;
}

/** What somebody may do with a dashboard that is shared with them. */
const may = z.enum(['read', 'edit']);

/** With whom it is shared: everybody who stands in the subtree of a unit, everybody of a role, or everybody. */
export const share = z.discriminatedUnion('with', [
  z.strictObject({ with: z.literal('unit'), unit: z.string().min(1).max(128), may }),
  z.strictObject({ with: z.literal('role'), role: roleId, may }),
  z.strictObject({ with: z.literal('everyone'), may }),
]);
export type Share = z.infer<typeof share>;

export const sharesRequest = z.strictObject({
  shares: z
    .array(share)
    .max(SHARES_MAX)
    .superRefine((shares, ctx) => {
      const seen = new Set<string>();
      shares.forEach((one, i) => {
        const whom = JSON.stringify({ ...one, may: undefined });
        if (seen.has(whom))
          ctx.addIssue({ code: 'custom', path: [i], message: 'names the same people as a share before it' });
        seen.add(whom);
      });
    }),
});

/** A dashboard to begin with: an empty one, a copy of a template, or a copy of one that may be read. */
export const newDashboard = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('nothing'), title: dashboardTitle }),
  z.strictObject({ from: z.literal('template'), template: documentId, title: dashboardTitle }),
  z.strictObject({ from: z.literal('dashboard'), dashboard: dashboardId, title: dashboardTitle }),
]);
export type NewDashboard = z.infer<typeof newDashboard>;

/** A save names the version it was made of: one made of an older version is refused, never written over a newer one. */
export const dashboardSave = z.strictObject({ basedOn: z.int().min(1), document: documentToKeep });
export type DashboardSave = z.infer<typeof dashboardSave>;
/** Brings an older version back, as a new one. */
export const dashboardRestore = z.strictObject({ basedOn: z.int().min(1), version: z.int().min(1) });

export const dashboardSummary = z.object({
  id: dashboardId,
  title: z.string(),
  /** Username; `null` when the person is gone: an administrator looks after it then. */
  owner: z.string().nullable(),
  /** What whoever asks may do; `own`: everything. */
  may: z.enum(['own', 'edit', 'read']),
  version: z.int(),
  savedAt: instantText,
  savedBy: z.string(),
  widgets: z.int(),
  /** Only its owner is told with whom else it is shared. */
  shares: z.array(share),
  shared: z.boolean(),
  /** Until when it can be had back; `null` unless it is deleted. */
  goneAt: instantText.nullable(),
});
export type DashboardSummary = z.infer<typeof dashboardSummary>;
export const dashboardsAnswer = z.object({
  dashboards: z.array(dashboardSummary),
  /** Own ones that can be had back. */
  deleted: z.array(dashboardSummary),
  /** How many more of them the person may make. */
  room: z.int(),
});
export type DashboardsAnswer = z.infer<typeof dashboardsAnswer>;

export const dashboard = dashboardSummary.extend({ document: dashboardDocument });
export type Dashboard = z.infer<typeof dashboard>;

export const dashboardVersion = z.object({
  version: z.int(),
  title: z.string(),
  widgets: z.int(),
  savedAt: instantText,
  savedBy: z.string(),
  /** The version it was brought back from; `null` for an ordinary save. */
  restored: z.int().nullable(),
});
export const versionsAnswer = z.object({ versions: z.array(dashboardVersion) });
export type VersionsAnswer = z.infer<typeof versionsAnswer>;
export const versionAnswer = dashboardVersion.extend({ document: dashboardDocument });

/** For whom a template is meant. */
export const TEMPLATE_FOR = ['leader', 'operator', 'staff', 'administrator', 'viewer'] as const;
export const template = z.strictObject({
  schema: z.literal(1),
  id: documentId,
  for: z.enum(TEMPLATE_FOR),
  title,
  /** What it answers, in one sentence. */
  purpose: title,
  widgets: placedWidgets,
});
export type Template = z.infer<typeof template>;
export const templatesAnswer = z.object({ templates: z.array(template) });

export const sendRequest = z.strictObject({
  dashboard: dashboardId,
  role,
  minutes: z.int().min(SENT_MINUTES.min).max(SENT_MINUTES.max).default(SENT_MINUTES.usual),
});
export type SendRequest = z.input<typeof sendRequest>;
export const sentDashboard = sentMark.extend({ role, dashboard: dashboardId.nullable() });
export type SentDashboard = z.infer<typeof sentDashboard>;
export const sentAnswer = z.object({ sent: z.array(sentDashboard) });
export type SentAnswer = z.infer<typeof sentAnswer>;

/** A dashboard as a layout of the wall; it has one title, whatever the language. */
export function layoutOf({ title: named, widgets }: DashboardDocument): Layout {
  return { schema: 1, id: 'sent-dashboard', title: { vi: named, en: named }, widgets };
}

/** Widgets of a template with the unit of whoever copies it in place of `OWN_UNIT`. */
export function placedAt(widgets: readonly PlacedWidget[], unit: string): PlacedWidget[] {
  return widgets.map((placed) => ({
    ...placed,
    config: z.record(z.string(), z.unknown()).parse(withUnit(placed.config, unit)),
  }));
}

function withUnit(value: unknown, unit: string): unknown {
  if (value === OWN_UNIT) return unit;
  if (Array.isArray(value)) return value.map((one) => withUnit(one, unit));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withUnit(one, unit)]));
}
