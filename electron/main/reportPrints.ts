/** Reports printed as PDF in a window that nobody sees: as many pages as they need, each with its number. */
import type { BrowserWindow } from 'electron';
import type { PrintOrder } from '../contract/reports.ts';
import { reportWords } from '../contract/reportFace.ts';
import type { WindowSetting } from '../contract/wall.ts';
import type { Greeting } from './engineChild.ts';
import type { FaultLog } from './faultLog.ts';
import { openStudio, type Studio } from './studio.ts';
import { sendTo } from './unseen.ts';

/** Longest a report may take until it is drawn, and until it is printed, ms. */
const PATIENCE = 30_000;
/** Pixels of the window: what is printed is laid out anew for the paper. */
const SIZE = { width: 1587, height: 1123 };
/** Inches. */
const MARGINS = { top: 0.45, bottom: 0.55, left: 0.45, right: 0.45 };
/** What paper shows around the page: windows of the wall are dark. */
const PAPER = '#ffffff';

export function openReportStudio(options: { preload: string; faults: FaultLog }): Studio<PrintOrder> {
  return openStudio({
    ...options,
    fault: 'report_print_failed',
    failurePath: ({ id }) => `/wall/report-prints/${id}/failure`,
    async draw(order, greeting, { sit }) {
      const pdf = await sit({
        size: SIZE,
        setting: settingOf(order, greeting),
        name: 'the report',
        patience: PATIENCE,
        background: PAPER,
        take: (window) => pdfOf(window, order),
      });
      await sendTo(greeting, `/wall/report-prints/${order.id}`, 'PUT', 'application/pdf', pdf);
    },
  });
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
