import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { DAY_MS, formatInstant, type Instant } from '../../contract/calendar.ts';
import { type Event, event } from '../../contract/events.ts';
import type { QuarantineEntry } from '../../contract/sources.ts';
import { contradiction } from '../measures/index.ts';
import { LINE_BYTES_MOST, type Line } from './lines.ts';

export type Reason = QuarantineEntry['reason'];

/** Why a line goes to quarantine. */
export interface Refusal {
  reason: Reason;
  field: string | null;
  detail: string;
}

/** A line as read: an event, or the reason why it is none. `seq` is known of a refused line too, if it has a good one. */
export type Reading = { line: Line; seq: number | null } & (
  | { event: Event; text: string }
  | { refusal: Refusal }
);

/**
 * Reads one line against the contract.
 * @param now the engine's time: an event more than a day ahead of it is refused.
 */
export function readLine(line: Line, now: Instant): Reading {
  if (!line.whole)
    return refused(line, null, 'too_long', null, `${line.length} bytes: a line may have ${LINE_BYTES_MOST}.`);
  if (!isUtf8(line.bytes))
    return refused(line, null, 'invalid_utf8', null, 'The bytes are not UTF-8: send the line in UTF-8.');
  const text = line.bytes.toString('utf8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return refused(line, null, 'invalid_json', null, `The line is not JSON: ${what}.`);
  }
  const seq = seqOf(parsed);
  const read = event.safeParse(parsed);
  if (!read.success) {
    const issue = read.error.issues[0];
    return refused(
      line,
      seq,
      'invalid_field',
      issue?.path.join('.') || null,
      issue?.message ?? 'is not an event',
    );
  }
  if (read.data.at > now + DAY_MS)
    return refused(line, seq, 'in_the_future', 'at', `at is more than a day after ${formatInstant(now)}.`);
  if (read.data.type === 'aggregate') {
    const wrong = contradiction(read.data);
    if (wrong) return refused(line, seq, 'inconsistent_aggregate', wrong.field, wrong.detail);
  }
  return { line, seq, event: read.data, text };
}

function refused(
  line: Line,
  seq: number | null,
  reason: Reason,
  field: string | null,
  detail: string,
): Reading {
  return { line, seq, refusal: { reason, field, detail } };
}

function seqOf(parsed: unknown): number | null {
  if (typeof parsed !== 'object' || parsed === null || !('seq' in parsed)) return null;
  const { seq } = parsed;
  return typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 1 ? seq : null;
}

/** Whether two lines say the same: equal as JSON, whatever the order of fields and the way numbers are written. */
export function sameContent(a: string, b: string): boolean {
  return a === b || sameValue(JSON.parse(a), JSON.parse(b));
}

/** Compares JSON values without recursion: a line may be nested deeper than the stack. */
function sameValue(a: unknown, b: unknown): boolean {
  const pairs: [unknown, unknown][] = [[a, b]];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [left, right] = pair;
    if (left === right) continue;
    if (!isComposite(left) || !isComposite(right) || Array.isArray(left) !== Array.isArray(right))
      return false;
    const names = Object.keys(left);
    if (names.length !== Object.keys(right).length) return false;
    for (const name of names) {
      if (!Object.hasOwn(right, name)) return false;
      pairs.push([Reflect.get(left, name), Reflect.get(right, name)]);
    }
  }
  return true;
}

function isComposite(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Recognises the same bytes again. */
export function digestOf(line: Line): Buffer {
  return createHash('sha256').update(line.bytes).update(`/${line.length}`).digest();
}
