import { anomaliesAnswer } from '../../../electron/contract/forecasts.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { call } from '../call.ts';
import { useAsked } from '../useAsked.ts';

const ask = () => call('GET', '/anomalies', anomaliesAnswer);

/** Units and figures that came otherwise than was told of them lately. */
export function Anomalies() {
  const { t } = useStrings('forecasts');
  const locale = useLocale();
  const { value } = useAsked(ask);
  if (!value) return null;
  return (
    <section className="forecast-list" aria-labelledby="anomalies-title">
      <h3 id="anomalies-title">{t('anomalies.title')}</h3>
      {value.anomalies.length === 0 ? (
        <p className="note">{t('anomalies.none')}</p>
      ) : (
        <ul>
          {value.anomalies.map(({ unit, indicator, words }) => (
            <li key={`${unit} ${indicator}`}>{words[locale]}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
