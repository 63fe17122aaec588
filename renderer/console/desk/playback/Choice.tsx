import { useState } from 'react';
import { type ClockChange, NAMED_INTERVALS } from '../../../../electron/contract/playback.ts';
import { useStrings } from '../../../ui/index.ts';

/** What to play: an interval by name, one by its ends, or a single minute that stands. */
export function Choice({ onChange }: { readonly onChange: (change: ClockChange) => void }) {
  const { t } = useStrings('playback');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [minute, setMinute] = useState('');
  return (
    <div className="playback-choice">
      <div className="playback-acts" role="group" aria-label={t('intervals')}>
        {NAMED_INTERVALS.map((interval) => (
          <button
            key={interval}
            type="button"
            className="scene"
            onClick={() => onChange({ mode: 'playback', interval, paused: false })}
          >
            {t(`interval.${interval}`)}
          </button>
        ))}
      </div>
      <form
        className="playback-acts"
        onSubmit={(e) => {
          e.preventDefault();
          onChange({ mode: 'playback', from: cityInstant(from), to: cityInstant(to), paused: false });
        }}
      >
        <Moment label={t('from')} value={from} onChange={setFrom} />
        <Moment label={t('to')} value={to} onChange={setTo} />
        <button type="submit" className="scene">
          {t('playThis')}
        </button>
      </form>
      <form
        className="playback-acts"
        onSubmit={(e) => {
          e.preventDefault();
          onChange({ mode: 'playback', at: cityInstant(minute), paused: true });
        }}
      >
        <Moment label={t('minute')} value={minute} onChange={setMinute} />
        <button type="submit" className="scene">
          {t('showThis')}
        </button>
      </form>
    </div>
  );
}

interface MomentProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Moment({ label, value, onChange }: MomentProps) {
  return (
    <label>
      {label}{' '}
      <input type="datetime-local" value={value} required onChange={(e) => onChange(e.target.value)} />
    </label>
  );
}

/** The field's text, `2026-01-15T09:41`, as a time of Ho Chi Minh City, whatever zone the browser is in. */
export function cityInstant(text: string): string {
  return `${text.length === 16 ? `${text}:00` : text}+07:00`;
}
