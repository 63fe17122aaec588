/** How fresh the figures of a screen are, in words. Pure. */
import type { Freshness } from '../../data/freshness.ts';
import { ageOf, formatClock, formatDay } from '../../ui/index.ts';

/** Translates a key of one of the two files of words. */
export interface FreshnessStrings {
  wall(key: string, values?: Record<string, unknown>): string;
  age(key: string, values: { count: number }): string;
}

/** The words for a state of the figures; an instant of another day than `now` (ms) is told with its date. */
export function freshnessWords(freshness: Freshness, now: number, strings: FreshnessStrings): string {
  const when = ({ at, ageS }: { readonly at: number; readonly ageS: number }) => {
    const { unit, count } = ageOf(ageS);
    const today = formatDay(at) === formatDay(now);
    const time = today ? formatClock(at) : `${formatClock(at)} ${formatDay(at).slice(0, 5)}`;
    return { time, ago: strings.age(`ago.${unit}`, { count }) };
  };
  switch (freshness.kind) {
    case 'fresh':
      return strings.wall('freshness.fresh');
    case 'opening':
      return strings.wall('freshness.opening');
    case 'waiting':
      return strings.wall('freshness.waiting', { source: freshness.source });
    case 'playback':
      return `${strings.wall('playback.mark')} ${formatClock(freshness.at)} ${formatDay(freshness.at)}`;
    case 'late': {
      const { level, source, others } = freshness;
      const names = others === 0 ? source : strings.wall('freshness.and', { source, count: others });
      return strings.wall(`freshness.${level}`, { source: names, ...when(freshness) });
    }
    case 'cut':
      return strings.wall('freshness.cut', when(freshness));
  }
}
