/** The bridge between a wall window and the shell: what the preload exposes, and the names it crosses by. */
import type { WindowSetting } from './wall.ts';

/** Channels of the bridge; nothing else crosses between a window and the shell. */
export const CHANNELS = {
  /** Window → shell, answered: what am I to show? Waits until the engine can answer. */
  setting: 'wall:setting',
  /** Window → shell: this frame was painted (a number that grows). */
  painted: 'wall:painted',
  /** Window → shell: all that a window of a past instant shows has been drawn. */
  complete: 'wall:complete',
  /** Shell → window: the setting changed. */
  settingChanged: 'wall:setting-changed',
} as const;

/** `window.wall` of a wall window. */
export interface WallBridge {
  /** Roles, engine address and token of this window; waits until the engine can answer. */
  setting(): Promise<WindowSetting>;
  /** Proof of painting, from `requestAnimationFrame`: a number that grows, about once a second. */
  painted(frame: number): void;
  /** Says that all that a window of a past instant shows has been drawn: it can be photographed. */
  complete(): void;
  /** Calls back at every change of the setting; the result ends it. */
  onSetting(callback: (setting: WindowSetting) => void): () => void;
}
