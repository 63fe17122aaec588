/** An answer of lines, taken in as it comes: a page of any length needs the memory of one part. */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { type Line, linesOf } from '../../ingest/index.ts';
import type { Reach } from '../kind.ts';
import { itemsOfPiece } from '../pieces.ts';
import { highestOf, reachedAt } from './position.ts';
import type { Answer } from './request.ts';

/** Lines taken in at a time, and bytes kept until they are. */
const PART_LINES = 2000;
const PART_BYTES = 4 * 1024 * 1024;

/** Takes a page in; says how many lines it had. Only its end moves the position: until then it is asked for again. */
export async function takePage(
  { body }: Answer,
  after: number,
  { settings, feed, now }: Reach<'pull'>,
): Promise<number> {
  let part: Line[] = [];
  let bytes = 0;
  let highest = after;
  let taken = 0;

  function take(seq: number): void {
    const items = part.flatMap((line) =>
      itemsOfPiece({ place: `line after ${after}`, line }, settings.mappings, now()),
    );
    feed.take(items, reachedAt(seq));
    taken += part.length;
    part = [];
    bytes = 0;
  }

  for await (const line of linesOf(body)) {
    bytes += line.bytes.length;
    if (part.push(line) < PART_LINES && bytes < PART_BYTES) continue;
    highest = highestOf(part, highest, now());
    take(after);
    await yieldToOthers();
  }
  highest = highestOf(part, highest, now());
  if (taken + part.length > 0) take(highest);
  return taken;
}
