import type { Freshness } from '../../data/index.ts';
import { ageOf, formatClock, formatDay, useStrings } from '../../ui/index.ts';

/** "12 giây trước": how old the figures beside it are; in playback the instant they are of. */
export function AgeText({ freshness }: { readonly freshness: Freshness }) {
  const { t } = useStrings('age');
  const frame = useStrings('frame').t;
  if (freshness.kind === 'playback')
    return (
      <span className="frame-age" data-kind="playback">
        {frame('played', { time: formatClock(freshness.at), day: formatDay(freshness.at).slice(0, 5) })}
      </span>
    );
  if (freshness.kind !== 'late' && freshness.kind !== 'cut') return null;
  const { unit, count } = ageOf(freshness.ageS);
  const level = freshness.kind === 'late' ? freshness.level : undefined;
  return (
    <span className="frame-age" data-level={level}>
      {t(`ago.${unit}`, { count })}
    </span>
  );
}
