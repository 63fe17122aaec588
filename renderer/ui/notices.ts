/** How a notice of the engine is put into words, on the wall and in the console. */
import type { Notice } from '../../electron/contract/notices.ts';
import type { Age } from './format/index.ts';
import { useStrings } from './i18n.ts';

/** Key of its words: a clock that is off is ahead or behind. */
export function noticeKey({ code, seconds }: Pick<Notice, 'code' | 'seconds'>) {
  if (code !== 'clock_source_off') return code;
  return (seconds ?? 0) >= 0 ? 'clock_source_fast' : 'clock_source_slow';
}

/** "2 giờ", "90 phút": a length of time (s, ≥ 0), in words short and near enough. */
export function useSpan(): (seconds: number) => string {
  const { t } = useStrings('age');
  return (seconds) => {
    const { unit, count } = spanOf(seconds);
    return t(`span.${unit}`, { count });
  };
}

const MINUTE_S = 60;
const HOUR_MIN = 60;
const DAY_H = 24;

/** A length of time (s, ≥ 0) in the largest unit that tells it to a twentieth or so. */
export function spanOf(seconds: number): Age {
  if (seconds < 2 * MINUTE_S) return { unit: 'seconds', count: Math.round(seconds) };
  const minutes = Math.round(seconds / MINUTE_S);
  if (minutes < 10 * HOUR_MIN && minutes % HOUR_MIN !== 0) return { unit: 'minutes', count: minutes };
  const hours = Math.round(minutes / HOUR_MIN);
  if (hours < 10 * DAY_H && hours % DAY_H !== 0) return { unit: 'hours', count: hours };
  return { unit: 'days', count: Math.round(hours / DAY_H) };
}
