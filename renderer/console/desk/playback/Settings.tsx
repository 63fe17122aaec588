import { useState } from 'react';
import type { PlaybackSettings } from '../../../../electron/contract/playback.ts';
import { useStrings } from '../../../ui/index.ts';

interface SettingsProps {
  readonly settings: PlaybackSettings;
  readonly onKeep: (settings: PlaybackSettings) => void;
}

/** When the wall plays by itself, and how long it plays untouched; for administrators. */
export function Settings({ settings, onKeep }: SettingsProps) {
  const { t } = useStrings('playback');
  const [automatic, setAutomatic] = useState(settings.automatic);
  const [silence, setSilence] = useState(settings.silenceS / 60);
  const [hours, setHours] = useState(settings.hours);
  const [idle, setIdle] = useState(settings.idleS / 60);
  return (
    <details className="playback-settings">
      <summary>{t('settings')}</summary>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          const inSeconds = { silenceS: Math.round(silence * 60), idleS: Math.round(idle * 60) };
          onKeep({ ...settings, automatic, hours, ...inSeconds });
        }}
      >
        <label>
          <input type="checkbox" checked={automatic} onChange={(e) => setAutomatic(e.target.checked)} />{' '}
          {t('automatic')}
        </label>
        <Amount label={t('silenceMinutes')} value={silence} max={10_080} onChange={setSilence} />
        <Amount label={t('hours')} value={hours} max={744} onChange={setHours} />
        <Amount label={t('idleMinutes')} value={idle} max={10_080} onChange={setIdle} />
        <button type="submit" className="scene">
          {t('keep')}
        </button>
      </form>
    </details>
  );
}

interface AmountProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

function Amount({ label, value, max, onChange }: AmountProps) {
  return (
    <label>
      {label}{' '}
      <input
        type="number"
        min={0.1}
        max={max}
        step="any"
        value={value}
        required
        onChange={(e) => onChange(e.target.valueAsNumber)}
      />
    </label>
  );
}
