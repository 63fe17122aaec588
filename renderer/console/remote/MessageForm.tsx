import { useState } from 'react';
import { formatInstant } from '../../../electron/contract/calendar.ts';
import {
  INTERRUPT_LEVELS,
  INTERRUPT_TEXT_MAX,
  type Interrupt,
  type InterruptRequest,
  lettersOf,
} from '../../../electron/contract/interrupts.ts';
import { useStrings } from '../../ui/index.ts';

const MINUTE_MS = 60_000;
const MINUTES = [5, 15, 30, 60];

interface MessageFormProps {
  /** Engine's time now, ms. */
  readonly now: () => number;
  readonly busy: boolean;
  readonly onSend: (message: InterruptRequest) => void;
  readonly onClose: () => void;
}

/** An urgent message, with a thumb: text, level, and how long. */
export function MessageForm({ now, busy, onSend, onClose }: MessageFormProps) {
  const { t } = useStrings('remote');
  const [text, setText] = useState('');
  const [level, setLevel] = useState<Interrupt['level']>('urgent');
  const [minutes, setMinutes] = useState(15);
  const count = lettersOf(text.normalize('NFC').trim());
  const fits = count > 0 && count <= INTERRUPT_TEXT_MAX;
  return (
    <form
      className="remote-message"
      aria-label={t('message.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) onSend({ text, level, until: formatInstant(now() + minutes * MINUTE_MS) });
      }}
    >
      <label>
        {t('message.text')} <span className="note">{`${count}/${INTERRUPT_TEXT_MAX}`}</span>
        <textarea
          rows={4}
          value={text}
          onChange={(e) => setText(e.target.value)}
          aria-invalid={count > INTERRUPT_TEXT_MAX}
          required
        />
      </label>
      <div className="remote-row" role="group" aria-label={t('message.level')}>
        {INTERRUPT_LEVELS.map((one) => (
          <button
            key={one}
            type="button"
            className="pick"
            aria-pressed={one === level}
            onClick={() => setLevel(one)}
          >
            {t(`message.${one}`)}
          </button>
        ))}
      </div>
      <div className="remote-row" role="group" aria-label={t('message.minutes')}>
        {MINUTES.map((one) => (
          <button
            key={one}
            type="button"
            className="pick"
            aria-pressed={one === minutes}
            onClick={() => setMinutes(one)}
          >
            {t('message.minutesIs', { count: one })}
          </button>
        ))}
      </div>
      <div className="remote-row">
        <button type="button" className="pick" onClick={onClose}>
          {t('message.cancel')}
        </button>
        <button type="submit" disabled={busy || !fits}>
          {t('message.send')}
        </button>
      </div>
    </form>
  );
}
