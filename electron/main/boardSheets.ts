/** Dashboards drawn as files in windows that nobody sees, with the rights of whoever asked. */
import type { BrowserWindow } from 'electron';
import type { BoardOrder } from '../contract/boardExports.ts';
import type { WindowSetting } from '../contract/wall.ts';
import type { Greeting } from './engineChild.ts';
import type { FaultLog } from './faultLog.ts';
import { openStudio, type Studio } from './studio.ts';
import { nextFrame, sendTo } from './unseen.ts';

/** Longest a sheet may take until all of it is drawn, ms: the map draws in software on small machines. */
const PATIENCE = 60_000;

export function openBoardStudio(options: { preload: string; faults: FaultLog }): Studio<BoardOrder> {
  return openStudio({
    ...options,
    fault: 'board_export_failed',
    failurePath: ({ id }) => `/wall/board-exports/${id}/failure`,
    async draw(order, greeting, { sit }) {
      const { width, height } = order.sheet;
      const file = await sit({
        size: { width, height },
        setting: settingOf(order, greeting),
        name: 'the dashboard',
        patience: PATIENCE,
        take: (window) => fileOf(window, order),
      });
      const type = order.format === 'png' ? 'image/png' : 'application/pdf';
      await sendTo(greeting, `/wall/board-exports/${order.id}`, 'PUT', type, file);
    },
  });
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
