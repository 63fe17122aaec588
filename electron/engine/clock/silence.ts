/** When the wall plays its record by itself, and when that ends. Pure functions of what is known of the sources. */
import type { SourceHealth } from '../../contract/answers.ts';
import { type Instant, parseInstant } from '../../contract/calendar.ts';

/** A source with more than this still to come is catching up: figures would rush, not live. */
const BEHIND_MAX = 50;
/** But a source that always is behind must not keep the wall in the past. */
const CATCH_UP_MAX_MS = 60_000;
/** One word is not yet a flow. */
const SETTLE_MS = 2_000;

/** What the silence of all sources comes to. */
export interface Silence {
  /** When the last source was heard; `null` when none was since the engine started. */
  readonly heardAt: Instant | null;
}

/**
 * The silence that there is now, or `null`. Sources that an administrator paused and published records do not count;
 * neither does a source that is on time by what was agreed, however seldom that is. Without anything recorded there
 * is nothing to play.
 */
export function silenceOf(sources: readonly SourceHealth[]): Silence | null {
  const counted = speaking(sources);
  if (counted.length === 0 || counted.some(({ state }) => state === 'on_time')) return null;
  if (counted.every(({ lastEventAt }) => lastEventAt === null)) return null;
  const heard = counted.map(heardAtOf).filter((at) => at !== null);
  return { heardAt: heard.length > 0 ? Math.max(...heard) : null };
}

/**
 * Since when data flows again (`flowingSince`, kept from one look to the next; `null` before), and whether the wall may
 * go back to live: a source heard after `since` has caught up, or has been given long enough to.
 */
export function flowAfter(
  sources: readonly SourceHealth[],
  since: Instant,
  flowingSince: Instant | null,
  now: Instant,
): { readonly flowingSince: Instant | null; readonly live: boolean } {
  const heard = speaking(sources).filter(
    (source) => source.state === 'on_time' && (heardAtOf(source) ?? Number.NEGATIVE_INFINITY) > since,
  );
  if (heard.length === 0) return { flowingSince: null, live: false };
  const begun = flowingSince ?? now;
  const flown = now - begun;
  const caughtUp = heard.every(({ behind }) => (behind ?? 0) <= BEHIND_MAX);
  return { flowingSince: begun, live: (caughtUp && flown >= SETTLE_MS) || flown >= CATCH_UP_MAX_MS };
}

function speaking(sources: readonly SourceHealth[]): SourceHealth[] {
  return sources.filter(({ nature, state }) => nature !== 'published' && state !== 'paused');
}

function heardAtOf({ heardAt }: SourceHealth): Instant | null {
  return heardAt === null ? null : parseInstant(heardAt);
}
