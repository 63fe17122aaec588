import { anomaliesAnswer, type AnomaliesAnswer, type Anomaly } from '../../../electron/contract/forecasts.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { call } from '../call.ts';
import { dayText } from '../organisation/dayText.ts';
import { useAsked } from '../useAsked.ts';
import { FiguresBehind } from './FiguresBehind.tsx';

const ask = () => call('GET', '/anomalies', anomaliesAnswer);

/** Units and figures that came otherwise than expected: days of the last month, and the newest weeks. */
export function Anomalies() {
  const { t } = useStrings('forecasts');
  const { value } = useAsked(ask);
  if (!value) return null;
  return (
    <section className="forecast-list" aria-labelledby="anomalies-title">
      <h3 id="anomalies-title">{t('anomalies.title')}</h3>
      <Steps step="day" answer={value} />
      <Steps step="week" answer={value} />
      <p className="note">{t('anomalies.chance', { count: value.falseAMonth })}</p>
    </section>
  );
}

function Steps({ step, answer }: { readonly step: Anomaly['step']; readonly answer: AnomaliesAnswer }) {
  const { t } = useStrings('forecasts');
  const { days, until } = answer;
  const found = answer.anomalies.filter((one) => one.step === step);
  const looked =
    step === 'day'
      ? days && t('anomalies.days', { from: dayText(days.from), to: dayText(days.to) })
      : until && t('anomalies.weeks', { to: dayText(until.slice(0, 10)) });
  return (
    <>
      <h4>{looked ?? t(`anomalies.early.${step}`)}</h4>
      {looked && found.length === 0 && <p className="note">{t('anomalies.none')}</p>}
      {found.length > 0 && (
        <ul>
          {found.map((one) => (
            <AnomalyLine key={`${one.unit} ${one.indicator} ${one.from}`} anomaly={one} />
          ))}
        </ul>
      )}
    </>
  );
}

function AnomalyLine({ anomaly }: { readonly anomaly: Anomaly }) {
  const { t } = useStrings('forecasts');
  const locale = useLocale();
  const { words, off, drivers, query } = anomaly;
  const times = formatNumber(Math.abs(off), 1, locale);
  return (
    <li>
      {words[locale]} <span className="note">{t('anomalies.off', { times })}</span>
      <FiguresBehind query={query} />
      {drivers.map((driver) => (
        <FiguresBehind key={driver.by} query={driver.query} title={driver.words[locale]} />
      ))}
    </li>
  );
}
