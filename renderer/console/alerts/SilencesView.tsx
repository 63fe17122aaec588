import { type FormEvent, useState } from 'react';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { fromTheTop } from '../people/placeName.ts';
import { usePolled } from '../polling.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { alerts } from './alertsApi.ts';
import { SpanChoice } from './SpanChoice.tsx';

const ASK_MS = 5_000;

interface SilencesViewProps {
  readonly mayAct: boolean;
  /** Whoever sees a part only silences within it. */
  readonly whole: boolean;
}

/** What nobody is told of for a while. */
export function SilencesView({ mayAct, whole }: SilencesViewProps) {
  const { t } = useStrings('alerts');
  const words = useFailureWords();
  const { value, error, refresh } = usePolled(alerts.silences, ASK_MS);
  const [failed, setFailed] = useState<unknown>(null);
  return (
    <section aria-labelledby="silences-title">
      <h3 id="silences-title">{t('silence.title')}</h3>
      <p className="note intro">{t('silence.intro')}</p>
      {mayAct && <SilenceForm whole={whole} onDone={refresh} />}
      {(error ?? failed) !== null && <p role="alert">{words(error ?? failed)}</p>}
      {value?.length === 0 && <p className="note">{t('silence.none')}</p>}
      {value !== undefined && value.length > 0 && (
        <div className="scrolled">
          <table className="sources">
            <thead>
              <tr>
                {(['rule', 'unit', 'until', 'by', 'comment'] as const).map((one) => (
                  <th key={one} scope="col">
                    {t(`silence.${one}`)}
                  </th>
                ))}
                <th scope="col" aria-label={t('acts')} />
              </tr>
            </thead>
            <tbody>
              {value.map((one) => {
                const what = one.ruleName ?? t('silence.every');
                return (
                  <tr key={one.number}>
                    <th scope="row">{what}</th>
                    <td>{one.unitName ?? t('silence.everywhere')}</td>
                    <td className="when">{whenText(one.until)}</td>
                    <td>{one.by}</td>
                    <td>{one.comment}</td>
                    <td className="row-acts">
                      {mayAct && (
                        <button
                          type="button"
                          className="quiet"
                          aria-label={t('silence.endNamed', { what })}
                          onClick={() => {
                            setFailed(null);
                            alerts.endSilence(one.number).then(refresh, setFailed);
                          }}
                        >
                          {t('silence.end')}
                        </button>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function SilenceForm({ whole, onDone }: { readonly whole: boolean; readonly onDone: () => void }) {
  const { t } = useStrings('alerts');
  const words = useFailureWords();
  const units = useAsked(engine.units).value ?? [];
  const [unit, setUnit] = useState('');
  const [minutes, setMinutes] = useState(240);
  const [comment, setComment] = useState('');
  const [error, setError] = useState<unknown>(null);
  const chosen = unit === '' && !whole ? (units[0]?.unit ?? '') : unit;

  function send(event: FormEvent): void {
    event.preventDefault();
    setError(null);
    alerts.silence({ rule: null, unit: chosen === '' ? null : chosen, minutes, comment }).then(() => {
      setComment('');
      onDone();
    }, setError);
  }
  return (
    <form className="alert-acts" onSubmit={send}>
      <label className="labelled">
        {t('silence.unit')}
        <select value={chosen} onChange={(e) => setUnit(e.target.value)}>
          {whole && <option value="">{t('silence.everywhere')}</option>}
          {fromTheTop(units).map((one) => (
            <option key={one.unit} value={one.unit}>
              {'\u2003'.repeat(one.depth)}
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <SpanChoice minutes={minutes} onChoose={setMinutes} />
      <Field
        label={t('silence.comment')}
        value={comment}
        maxLength={500}
        onChange={(e) => setComment(e.target.value)}
        required
      />
      <button type="submit">{t('silence.add')}</button>
      {error !== null && <p role="alert">{words(error)}</p>}
    </form>
  );
}
