/** Between the shell and the engine, and between the shell and its windows. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { shownScene } from './layouts.ts';
import { role } from './live.ts';
import { pastCaption, pastOrder } from './past.ts';

/** First line the engine prints (or posts) when it can answer. `wallToken` goes only over a private channel. */
export const engineReady = z.object({
  ready: z.literal(true),
  url: z.string(),
  /** Present until the first administrator exists. */
  setupCode: z.string().nullable(),
});
export type EngineReady = z.infer<typeof engineReady>;

/** One monitor as the shell sees it; bounds in device-independent pixels. */
export const monitor = z.object({
  id: z.string(),
  label: z.string(),
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  scale: z.number().positive(),
  /** Roles shown on it, in reading order; empty when it is a spare. */
  roles: z.array(role),
});
export type Monitor = z.infer<typeof monitor>;

/** The shell's heartbeat to the engine: what hangs where. */
export const wallReport = z.object({ monitors: z.array(monitor) });
export type WallReport = z.infer<typeof wallReport>;

/** The engine's answer to the heartbeat. */
export const wallOrders = z.object({
  /** Somebody looks at the console's pictures of the wall: send fresh ones. */
  thumbnailsWanted: z.boolean(),
  /** Pictures of a past instant that are to be taken now. */
  past: pastOrder.optional(),
});
export type WallOrders = z.infer<typeof wallOrders>;

/** What the console is told about the wall. */
export const wallState = z.object({
  monitors: z.array(monitor),
  /** When the shell last said what hangs where; `null` when it has not since the engine started. */
  reportedAt: instantText.nullable(),
  /** Roles that a window is connected for. */
  windows: z.array(role),
  shown: shownScene,
  /** When the picture of each role was taken; `null` while there is none. */
  thumbnails: z.record(role, instantText.nullable()),
});
export type WallState = z.infer<typeof wallState>;

/** What the preload hands to a wall window. */
export const windowSetting = z.object({
  /** Roles of this window; more than one are tiled. */
  roles: z.array(role).min(1),
  engineUrl: z.string(),
  wallToken: z.string(),
  locale: z.enum(['vi', 'en']),
  /** Of a window that is not on the wall: it shows this past instant, to be photographed. */
  past: pastCaption.optional(),
});
export type WindowSetting = z.infer<typeof windowSetting>;
