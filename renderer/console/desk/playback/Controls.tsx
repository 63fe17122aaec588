import { useEffect, useRef, useState } from 'react';
import { formatInstant } from '../../../../electron/contract/calendar.ts';
import type { Clock } from '../../../../electron/contract/live.ts';
import type { ClockChange } from '../../../../electron/contract/playback.ts';
import { formatClock, formatDay, useStrings } from '../../../ui/index.ts';

const SPEEDS = [1, 10, 60, 300, 600, 3600];
/** The wall follows once the bar has rested for so long, ms. */
const REST_MS = 250;
const MINUTE_MS = 60_000;

interface ControlsProps {
  readonly clock: Clock;
  readonly onChange: (change: ClockChange) => void;
}

/** Play and pause, speed, the bar to go anywhere in the interval, and back to live. */
export function Controls({ clock, onChange }: ControlsProps) {
  const { t } = useStrings('playback');
  const { playback } = clock;
  if (!playback) return null;
  const change = (what: Omit<Extract<ClockChange, { mode: 'playback' }>, 'mode'>) =>
    onChange({ mode: 'playback', ...what });
  const speeds = SPEEDS.includes(clock.speed) ? SPEEDS : [...SPEEDS, clock.speed].sort((a, b) => a - b);
  return (
    <>
      <Bar
        from={Date.parse(playback.from)}
        to={Date.parse(playback.to)}
        at={Date.parse(clock.at)}
        onGo={(at) => change({ at: formatInstant(at) })}
      />
      <div className="playback-acts">
        <button type="button" onClick={() => change({ paused: !playback.paused })}>
          {playback.paused ? t('play') : t('pause')}
        </button>
        <label>
          {t('speedLabel')}{' '}
          <select value={clock.speed} onChange={(e) => change({ speed: Number(e.target.value) })}>
            {speeds.map((speed) => (
              <option key={speed} value={speed}>
                {t('speed', { speed })}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            checked={playback.loop}
            onChange={(e) => change({ loop: e.target.checked })}
          />{' '}
          {t('loop')}
        </label>
        <button type="button" onClick={() => onChange({ mode: 'live' })}>
          {t('backToLive')}
        </button>
      </div>
    </>
  );
}

interface BarProps {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly onGo: (at: number) => void;
}

/** Minutes of the interval; by pointer or keyboard. The wall goes there when the bar is let rest. */
function Bar({ from, to, at, onGo }: BarProps) {
  const { t } = useStrings('playback');
  const [held, setHeld] = useState<number | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);

  function hold(next: number): void {
    setHeld(next);
    clearTimeout(rest.current);
    rest.current = setTimeout(() => {
      setHeld(null);
      onGo(next);
    }, REST_MS);
  }

  const shown = held ?? at;
  const last = Math.max(1, Math.ceil((to - from) / MINUTE_MS));
  return (
    <div className="playback-bar">
      <span className="note">{wordsOf(from)}</span>
      <input
        type="range"
        min={0}
        max={last}
        value={Math.round((shown - from) / MINUTE_MS)}
        aria-label={t('bar')}
        aria-valuetext={wordsOf(shown)}
        onChange={(e) => hold(Math.min(to, from + Number(e.target.value) * MINUTE_MS))}
      />
      <span className="note">{wordsOf(to)}</span>
      <output className="playback-held">{held === null ? '' : wordsOf(held)}</output>
    </div>
  );
}

function wordsOf(at: number): string {
  return `${formatClock(at)} ${formatDay(at)}`;
}
