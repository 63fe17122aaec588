/** A room that nobody sees, in which what the engine orders is drawn by the wall's own page and handed over as a file. */
import type { BrowserWindow, WebContents } from 'electron';
import type { FaultKind } from '../contract/faults.ts';
import type { WindowSetting } from '../contract/wall.ts';
import { WALL_PAGE } from './appProtocol.ts';
import type { Greeting } from './engineChild.ts';
import type { FaultLog } from './faultLog.ts';
import { openUnseen, sendTo, within } from './unseen.ts';

/** Most characters of a reason that the engine is told. */
const LONGEST_REASON = 500;

export interface Studio<Order> {
  /** Draws what is ordered; an order that is being drawn is not begun anew. */
  take(order: Order, greeting: Greeting): void;
  owns(contents: WebContents): boolean;
  /** What the window of `contents` is to show. */
  setting(contents: WebContents): WindowSetting;
  /** All that the window shows has been drawn. */
  complete(contents: WebContents): void;
  close(): void;
}

/** One picture that is to be taken. */
export interface Sitting<Taken> {
  /** Pixels. */
  readonly size: { readonly width: number; readonly height: number };
  readonly setting: WindowSetting;
  /** The window's name in a sentence: `the report`. */
  readonly name: string;
  /** Longest it may take to be drawn, and to be taken, ms. */
  readonly patience: number;
  readonly background?: string;
  take(window: BrowserWindow): Promise<Taken>;
}

export interface Sittings {
  /** False once the wall ends: what has not been begun need not be. */
  readonly open: boolean;
  /** Draws in a window of its own, which is gone when this resolves. @throws Error where it was not drawn or taken in time. */
  sit<Taken>(sitting: Sitting<Taken>): Promise<Taken>;
}

export interface StudioOptions<Order> {
  readonly preload: string;
  readonly faults: FaultLog;
  /** What a failure is called in the log of faults, and what else is to be said about it. */
  readonly fault: FaultKind;
  readonly about?: (order: Order) => Readonly<Record<string, unknown>>;
  /** Where the engine is told that an order failed, under `/api/v1`. */
  failurePath(order: Order): string;
  draw(order: Order, greeting: Greeting, sittings: Sittings): Promise<void>;
}

interface Sitter {
  readonly window: BrowserWindow;
  readonly setting: WindowSetting;
  readonly drawn: () => void;
}

export function openStudio<Order>(options: StudioOptions<Order>): Studio<Order> {
  let sitter: Sitter | null = null;
  let taking = false;
  let closed = false;

  const sittings: Sittings = {
    get open() {
      return !closed;
    },
    async sit({ size, setting, name, patience, background, take }) {
      const window = openUnseen(size.width, size.height, options.preload);
      if (background) window.setBackgroundColor(background);
      try {
        const { promise: drawn, resolve } = Promise.withResolvers<void>();
        sitter = { window, setting, drawn: resolve };
        await within(patience, `${name} was not drawn in time`, async () => {
          await window.loadURL(WALL_PAGE);
          await drawn;
        });
        return await within(patience, `${name} gave no file in time`, () => take(window));
      } finally {
        sitter = null;
        if (!window.isDestroyed()) window.destroy();
      }
    },
  };

  async function tellFailure(order: Order, greeting: Greeting, error: unknown): Promise<void> {
    const why = error instanceof Error ? error.message : String(error);
    options.faults.add(options.fault, { ...options.about?.(order), why });
    const body = new TextEncoder().encode(JSON.stringify({ why: why.slice(0, LONGEST_REASON) }));
    await sendTo(greeting, options.failurePath(order), 'POST', 'application/json', body);
  }

  return {
    take(order, greeting) {
      if (taking || closed) return;
      taking = true;
      void options
        .draw(order, greeting, sittings)
        .catch((error: unknown) => tellFailure(order, greeting, error))
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
