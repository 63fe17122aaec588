/** Rows of a spreadsheet. It is opened in a thread of its own, which may run out of memory or time without harm. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FileFormat } from '../../../contract/sources.ts';
import type { Piece } from '../pieces.ts';
import { createTable } from './table.ts';
import { Unreadable } from './unreadable.ts';
import type { SheetRows, SheetsWanted, Told, WorkbookTask, WorkbookWork } from './workbook.ts';

type Format = Extract<FileFormat, { as: 'xlsx' }>;

/** What opening a spreadsheet may take: memory of its objects (MB), and time until its rows come (ms). */
const MEMORY_MB = 1024;
const PATIENCE_MS = 180_000;

/** The rows of a sheet after its heading; row numbers are those of the sheet. Throws `Unreadable`. */
export async function* xlsxPieces(
  path: string,
  format: Format,
  name: string,
  limits: { memoryMb?: number; signal?: AbortSignal } = {},
): AsyncGenerator<Piece> {
  const table = createTable(name, format.headerRow);
  for await (const { rows } of partsOf({ path }, { sheet: format.sheet }, limits))
    for (const [n, cells] of rows) {
      const piece = table.row(cells, n);
      if (piece) yield piece;
    }
  if (!table.named()) throw new Unreadable(`has no row ${format.headerRow} with headings`);
}

/** The rows of every sheet of a workbook that are not blank, as they stand. Throws `Unreadable`. */
export async function sheetsIn(
  bytes: Uint8Array,
  limits: { memoryMb?: number; signal?: AbortSignal } = {},
): Promise<SheetRows[]> {
  const sheets: SheetRows[] = [];
  for await (const { sheet, rows } of partsOf({ bytes }, { every: true }, limits)) {
    const last = sheets.at(-1);
    if (last?.sheet === sheet) last.rows.push(...rows);
    else sheets.push({ sheet, rows });
  }
  return sheets;
}

async function* partsOf(
  workbook: WorkbookTask,
  wanted: SheetsWanted,
  { memoryMb = MEMORY_MB, signal }: { memoryMb?: number; signal?: AbortSignal },
): AsyncGenerator<SheetRows> {
  const { WORKBOOK_THREAD } = await import('./workbook.ts');
  const thread = new Worker(new URL(WORKBOOK_THREAD), {
    workerData: { workbook, wanted } satisfies WorkbookWork,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 64 },
  });
  const stopped = new AbortController();
  const watch = setTimeout(() => stopped.abort(), PATIENCE_MS);
  const give = AbortSignal.any([stopped.signal, ...(signal ? [signal] : [])]);
  try {
    for (;;) {
      // Listened to before it is asked: a thread may end at any moment.
      const told = answerOf(thread, give);
      thread.postMessage('more');
      const answer = await told;
      if ('refused' in answer) throw new Unreadable(answer.refused);
      if (answer.part === null) return;
      watch.refresh();
      yield answer.part;
    }
  } catch (error) {
    if (stopped.signal.aborted)
      throw new Unreadable(`takes longer than ${PATIENCE_MS / 1000} s to open: save it as CSV`);
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      throw new Unreadable(`takes more than ${memoryMb} MB to open: save it as CSV`);
    throw error;
  } finally {
    clearTimeout(watch);
    await thread.terminate();
  }
}

/** The thread's next word; rejects with what ended it. */
async function answerOf(thread: Worker, signal: AbortSignal): Promise<Told> {
  const over = new AbortController();
  const words = { signal: AbortSignal.any([signal, over.signal]) };
  try {
    // `once` rejects on 'error'.
    const [told] = (await Promise.race([
      once(thread, 'message', words),
      once(thread, 'exit', words).then(() => {
        throw new Error('the thread that opens spreadsheets ended without a word');
      }),
    ])) as [Told];
    return told;
  } finally {
    over.abort();
  }
}
