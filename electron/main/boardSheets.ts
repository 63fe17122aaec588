/** Dashboards drawn as files in windows that nobody sees, with the rights of whoever asked. */
import type { BrowserWindow, WebContents } from 'electron';
import type { BoardOrder } from '../contract/boardExports.ts';
import type { WindowSetting } from '../contract/wall.ts';
import { WALL_PAGE } from './appProtocol.ts';
import type { Greeting } from './engineChild.ts';
import type { FaultLog } from './faultLog.ts';
import { nextFrame, openUnseen, sendTo, within } from './unseen.ts';

/** Longest a sheet may take until all of it is drawn, ms: the map draws in software on small machines. */
const PATIENCE = 60_000;

export interface BoardSheets {
  /** Draws what is ordered; an order that is being drawn is not begun anew. */
  take(order: BoardOrder, greeting: Greeting): void;
  owns(contents: WebContents): boolean;
  setting(contents: WebContents): WindowSetting;
  complete(contents: WebContents): void;
  close(): void;
}

interface Sitter {
  readonly window: BrowserWindow;
  readonly setting: WindowSetting;
  readonly drawn: () => void;
}

export function makeBoardSheets(options: { preload: string; faults: FaultLog }): BoardSheets {
  let sitter: Sitter | null = null;
  let taking = false;
  let closed = false;

  async function draw(order: BoardOrder, greeting: Greeting): Promise<void> {
    const { width, height } = order.sheet;
    const window = openUnseen(width, height, options.preload);
    try {
      const { promise: drawn, resolve } = Promise.withResolvers<void>();
      sitter = { window, drawn: resolve, setting: settingOf(order, greeting) };
      await within(PATIENCE, 'the dashboard was not drawn in time', async () => {
        await window.loadURL(WALL_PAGE);
        await drawn;
      });
      const file = await within(PATIENCE, 'the dashboard gave no file', () => fileOf(window, order));
      const type = order.format === 'png' ? 'image/png' : 'application/pdf';
      await sendTo(greeting, `/wall/board-exports/${order.id}`, 'PUT', type, file);
    } finally {
      sitter = null;
      if (!window.isDestroyed()) window.destroy();
    }
  }

  return {
    take(order, greeting) {
      if (taking || closed) return;
      taking = true;
      void draw(order, greeting)
        .catch(async (error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          options.faults.add('board_export_failed', { why });
          const body = new TextEncoder().encode(JSON.stringify({ why: why.slice(0, 500) }));
          await sendTo(greeting, `/wall/board-exports/${order.id}/failure`, 'POST', 'application/json', body);
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

function settingOf({ sheet, token, locale }: BoardOrder, { url }: Greeting): WindowSetting {
  // Not the wall's own secret: the window sees what its asker may see.
  return { roles: ['statistics'], engineUrl: url, wallToken: token, locale, board: sheet };
}

async function fileOf(window: BrowserWindow, order: BoardOrder): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = order.sheet;
  if (order.format === 'png') {
    const frame = await nextFrame(window);
    return new Uint8Array(frame.crop({ x: 0, y: 0, width, height }).toPNG());
  }
  const pdf = await window.webContents.printToPDF({
    landscape: true,
    pageSize: order.paper === 'a4' ? 'A4' : 'A3',
    printBackground: true,
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    pageRanges: '1',
  });
  return new Uint8Array(pdf);
}
