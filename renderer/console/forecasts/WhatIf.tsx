import { type FormEvent, useId, useState } from 'react';
import type { ForecastMade } from '../../../electron/contract/forecasts.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { askForecast } from './forecastsApi.ts';
import { useFigureWords, useNumeratorKind } from './useFigureWords.ts';

/** Millions of đồng are what money is typed in. */
const MILLION = 1_000_000;

/** What becomes of the year with so many more a week. Of a state, nothing comes a week: there is nothing to try. */
export function WhatIf({ forecast }: { readonly forecast: ForecastMade }) {
  const { t } = useStrings('forecasts');
  const locale = useLocale();
  const words = useFailureWords();
  const id = useId();
  const { unit, indicator, step } = forecast;
  const counted = useNumeratorKind(indicator);
  const { figure } = useFigureWords(forecast);
  const [text, setText] = useState('');
  const [found, setFound] = useState<ForecastMade['whatIf']>(null);
  const [error, setError] = useState<unknown>(null);
  if (forecast.landing.expectedPerWeek === null) return null;
  const money = counted.unit === 'dong';

  function ask(event: FormEvent): void {
    event.preventDefault();
    const typed = Number(text.replace(',', '.'));
    if (text.trim() === '' || !Number.isFinite(typed)) return;
    setError(null);
    askForecast({ unit, indicator, step, more: money ? typed * MILLION : typed }).then(
      (answer) => setFound(answer.outcome === 'forecast' ? answer.whatIf : null),
      setError,
    );
  }

  return (
    <section aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{t('whatIf.title')}</h3>
      <form onSubmit={ask} className="what-if">
        <label htmlFor={id}>{t(`whatIf.${money ? 'money' : counted.unit}`)}</label>
        <div className="what-if-line">
          <input id={id} inputMode="decimal" value={text} onChange={(e) => setText(e.target.value)} />
          <button type="submit">{t('whatIf.ask')}</button>
        </div>
      </form>
      <p role="status">
        {found &&
          t((found.target?.probability ?? null) === null ? 'whatIf.lands' : 'whatIf.landsWith', {
            value: figure(found.value),
            low: figure(found.low80),
            high: figure(found.high80),
            chance: formatNumber((found.target?.probability ?? 0) * 100, 0, locale),
          })}
      </p>
      {error !== null && <p role="alert">{words(error)}</p>}
    </section>
  );
}
