/** Between the shell and the engine, and between the shell and its windows. */
import { z } from 'zod';
import { boardOrder, boardSheet } from './boardExports.ts';
import { instantText } from './answers.ts';
import { PARTS_MAX, shownScene } from './layouts.ts';
import { role } from './live.ts';
import { printOrder, printSheet } from './reports.ts';
import { screenCare } from './screens.ts';
import { pastCaption, pastOrder } from './past.ts';

/** First line the engine prints (or posts) when it can answer. `wallToken` goes only over a private channel. */
export const engineReady = z.object({
  ready: z.literal(true),
  url: z.string(),
  /** Present until the first administrator exists. */
  setupCode: z.string().nullable(),
});
export type EngineReady = z.infer<typeof engineReady>;

/** What a monitor beyond those of the roles shows. */
export const extraShows = z.discriminatedUnion('kind', [
  /** A dark page. */
  z.strictObject({ kind: z.literal('dark') }),
  /** Nothing of the wall: it is left to whoever works at it. */
  z.strictObject({ kind: z.literal('free') }),
  /** The same as the monitor of a role. */
  z.strictObject({ kind: z.literal('role'), role }),
  /** A further part of the scene shown, counted from 1; the scene's roles in turn where it has no such part. */
  z.strictObject({ kind: z.literal('part'), part: z.int().min(1).max(PARTS_MAX) }),
]);
export type ExtraShows = z.infer<typeof extraShows>;

/** Where a monitor hangs among the others, as one reads them: all counted from 1. */
export const wallPosition = z.object({
  place: z.int().min(1),
  row: z.int().min(1),
  rows: z.int().min(1),
  column: z.int().min(1),
  /** Monitors in its row. */
  columns: z.int().min(1),
});
export type WallPosition = z.infer<typeof wallPosition>;

/** One monitor as the shell sees it; bounds in device-independent pixels. */
export const monitor = z.object({
  /** Holds for this run of the shell only. */
  id: z.string(),
  label: z.string(),
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  scale: z.number().positive(),
  position: wallPosition,
  /** Roles that hang on it, in reading order; empty when it is an extra one. */
  roles: z.array(role),
  /** What it shows when it is an extra one. */
  extra: extraShows.nullable(),
});
export type Monitor = z.infer<typeof monitor>;

/**
 * How a role came to its monitor. `sure`: recognised as its own; `unsure`: a guess; `guest`: its own is not there; `new`: never
 * bound before.
 */
export const STANDINGS = ['sure', 'unsure', 'guest', 'new'] as const;
export const standing = z.enum(STANDINGS);
export type Standing = z.infer<typeof standing>;

/** How sure the shell is of who hangs where. */
export const bindingState = z.object({
  /** `confirmed`: as a person wanted it; `learnt`: recognised, nobody has confirmed it; `unsure`: a person should look. */
  state: z.enum(['confirmed', 'learnt', 'unsure']),
  confirmedAt: instantText.nullable(),
  roles: z.record(role, standing),
});
export type BindingState = z.infer<typeof bindingState>;

/** The shell's heartbeat to the engine: what hangs where, and how sure that is. */
export const wallReport = z.object({
  monitors: z.array(monitor),
  binding: bindingState.nullable().default(null),
});
export type WallReport = z.infer<typeof wallReport>;

/** What a person wants to hang where, by the ids of the last report; from then on that is confirmed. */
export const wantedHanging = z.strictObject({
  /** Monitor of each role. With fewer monitors than roles several share one. */
  roles: z.record(role, z.string().min(1)),
  /** What each of the other monitors shows; dark where it is left out. */
  extras: z.record(z.string(), extraShows).default({}),
});
export type WantedHanging = z.infer<typeof wantedHanging>;

/** What a person asks of the shell, by way of the engine. */
export const wallOrder = z.discriminatedUnion('do', [
  /** Signs on all monitors that say which is which; asked again, they go. */
  z.strictObject({ do: z.literal('identify') }),
  z.strictObject({ do: z.literal('hang'), wanted: wantedHanging }),
]);
export type WallOrder = z.infer<typeof wallOrder>;

/** Answered when there is an order, or with `null` after a while without one. */
export const nextOrder = z.object({ order: z.object({ id: z.string(), what: wallOrder }).nullable() });
export type NextOrder = z.infer<typeof nextOrder>;

/** What became of an order, and how the wall is since then. */
export const orderOutcome = z.object({
  /** Why it was not carried out, in one sentence with the remedy; `null` when it was. */
  refused: z.string().nullable(),
  report: wallReport,
});
export type OrderOutcome = z.infer<typeof orderOutcome>;

/** The engine's answer to the heartbeat. */
export const wallOrders = z.object({
  /** Somebody looks at the console's pictures of the wall: send fresh ones. */
  thumbnailsWanted: z.boolean(),
  /** Grows with every tick of the engine: one that answers and does not tick hangs. */
  ticks: z.int().optional(),
  /** The record is played. */
  playing: z.boolean().optional(),
  /** When somebody last did something in the console; `null` when nobody ever did. */
  actedAt: instantText.nullable().optional(),
  /** Pictures of a past instant that are to be taken now. */
  past: pastOrder.optional(),
  /** A dashboard that is to be drawn now, as a file. */
  board: boardOrder.optional(),
  /** A report that is to be printed now. */
  print: printOrder.optional(),
});
export type WallOrders = z.infer<typeof wallOrders>;

/** What the console is told about the wall. */
export const wallState = z.object({
  monitors: z.array(monitor),
  /** `null` until the shell has reported. */
  binding: bindingState.nullable(),
  /** When the shell last said what hangs where; `null` when it has not since the engine started. */
  reportedAt: instantText.nullable(),
  /** Roles that a window is connected for. */
  windows: z.array(role),
  shown: shownScene,
  /** When the picture of each role was taken; `null` while there is none. */
  thumbnails: z.record(role, instantText.nullable()),
});
export type WallState = z.infer<typeof wallState>;

/** Where a role hangs, in device-independent pixels of the whole arrangement of monitors. */
export const hungRole = z.object({
  role,
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
});
export type HungRole = z.infer<typeof hungRole>;

/** What the preload hands to a wall window. */
export const windowSetting = z.object({
  /** Roles of this window; more than one are tiled. */
  roles: z.array(role).min(1),
  /** Shows this further part of the scene instead, counted from 1; `null` on the monitor of a role. */
  part: z.int().min(1).nullable().optional(),
  /** The monitor of every role, so that one canvas can lie over several. */
  arrangement: z.array(hungRole).optional(),
  /** Somebody should confirm which role hangs where. */
  unsure: z.boolean().optional(),
  engineUrl: z.string(),
  wallToken: z.string(),
  locale: z.enum(['vi', 'en']),
  /** How the window spares its monitor; without it, as usual. */
  care: screenCare.optional(),
  /** Of a window that is not on the wall: it shows this past instant, to be photographed. */
  past: pastCaption.optional(),
  /** Of a window that is not on the wall: it shows this dashboard as a sheet, to be made a file. */
  board: boardSheet.optional(),
  /** Of a window that is not on the wall: it shows this report, to be printed. */
  print: printSheet.optional(),
});
export type WindowSetting = z.infer<typeof windowSetting>;
