/** Where figures are heading: one indicator of one unit until its statistical year ends, checked against what came before. */
import { useCallback, useState } from 'react';
import type { Step } from '../../../electron/contract/answers.ts';
import { STEPS } from '../../../electron/contract/answers.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { useLocale, useShortName, useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { Help } from '../help/Help.tsx';
import { useAsked } from '../useAsked.ts';
import { Advice } from './Advice.tsx';
import { Anomalies } from './Anomalies.tsx';
import { ForecastView } from './ForecastView.tsx';
import { askForecast } from './forecastsApi.ts';
import './forecasts.css';

const UNITS = { ask: 'units' } as const;
const FIRST_INDICATOR = 'case_completion_rate';

export function ForecastsPage() {
  const { t } = useStrings('forecasts');
  const units = useAnswer(UNITS)?.units;
  const catalogue = useCatalogue();
  const locale = useLocale();
  const short = useShortName();
  const [chosen, setChosen] = useState<{ unit?: string; indicator?: string; step?: Step }>({});
  const top = units?.find(({ parent, nature }) => parent === null && nature !== 'published') ?? units?.[0];
  const unit = chosen.unit ?? top?.unit;
  const indicator = chosen.indicator ?? FIRST_INDICATOR;
  const step = chosen.step ?? 'week';
  return (
    <section className="forecasts" aria-labelledby="forecasts-title">
      <div className="titled">
        <h2 id="forecasts-title">{t('title')}</h2>
        <Help topic="forecasts" />
      </div>
      <p className="note intro">{t('intro')}</p>
      <div className="forecast-fields">
        <label>
          {t('unit')}
          <select value={unit ?? ''} onChange={(e) => setChosen({ ...chosen, unit: e.target.value })}>
            {(units ?? []).map((one) => (
              <option key={one.unit} value={one.unit}>
                {short(one.name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('indicator')}
          <select value={indicator} onChange={(e) => setChosen({ ...chosen, indicator: e.target.value })}>
            {[...catalogue.values()].map((one) => (
              <option key={one.key} value={one.key}>
                {one.name[locale]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('step')}
          <select value={step} onChange={(e) => setChosen({ ...chosen, step: stepOf(e.target.value) })}>
            {STEPS.map((one) => (
              <option key={one} value={one}>
                {t(`steps.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {unit !== undefined && <Forecast unit={unit} indicator={indicator} step={step} />}
      {unit !== undefined && <Advice unit={unit} indicator={indicator} />}
      <Anomalies />
    </section>
  );
}

function stepOf(text: string): Step {
  return STEPS.find((step) => step === text) ?? 'week';
}

interface Chosen {
  readonly unit: string;
  readonly indicator: string;
  readonly step: Step;
}

function Forecast({ unit, indicator, step }: Chosen) {
  const { t } = useStrings('forecasts');
  const locale = useLocale();
  const words = useFailureWords();
  const ask = useCallback(() => askForecast({ unit, indicator, step }), [unit, indicator, step]);
  const { value, error, again } = useAsked(ask);
  if (error !== null)
    return (
      <p role="alert">
        {words(error)}{' '}
        <button type="button" className="quiet" onClick={again}>
          {t('again')}
        </button>
      </p>
    );
  if (!value) return <p role="status">{t('busy')}</p>;
  if (value.outcome === 'none') return <p role="status">{value.words[locale]}</p>;
  return <ForecastView key={`${unit} ${indicator} ${step}`} forecast={value} />;
}
