/** A window made ready out of sight, to take the place of one that hangs. */
import type { BrowserWindow } from 'electron';
import { CHANNELS } from '../contract/bridge.ts';
import type { PageContent } from '../contract/faults.ts';
import type { WindowSetting } from '../contract/wall.ts';

/** It must show as much as the other within this time, ms. */
const PATIENCE = 90_000;
/** Frames in a row for which it must have done so. */
const FRAMES = 3;

export interface Understudy {
  readonly window: BrowserWindow;
  /** Resolves to whether it shows as much as the window it is to replace. */
  readonly ready: Promise<boolean>;
  /** The last frame it reported, and what it showed then. */
  readonly frame: number | null;
  readonly showing: PageContent | null;
  painted(frame: number, content: PageContent): void;
  /** Resolves to whether it goes on painting now that it is shown. */
  paintsOn(): Promise<boolean>;
  tell(setting: WindowSetting): void;
  /** Its process or its page is gone. */
  gone(): void;
}

/** Loads the page into the hidden window. @param wanted what the window in front shows at present */
export function prepare(window: BrowserWindow, page: string, wanted: () => PageContent | null): Understudy {
  let frame: number | null = null;
  let showing: PageContent | null = null;
  let alike = 0;
  const arrival = Promise.withResolvers<boolean>();
  let next: (paints: boolean) => void = () => {};
  const timer = setTimeout(() => arrival.resolve(false), PATIENCE);
  void arrival.promise.then(() => clearTimeout(timer));
  window.loadURL(page).catch(() => {
    // `did-fail-load` is heard by whoever made the window.
  });
  return {
    window,
    ready: arrival.promise,
    get frame() {
      return frame;
    },
    get showing() {
      return showing;
    },
    painted(number, content) {
      frame = number;
      showing = content;
      alike = content === 'figures' || content === wanted() ? alike + 1 : 0;
      if (alike >= FRAMES) arrival.resolve(true);
      next(true);
    },
    async paintsOn() {
      // The first frame may have been made before it was shown.
      for (let frames = 0; frames < 2; frames += 1) {
        const paints = await new Promise<boolean>((resolve) => {
          next = resolve;
          setTimeout(resolve, PATIENCE, false);
        });
        if (!paints) return false;
      }
      return true;
    },
    tell(setting) {
      if (!window.isDestroyed()) window.webContents.send(CHANNELS.settingChanged, setting);
    },
    gone() {
      arrival.resolve(false);
      next(false);
    },
  };
}
