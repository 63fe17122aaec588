import type { Instant } from '../../contract/calendar.ts';
import type { DryRunAnswer, NewSource } from '../../contract/sources.ts';
import type { Item } from '../ingest/index.ts';
import { mappingsOf, peek } from './kinds.ts';
import { reasonOf } from './loop.ts';
import { itemsOfPiece, type Piece } from './pieces.ts';

/** Rows a dry run shows. */
const ROWS = 20;
const PATIENCE_MS = 20_000;
/** The objects an event may have. */
const FLAT_TABLES: readonly string[] = ['values', 'money'];
/** Longest text shown of a row (characters). */
const SHOWN = 4000;

/** Reads the first rows of a source and maps them; stores nothing. */
export async function tryOut(settings: NewSource, now: Instant): Promise<DryRunAnswer> {
  const stop = new AbortController();
  const rows: DryRunAnswer['rows'] = [];
  const pieces = peek(settings, ROWS, stop.signal);
  if (!pieces) return { reached: true, error: null, rows };
  const read = (async () => {
    for await (const piece of pieces) {
      if (stop.signal.aborted) return;
      rows.push(shownRow(piece, itemsOfPiece(piece, mappingsOf(settings), now)));
    }
  })();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    await Promise.race([read, rejectedOn(stop.signal)]);
    return { reached: true, error: null, rows };
  } catch (error) {
    read.catch(() => undefined);
    return { reached: rows.length > 0, error: reasonOf(error), rows: [...rows] };
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

function rejectedOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const words = `the source has not answered within ${PATIENCE_MS / 1000} s`;
    signal.addEventListener('abort', () => reject(new Error(words)), { once: true });
  });
}

function shownRow({ place, line }: Piece, items: readonly Item[]): DryRunAnswer['rows'][number] {
  const readings = items.map((item) => ('versioned' in item ? item.versioned(1) : item));
  return {
    place,
    raw: line.bytes.toString('utf8').slice(0, SHOWN),
    events: readings.flatMap((reading) => ('event' in reading ? [shownEvent(reading.text)] : [])),
    refusals: readings.flatMap((reading) => ('refusal' in reading ? [reading.refusal] : [])),
  };
}

/** An event as it is shown: what it holds besides the contract's fields may be nested deeper than can be answered. */
function shownEvent(text: string): Record<string, unknown> {
  const event = JSON.parse(text) as Record<string, unknown>;
  const plain = (name: string, value: unknown) =>
    typeof value !== 'object' || value === null || FLAT_TABLES.includes(name) ? value : '…';
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [name, plain(name, value)]));
}
