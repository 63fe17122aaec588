/** Server-sent events, taken in as they happen. */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { gathered } from '../gathered.ts';
import type { Reach } from '../kind.ts';
import { itemsOfPiece } from '../pieces.ts';
import { createEventParser, type StreamEvent } from './eventParser.ts';
import { highestOf, reachedAt } from './position.ts';
import type { Answer } from './request.ts';

/** Bytes of the stream that are taken in together. */
const TOGETHER_BYTES = 1024 * 1024;
/** A stream that names no time is asked again this soon after it ended (ms). */
const RETRY_MS = 250;
/** A source may ask to be left alone for this long at most (ms). */
const LONGEST_RETRY_MS = 60_000;

/** Tells the highest `seq` there is, for the lag; every other name is an event like any. */
const HEAD = 'head';
/** A sign of life of programs that send no comments. */
const SIGNS_OF_LIFE: readonly string[] = ['heartbeat', 'ping'];

export interface Streamed {
  /** How long to wait before asking again (ms), with jitter. */
  restMs: number;
  /** Whether anything came that was not known before. */
  moved: boolean;
  /** Why the stream ended, if not in order. */
  error?: Error;
}

/** Takes what the stream says until it ends. While a group is being taken in nothing is read, and the source waits. */
export async function takeStream(answer: Answer, after: number, reach: Reach<'pull'>): Promise<Streamed> {
  const { settings, feed, now } = reach;
  const parser = createEventParser();
  let position = after;
  let head = answer.head;
  let numbered = false;
  let moved = false;

  function take(events: readonly StreamEvent[]): void {
    const told = events.filter(
      ({ name, data }) => name !== HEAD && !SIGNS_OF_LIFE.includes(name) && data.bytes.some(isVisible),
    );
    for (const { name, data } of events) if (name === HEAD) head = seqOf(data.bytes.toString('utf8')) ?? head;
    if (told.length === 0) return;
    // The last id is how far the source says this leads; without any the lines' own numbers do.
    const id = told.map((event) => seqOf(event.id)).findLast((seq) => seq !== null);
    numbered ||= id !== undefined;
    const lines = told.map(({ data }) => data);
    const reached = numbered ? (id ?? position) : highestOf(lines, position, now());
    const items = lines.flatMap((line) =>
      itemsOfPiece({ place: `an event after ${position}`, line }, settings.mappings, now()),
    );
    feed.take(items, reachedAt(reached));
    moved ||= reached !== position;
    position = reached;
  }

  feed.heard(behind());
  let error: Error | undefined;
  try {
    for await (const chunks of gathered(answer.body, TOGETHER_BYTES, (chunk) => chunk.length)) {
      take(chunks.flatMap((chunk) => parser.read(chunk)));
      feed.heard(behind());
      await yieldToOthers();
    }
  } catch (thrown) {
    error = thrown instanceof Error ? thrown : new Error(String(thrown));
  }
  const retry = Math.min(parser.retryMs() ?? RETRY_MS, LONGEST_RETRY_MS);
  return { restMs: retry * (1 + Math.random() / 4), moved, ...(error !== undefined && { error }) };

  function behind(): number | null {
    return head === null ? null : Math.max(0, head - position);
  }
}

/** Events without anything in them are signs of life, as blank lines are. */
function isVisible(byte: number): boolean {
  return byte > 0x20;
}

function seqOf(text: string): number | null {
  const seq = /^\d{1,16}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(seq) ? seq : null;
}
