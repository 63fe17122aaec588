import type { Clock } from '../../../electron/contract/live.ts';
import type { ClockChange } from '../../../electron/contract/playback.ts';
import { formatClockSeconds, formatDay, useStrings } from '../../ui/index.ts';
import { remote } from './remoteApi.ts';
import type { Acts } from './useActs.ts';

/** Recorded seconds in one second. */
const SPEEDS = [1, 10, 60, 600];

interface PlaybackKeysProps {
  readonly clock: Clock;
  readonly off: boolean;
  readonly act: Acts['act'];
}

/** Playing the record: begin, pause, how fast, and the way back to live. */
export function PlaybackKeys({ clock, off, act }: PlaybackKeysProps) {
  const { t } = useStrings('remote');
  const change = (next: ClockChange) => act('clock', () => remote.clock(next));
  const at = Date.parse(clock.at);
  const { playback } = clock;
  if (clock.mode === 'live' || !playback)
    return (
      <section className="remote-row" aria-label={t('clock.title')}>
        <p className="remote-clock">{t('clock.live')}</p>
        <button
          type="button"
          className="pick"
          disabled={off}
          onClick={() => change({ mode: 'playback', interval: 'last_day', speed: 60, paused: false })}
        >
          {t('clock.start')}
        </button>
      </section>
    );
  return (
    <section aria-label={t('clock.title')}>
      <p className="remote-playing">
        {t('clock.playing', { day: formatDay(at), time: formatClockSeconds(at) })}
      </p>
      <div className="remote-row">
        <button
          type="button"
          className="pick"
          disabled={off}
          onClick={() => change({ mode: 'playback', paused: !playback.paused })}
        >
          {t(playback.paused ? 'clock.resume' : 'clock.pause')}
        </button>
        <button type="button" disabled={off} onClick={() => change({ mode: 'live' })}>
          {t('clock.back')}
        </button>
      </div>
      <div className="remote-row" role="group" aria-label={t('clock.speedLabel')}>
        {SPEEDS.map((speed) => (
          <button
            key={speed}
            type="button"
            className="pick"
            aria-pressed={speed === clock.speed}
            disabled={off}
            onClick={() => change({ mode: 'playback', speed })}
          >
            {t('clock.speed', { speed })}
          </button>
        ))}
      </div>
    </section>
  );
}
