/** What a person asks of the clock, as the state it leads to. */
import { formatInstant, type Instant, parseInstant, yearStart } from '../../contract/calendar.ts';
import type { ClockChange } from '../../contract/playback.ts';
import {
  type ClockState,
  dayAround,
  instantAt,
  type Interval,
  namedIntervalAt,
  type Playing,
} from './playback.ts';

/** A change that cannot be made: which field, why, and what to do. */
export class ClockError extends Error {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

type PlaybackChange = Extract<ClockChange, { mode: 'playback' }>;

/** A person watches it run: a day in 24 minutes. */
const SPEED = 60;
/** Before the first statistical year that can be asked for there is nothing. */
const FIRST = yearStart(1900);

/** The playback that a change begins or leads to. Throws `ClockError`. */
export function playedAfter(state: ClockState, change: PlaybackChange, who: string, now: Instant): Playing {
  const asked = change.at === undefined ? null : readInstant('at', change.at, now);
  const before = state.mode === 'playback' ? state : null;
  const interval = intervalAfter(before, change, asked, now);
  const current = before === null ? interval.from : instantAt(before, now);
  const kept = current >= interval.from && current <= interval.to ? current : interval.from;
  if (asked !== null && (asked < interval.from || asked > interval.to))
    throw new ClockError(
      'at',
      `at must lie within the interval, ${formatInstant(interval.from)} to ${formatInstant(interval.to)}.`,
    );
  const begins = change.interval !== undefined || change.from !== undefined;
  return {
    mode: 'playback',
    ...interval,
    at: asked ?? (begins ? interval.from : kept),
    movedAt: now,
    speed: change.speed ?? before?.speed ?? SPEED,
    paused: change.paused ?? before?.paused ?? false,
    loop: change.loop ?? (before?.cause === 'person' && before.loop),
    cause: 'person',
    by: who,
    since: before?.cause === 'person' ? before.since : now,
    touchedAt: now,
    silentSince: null,
  };
}

function intervalAfter(
  before: Playing | null,
  change: PlaybackChange,
  asked: Instant | null,
  now: Instant,
): Interval {
  if (change.interval !== undefined) {
    if (change.from !== undefined || change.to !== undefined)
      throw new ClockError('interval', 'Give either interval, or from and to.');
    return namedIntervalAt(change.interval, now);
  }
  if (change.from !== undefined || change.to !== undefined) {
    if (change.from === undefined) throw new ClockError('from', 'to needs a from.');
    const from = readInstant('from', change.from, now);
    const to = change.to === undefined ? now : Math.min(instant('to', change.to), now);
    if (from >= to) throw new ClockError('from', 'from must lie before to, and in the past.');
    return { from, to };
  }
  const inside = before !== null && (asked === null || (asked >= before.from && asked <= before.to));
  if (inside) return { from: before.from, to: before.to };
  return asked === null ? namedIntervalAt('last_day', now) : dayAround(asked, now);
}

/** An instant that has been. Throws `ClockError` naming the field. */
export function readInstant(field: string, text: string, now: Instant): Instant {
  const found = instant(field, text);
  if (found > now)
    throw new ClockError(field, `${field} must not lie in the future: only what was can be played.`);
  return found;
}

function instant(field: string, text: string): Instant {
  const found = parseInstant(text);
  if (found !== null && found >= FIRST) return found;
  throw new ClockError(
    field,
    `${field} must be an RFC 3339 date-time with offset, not before the statistical year 1900, such as 2026-03-31T07:00:00+07:00.`,
  );
}
