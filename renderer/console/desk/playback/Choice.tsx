import { useState } from 'react';
import { type ClockChange, NAMED_INTERVALS } from '../../../../electron/contract/playback.ts';
import { useStrings } from '../../../ui/index.ts';
import { MomentField } from '../../MomentField.tsx';
import { readMoment } from '../../moments.ts';

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
          onChange({ mode: 'playback', from: momentOf(from), to: momentOf(to), paused: false });
        }}
      >
        <MomentField label={t('from')} value={from} onChange={setFrom} />
        <MomentField label={t('to')} value={to} onChange={setTo} />
        <button type="submit" className="scene">
          {t('playThis')}
        </button>
      </form>
      <form
        className="playback-acts"
        onSubmit={(e) => {
          e.preventDefault();
          onChange({ mode: 'playback', at: momentOf(minute), paused: true });
        }}
      >
        <MomentField label={t('minute')} value={minute} onChange={setMinute} />
        <button type="submit" className="scene">
          {t('showThis')}
        </button>
      </form>
    </div>
  );
}

/** The field says itself when this is none; the form is not sent then. */
function momentOf(text: string): string {
  return readMoment(text) ?? '';
}
