/** The bridge between a wall window and the shell: what the preload exposes, and the names it crosses by. */
import type { PageContent, PageTrouble } from './faults.ts';
import type { WindowSetting } from './wall.ts';

/** Channels of the bridge; nothing else crosses between a window and the shell. */
export const CHANNELS = {
  /** Window → shell, answered: what am I to show? Waits until the engine can answer. */
  setting: 'wall:setting',
  /** Window → shell: this frame was painted (a number that grows). */
  painted: 'wall:painted',
  /** Window → shell: all that a window of a past instant shows has been drawn. */
  complete: 'wall:complete',
  /** Window → shell: something of the page is lost or back, to be noted. */
  trouble: 'wall:trouble',
  /** Shell → window: draw everything anew. */
  redraw: 'wall:redraw',
  /** Shell → window: the setting changed. */
  settingChanged: 'wall:setting-changed',
} as const;

/** `window.wall` of a wall window. */
export interface WallBridge {
  /** Roles, engine address and token of this window; waits until the engine can answer. */
  setting(): Promise<WindowSetting>;
  /** Proof of painting, from `requestAnimationFrame`: a number that grows, about once a second, and what is on the page. */
  painted(frame: number, content?: PageContent): void;
  /** Has something noted in the fault log. */
  trouble(trouble: PageTrouble): void;
  /** Calls back when everything is to be drawn anew; the result ends it. */
  onRedraw(callback: () => void): () => void;
  /** Says that all that a window of a past instant shows has been drawn: it can be photographed. */
  complete(): void;
  /** Calls back at every change of the setting; the result ends it. */
  onSetting(callback: (setting: WindowSetting) => void): () => void;
}
