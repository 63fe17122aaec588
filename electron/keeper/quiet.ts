/** The hours in which the wall may be ended and started anew without anybody. */

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
});

/**
 * Whether an instant (ms since the epoch) lies within the quiet hours, `HH:MM` in Ho Chi Minh City; `until` is outside,
 * and before `from` when they go over midnight. Equal bounds mean the whole day.
 */
export function isQuiet(now: number, { from, until }: { from: string; until: string }): boolean {
  const time = CLOCK.format(now);
  if (from === until) return true;
  return from < until ? time >= from && time < until : time >= from || time < until;
}
