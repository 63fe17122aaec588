/** A dashboard as a picture or a document: what is asked, what the shell is ordered to draw, how it stands. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { dashboardId } from './dashboards.ts';
import { placedWidgets } from './layouts.ts';

export const EXPORT_FORMATS = ['png', 'pdf'] as const;
export const EXPORT_PAPERS = ['a4', 'a3'] as const;

export const exportRequest = z.strictObject({
  format: z.enum(EXPORT_FORMATS),
  /** Of a PDF; always landscape. */
  paper: z.enum(EXPORT_PAPERS).default('a4'),
  locale: z.enum(['vi', 'en']).default('vi'),
});
export type ExportRequest = z.input<typeof exportRequest>;

/** What is on the sheet besides the figures. */
export const boardSheet = z.object({
  title: z.string(),
  widgets: placedWidgets,
  /** Instant of the figures. */
  at: instantText,
  askedAt: instantText,
  /** Username of whoever exports it. */
  by: z.string(),
  /** Pixels that it is drawn in. */
  width: z.int(),
  height: z.int(),
});
export type BoardSheet = z.infer<typeof boardSheet>;

/** The engine's order to the shell: draw this sheet as its asker may see it. */
export const boardOrder = z.object({
  id: z.string(),
  format: z.enum(EXPORT_FORMATS),
  paper: z.enum(EXPORT_PAPERS),
  locale: z.enum(['vi', 'en']),
  /** Opens one live connection with the asker's rights, for this sheet. */
  token: z.string(),
  sheet: boardSheet,
});
export type BoardOrder = z.infer<typeof boardOrder>;

export const boardFailure = z.strictObject({ why: z.string().min(1).max(500) });

export const boardExport = z.object({
  id: z.string(),
  dashboard: dashboardId,
  title: z.string(),
  format: z.enum(EXPORT_FORMATS),
  paper: z.enum(EXPORT_PAPERS),
  state: z.enum(['waiting', 'drawing', 'done', 'failed']),
  /** Others that are drawn before it. */
  ahead: z.int(),
  askedAt: instantText,
  /** What went wrong; `null` unless `failed`. */
  why: z.string().nullable(),
  bytes: z.int().nullable(),
});
export type BoardExport = z.infer<typeof boardExport>;
