/** Of what instant the figures are, of what nature, and how fresh: said once under a dashboard. */
import { freshnessWords } from '../../widgets/frame/freshnessWords.ts';
import { useFreshness, useLive } from '../../data/index.ts';
import { formatClock, formatClockSeconds, formatDay, useStrings } from '../../ui/index.ts';
import './dataLine.css';

export function DataLine() {
  const { t } = useStrings('dashboards');
  const wall = useStrings('wall').t;
  const age = useStrings('age').t;
  const clock = useLive((s) => s.clock);
  const sample = useLive((s) => s.sources.some(({ nature }) => nature === 'sample'));
  const minute = useLive((s) => Math.floor(s.now / 60_000) * 60_000);
  const freshness = useFreshness(null);
  if (!clock) return null;
  const at = Date.parse(clock.at);
  const time = clock.mode === 'playback' ? formatClockSeconds(at) : formatClock(at);
  return (
    <p className="data-line note">
      <span>{t('data.at', { time, day: formatDay(at) })}</span>
      {clock.mode === 'playback' && <b>{t('data.playback')}</b>}
      {sample && <b>{t('data.sample')}</b>}
      <span data-kind={freshness.kind}>
        {freshnessWords(freshness, minute, {
          wall: (key, values) => wall(key, { ...values }),
          age: (key, values) => age(key, values),
        })}
      </span>
    </p>
  );
}
