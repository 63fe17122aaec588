import { useState } from 'react';
import { formatInstant } from '../../../../electron/contract/calendar.ts';
import {
  INTERRUPT_LEVELS,
  INTERRUPT_MAX_MS,
  INTERRUPT_TEXT_MAX,
  type Interrupt,
  lettersOf,
} from '../../../../electron/contract/interrupts.ts';
import { useLive } from '../../../data/index.ts';
import { useStrings } from '../../../ui/index.ts';
import { engine } from '../../api.ts';
import { Field } from '../../entry/Field.tsx';
import { useSubmit } from '../../entry/useSubmit.ts';
import { useFailureWords } from '../../failure.ts';
import { whenText } from '../../whenText.ts';
import './interrupt.css';

const MINUTE_MS = 60_000;
const USUAL_MINUTES = 15;

/** The urgent message over all screens: the one that stands with the way to end it, and the form for another. */
export function InterruptPanel({ mayShow }: { readonly mayShow: boolean }) {
  const { t } = useStrings('schedule');
  const words = useFailureWords();
  const interrupt = useLive((s) => s.interrupt);
  const [error, setError] = useState<unknown>(null);

  function end(): void {
    setError(null);
    engine.endInterrupt().catch(setError);
  }

  return (
    <section className="interrupt-panel" aria-labelledby="interrupt-title">
      <h3 id="interrupt-title">{t('interrupt.title')}</h3>
      <p className="note intro">{t('interrupt.intro')}</p>
      {interrupt && (
        <p className="interrupt-standing" role="status" data-level={interrupt.level}>
          {t('interrupt.standing', {
            ...{ by: interrupt.by, said: interrupt.text },
            ...{ since: whenText(interrupt.since), until: whenText(interrupt.until) },
          })}{' '}
          {mayShow && (
            <button type="button" onClick={end}>
              {t('interrupt.end')}
            </button>
          )}
        </p>
      )}
      {error !== null && <p role="alert">{words(error)}</p>}
      {mayShow ? <InterruptForm /> : <p className="note">{t('interrupt.mayNot')}</p>}
    </section>
  );
}

function InterruptForm() {
  const { t } = useStrings('schedule');
  const now = useLive((s) => s.now);
  const [text, setText] = useState('');
  const [level, setLevel] = useState<Interrupt['level']>('calm');
  const [minutes, setMinutes] = useState(String(USUAL_MINUTES));
  const count = lettersOf(text.normalize('NFC').trim());
  const submit = useSubmit(
    () => engine.showInterrupt({ text, level, until: formatInstant(now + Number(minutes) * MINUTE_MS) }),
    () => setText(''),
    ['text', 'until'],
  );
  return (
    <form className="interrupt-form" onSubmit={submit.send}>
      <label>
        {t('interrupt.text')}
        <textarea
          value={text}
          rows={2}
          required
          aria-invalid={count > INTERRUPT_TEXT_MAX}
          onChange={(e) => setText(e.target.value)}
        />
        <span className="note">{t('interrupt.count', { count, max: INTERRUPT_TEXT_MAX })}</span>
        {submit.faultOf('text') !== undefined && <span role="alert"> {submit.faultOf('text')}</span>}
      </label>
      <fieldset>
        <legend>{t('interrupt.level')}</legend>
        {INTERRUPT_LEVELS.map((one) => (
          <label key={one} className="check">
            <input type="radio" name="level" checked={level === one} onChange={() => setLevel(one)} />{' '}
            {t(`interrupt.${one}`)}
          </label>
        ))}
      </fieldset>
      <Field
        label={t('interrupt.minutes')}
        fault={submit.faultOf('until')}
        type="number"
        min={1}
        max={INTERRUPT_MAX_MS / MINUTE_MS - 1}
        step={1}
        value={minutes}
        onChange={(e) => setMinutes(e.target.value)}
        required
      />
      {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
      <p className="acts">
        <button type="submit" disabled={submit.busy || count === 0 || count > INTERRUPT_TEXT_MAX}>
          {t('interrupt.send')}
        </button>
      </p>
    </form>
  );
}
