/** A watched folder: files are read when they have come to rest, once, and again when they change. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { z } from 'zod';
import type { SourceOf } from '../../../contract/sources.ts';
import { linesOf } from '../../ingest/index.ts';
import type { Reach, SourceKind } from '../kind.ts';
import { reasonOf, startLoop } from '../loop.ts';
import { lineOf } from '../mapping/index.ts';
import { itemsOfPiece, type Piece } from '../pieces.ts';
import { csvPieces } from './csv.ts';
import { createSettling, filesIn, type Seen, type Settling } from './folder.ts';
import { Unreadable } from './unreadable.ts';
import { xlsxPieces } from './xlsx.ts';

type Settings = SourceOf<'files'>;

/** Pieces taken in at a time, and bytes kept until they are. */
const PAGE_PIECES = 1000;
const PAGE_BYTES = 4 * 1024 * 1024;

/** How far a file has been read: its state then, the pieces taken, and what its rows were read by. */
const position = z.object({
  size: z.number(),
  mtimeMs: z.number(),
  by: z.string(),
  taken: z.number(),
  done: z.boolean(),
});
type Position = z.infer<typeof position>;

/** The file became another while it was read. */
class FileChanged extends Error {}

export const filesKind: SourceKind<'files'> = {
  start(reach) {
    const { settings, feed } = reach;
    const settling = createSettling(settings.settleS * 1000);
    return startLoop({
      failed: feed.failed,
      once: (_calm, stopping) => lookOnce(reach, settling, stopping),
    });
  },
  async *peek(settings, limit, signal): AsyncGenerator<Piece> {
    let n = 0;
    for (const file of await filesIn(settings.folder, settings.match))
      for await (const piece of piecesOf(file, settings, signal)) {
        yield piece;
        n += 1;
        if (n >= limit) return;
      }
  },
};

/** Looks at the folder and reads every file that is new or changed and at rest; says when to look again (ms). */
async function lookOnce(reach: Reach<'files'>, settling: Settling, stopping: AbortSignal): Promise<number> {
  const { settings, feed } = reach;
  const by = readBy(settings);
  const known = feed.positions();
  const files = await filesIn(settings.folder, settings.match);
  settling.present(files);
  let waiting = 0;
  // A file that may not be opened keeps nobody from reading the others.
  let unread: Error | undefined;
  for (const file of files) {
    if (stopping.aborted) return 0;
    const before = positionOf(known.get(file.name));
    const same = before?.size === file.size && before.mtimeMs === file.mtimeMs && before.by === by;
    if (same && before.done) continue;
    if (!settling.settled(file, Date.now())) {
      waiting += 1;
      continue;
    }
    try {
      await readFrom(same ? before.taken : 0, file, by, reach, stopping);
    } catch (error) {
      if (isOfFile(error)) unread ??= error;
      else if (!(error instanceof FileChanged)) throw error;
      waiting += 1;
    }
  }
  if (stopping.aborted) return 0;
  if (unread) throw unread;
  feed.heard(waiting);
  const soonest = settling.wait(Date.now());
  return Math.min(
    settings.everyS * 1000,
    soonest === null ? Number.POSITIVE_INFINITY : Math.max(20, soonest),
  );
}

async function readFrom(
  taken: number,
  file: Seen,
  by: string,
  { settings, feed, now }: Reach<'files'>,
  stopping: AbortSignal,
): Promise<void> {
  let page: Piece[] = [];
  let bytes = 0;
  let n = 0;

  async function take(done: boolean): Promise<void> {
    await mustBeSame(file);
    const reached: Position = { size: file.size, mtimeMs: file.mtimeMs, by, taken: n, done };
    const items = page.flatMap((piece) => itemsOfPiece(piece, settings.mappings, now()));
    feed.take(items, { part: file.name, position: JSON.stringify(reached) });
    page = [];
    bytes = 0;
    // The wall's questions are answered between two pages.
    await yieldToOthers();
  }

  for await (const piece of piecesOf(file, settings, stopping)) {
    n += 1;
    if (n <= taken) continue;
    page.push(piece);
    bytes += piece.line.length;
    if (page.length < PAGE_PIECES && bytes < PAGE_BYTES) continue;
    await take(false);
    // What is left is read after the next start, from here.
    if (stopping.aborted) return;
  }
  await take(true);
}

/** What a file holds; a file that cannot be read at all is one piece that says so. */
async function* piecesOf(file: Seen, { format }: Settings, signal: AbortSignal): AsyncGenerator<Piece> {
  const { name, path } = file;
  try {
    if (format.as === 'xlsx') yield* xlsxPieces(path, format, name, { signal });
    else if (format.as === 'csv') yield* csvPieces(createReadStream(path), format, name);
    else {
      let n = 0;
      for await (const line of linesOf(createReadStream(path)))
        yield { place: `line ${(n += 1)} of ${name}`, line };
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    await mustBeSame(file);
    const refusal = { reason: 'unreadable' as const, field: null, detail: `${name} ${error.message}.` };
    yield { place: name, line: lineOf(JSON.stringify({ $file: name, size: file.size })), refusal };
  }
}

/** Whether the system refused a file, such as for want of a right; its message names the file. */
function isOfFile(error: unknown): error is Error {
  return error instanceof Error && typeof Reflect.get(error, 'syscall') === 'string';
}

async function mustBeSame(file: Seen): Promise<void> {
  const { size, mtimeMs } = await stat(file.path).catch((error: unknown) => {
    throw new FileChanged(reasonOf(error));
  });
  if (size !== file.size || mtimeMs !== file.mtimeMs) throw new FileChanged(file.name);
}

/** Recognises the way rows are read: with another mapping a file is read again. */
function readBy({ format, mappings }: Settings): string {
  return createHash('sha256')
    .update(JSON.stringify([format, mappings]))
    .digest('base64url')
    .slice(0, 16);
}

function positionOf(text: string | undefined): Position | null {
  if (text === undefined) return null;
  const read = position.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}
