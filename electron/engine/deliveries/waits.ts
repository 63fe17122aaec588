/** How long what could not be delivered waits, and for how long it is tried. */

const MINUTE_MS = 60_000;
const FIRST_WAIT_MS = 5_000;
const GROWTH = 3;
const LONGEST_WAIT_MS = 360 * MINUTE_MS;

/** Attempts in all: the waits between them sum to about a day. */
export const ATTEMPTS_MOST = 11;
/** What has not gone out by then says nothing new any more: an alert of last week sent today would mislead. */
export const KEEPS_TRYING_MS = 72 * 60 * MINUTE_MS;

/**
 * How long to wait after so many attempts (ms): 5 s, 15 s, 45 s … up to 6 h, and up to a half more by chance, so that what
 * failed together does not come back together.
 */
export function waitAfter(attempts: number, random: () => number = Math.random): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * GROWTH ** (Math.max(1, attempts) - 1));
  return Math.round(wait * (1 + random() / 2));
}
