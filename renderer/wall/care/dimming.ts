/** How bright the screens are: dimmed at night, and as bright as ever when somebody has to look. Pure. */
import { isWithin, type ScreenCare } from '../../../electron/contract/screens.ts';
import type { LiveState } from '../../data/index.ts';
import { cannotWait } from '../notices.ts';

/** After somebody changed what the wall shows, he is looking at it for a while, ms. */
const LOOKING = 15 * 60_000;

/** What somebody in the room should see by night as well. */
export function isUrgent(
  state: Pick<LiveState, 'notices' | 'clock' | 'interrupt'>,
  now: number,
  sceneSince: number | null,
): boolean {
  if (state.notices.some(({ code }) => cannotWait(code))) return true;
  if (state.interrupt?.level === 'urgent' && Date.parse(state.interrupt.until) > now) return true;
  if (state.clock?.mode === 'playback' && state.clock.playback?.cause === 'person') return true;
  return sceneSince !== null && now - sceneSince < LOOKING;
}

/** Brightness of the screens at `now`, in percent of the whole. */
export function brightnessAt(
  now: number,
  { on, from, to, percent }: ScreenCare['dimming'],
  urgent: boolean,
): number {
  return on && !urgent && isWithin(now, from, to) ? percent : 100;
}
