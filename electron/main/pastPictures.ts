/** Pictures of a past minute of the wall, taken in windows that nobody sees: the wall itself goes on undisturbed. */
import type { BrowserWindow, WebContents } from 'electron';
import type { Role } from '../contract/live.ts';
import type { PastOrder } from '../contract/past.ts';
import type { WindowSetting } from '../contract/wall.ts';
import { WALL_PAGE } from './appProtocol.ts';
import type { Greeting } from './engineChild.ts';
import type { FaultLog } from './faultLog.ts';
import { nextFrame, openUnseen, sendTo, within } from './unseen.ts';
import type { Placement } from './wallPlan.ts';
import type { Locale } from './words.ts';

/** Longest one screen may take until all of it is drawn, ms: the map draws in software on small machines. */
const PATIENCE = 60_000;

export interface PastPictures {
  /** Takes what is ordered, one screen after the other to spare the wall; an order that is being taken is not begun anew. */
  take(order: PastOrder, greeting: Greeting): void;
  owns(contents: WebContents): boolean;
  /** What the window of `contents` is to show. */
  setting(contents: WebContents): WindowSetting;
  /** All that the window shows has been drawn. */
  complete(contents: WebContents): void;
  close(): void;
}

export interface PastPicturesOptions {
  preload: string;
  locale: Locale;
  faults: FaultLog;
  placements(): readonly Placement[];
}

/** A window nobody sees, with the picture it is taken for. */
interface Sitter {
  readonly window: BrowserWindow;
  readonly setting: WindowSetting;
  readonly drawn: () => void;
}

export function makePastPictures(options: PastPicturesOptions): PastPictures {
  let sitter: Sitter | null = null;
  let taking = false;
  let closed = false;

  async function takeAll(order: PastOrder, greeting: Greeting): Promise<void> {
    for (const role of order.roles) {
      if (closed) return;
      await sendTo(
        greeting,
        `/wall/past-pictures/${order.id}/${role}`,
        'PUT',
        'image/png',
        await photograph(role, order, greeting),
      );
    }
  }

  async function photograph(
    role: Role,
    order: PastOrder,
    greeting: Greeting,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { width, height } = nativeSizeOf(role, options.placements());
    const window = openUnseen(width, height, options.preload);
    try {
      const { promise: drawn, resolve } = Promise.withResolvers<void>();
      const { at, askedAt, by } = order;
      sitter = {
        window,
        drawn: resolve,
        setting: settingOf(role, greeting, options.locale, { at, askedAt, by }),
      };
      await within(PATIENCE, `the ${role} screen was not drawn in time`, async () => {
        await window.loadURL(WALL_PAGE);
        await drawn;
      });
      const frame = await within(PATIENCE, `the ${role} screen gave no picture`, () => nextFrame(window));
      return new Uint8Array(frame.crop({ x: 0, y: 0, width, height }).toPNG());
    } finally {
      sitter = null;
      if (!window.isDestroyed()) window.destroy();
    }
  }

  return {
    take(order, greeting) {
      if (taking || closed) return;
      taking = true;
      void takeAll(order, greeting)
        .catch(async (error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          options.faults.add('past_pictures_failed', { at: order.at, why });
          const body = new TextEncoder().encode(JSON.stringify({ why: why.slice(0, 500) }));
          await sendTo(greeting, `/wall/past-pictures/${order.id}/failure`, 'POST', 'application/json', body);
        })
        // An engine that cannot be told gives the order up by itself.
        .catch(() => undefined)
        .finally(() => {
          taking = false;
        });
    },
    owns: (contents) => sitter?.window.webContents === contents,
    setting(contents) {
      if (sitter?.window.webContents === contents) return sitter.setting;
      throw new Error('This window is not wanted any more.');
    },
    complete(contents) {
      if (sitter?.window.webContents === contents) sitter.drawn();
    },
    close() {
      closed = true;
      if (sitter && !sitter.window.isDestroyed()) sitter.window.destroy();
    },
  };
}

/** Pixels of the monitor that a role hangs on; a role without one is drawn for a usual monitor. */
export function nativeSizeOf(
  role: Role,
  placements: readonly Pick<Placement, 'display' | 'roles'>[],
): { width: number; height: number } {
  const display = placements.find(({ roles }) => roles.includes(role))?.display;
  if (!display) return { width: 1920, height: 1080 };
  const { bounds, scale } = display;
  return { width: Math.round(bounds.width * scale), height: Math.round(bounds.height * scale) };
}

function settingOf(
  role: Role,
  { url, wallToken }: Greeting,
  locale: Locale,
  past: NonNullable<WindowSetting['past']>,
): WindowSetting {
  return { roles: [role], engineUrl: url, wallToken, locale, past };
}
