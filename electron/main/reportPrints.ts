/** Reports printed as PDF in a window that nobody sees: as many pages as they need, each with its number. */
import type { BrowserWindow, WebContents } from 'electron';
import type { PrintOrder } from '../contract/reports.ts';
import { reportWords } from '../contract/reportFace.ts';
import type { WindowSetting } from '../contract/wall.ts';
import { WALL_PAGE } from './appProtocol.ts';
import type { Greeting } from './engineChild.ts';
import type { FaultLog } from './faultLog.ts';
import { openUnseen, sendTo, within } from './unseen.ts';

/** Longest a report may take until it is drawn, and until it is printed, ms. */
const PATIENCE = 30_000;
/** Pixels of the window: what is printed is laid out anew for the paper. */
const SIZE = { width: 1587, height: 1123 };
/** Inches. */
const MARGINS = { top: 0.45, bottom: 0.55, left: 0.45, right: 0.45 };

export interface ReportPrinting {
  /** Prints what is ordered; an order that is being printed is not begun anew. */
  take(order: PrintOrder, greeting: Greeting): void;
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

export function makeReportPrinting(options: { preload: string; faults: FaultLog }): ReportPrinting {
  let sitter: Sitter | null = null;
  let taking = false;
  let closed = false;

  async function print(order: PrintOrder, greeting: Greeting): Promise<void> {
    const window = openUnseen(SIZE.width, SIZE.height, options.preload);
    // What paper shows around the page: windows of the wall are dark.
    window.setBackgroundColor('#ffffff');
    try {
      const { promise: drawn, resolve } = Promise.withResolvers<void>();
      sitter = { window, drawn: resolve, setting: settingOf(order, greeting) };
      await within(PATIENCE, 'the report was not drawn in time', async () => {
        await window.loadURL(WALL_PAGE);
        await drawn;
      });
      const pdf = await within(PATIENCE, 'the report was not printed in time', () => pdfOf(window, order));
      await sendTo(greeting, `/wall/report-prints/${order.id}`, 'PUT', 'application/pdf', pdf);
    } finally {
      sitter = null;
      if (!window.isDestroyed()) window.destroy();
    }
  }

  return {
    take(order, greeting) {
      if (taking || closed) return;
      taking = true;
      void print(order, greeting)
        .catch(async (error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          options.faults.add('report_print_failed', { why });
          const body = new TextEncoder().encode(JSON.stringify({ why: why.slice(0, 500) }));
          await sendTo(greeting, `/wall/report-prints/${order.id}/failure`, 'POST', 'application/json', body);
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

function settingOf({ sheet }: PrintOrder, { url }: Greeting): WindowSetting {
  // It asks the engine for nothing: all that it shows is here.
  return { roles: ['statistics'], engineUrl: url, wallToken: '', locale: sheet.locale, print: sheet };
}

async function pdfOf(window: BrowserWindow, { sheet }: PrintOrder): Promise<Uint8Array<ArrayBuffer>> {
  const { page } = reportWords(sheet.locale);
  const pdf = await window.webContents.printToPDF({
    landscape: true,
    pageSize: sheet.paper === 'a4' ? 'A4' : 'A3',
    printBackground: true,
    margins: MARGINS,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: `<div style="width:100%;padding:0 12mm;text-align:right;font:8pt Tinos,'Times New Roman',serif">${page} <span class="pageNumber"></span>/<span class="totalPages"></span></div>`,
    generateTaggedPDF: true,
  });
  return new Uint8Array(pdf);
}
