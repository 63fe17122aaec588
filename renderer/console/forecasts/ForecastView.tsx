/** One forecast: its sentence, the year as a chart, where it lands, what if, and how such forecasts did before. */
import { useMemo } from 'react';
import type { ForecastMade } from '../../../electron/contract/forecasts.ts';
import { aheadLine, YearChart, yearLines } from '../../charts/index.ts';
import { useAnswer } from '../../data/index.ts';
import { formatDay, formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { useFigureWords } from './useFigureWords.ts';
import { WhatIf } from './WhatIf.tsx';

export function ForecastView({ forecast }: { readonly forecast: ForecastMade }) {
  const { t } = useStrings('forecasts');
  const locale = useLocale();
  return (
    <>
      <p className="forecast-sentence">{forecast.words[locale]}</p>
      <Course forecast={forecast} />
      <div className="forecast-parts">
        <Landing forecast={forecast} />
        <WhatIf forecast={forecast} />
        <PastErrors forecast={forecast} />
      </div>
      <p className="note">
        {t('origin', {
          day: formatDay(Date.parse(forecast.origin)),
          count: forecast.known,
          step: t(`steps.${forecast.step}`),
        })}{' '}
        {forecast.rules
          .map(({ rule, share }) => `${t(`rule.${rule}`)} ${formatNumber(share * 100, 0, locale)} %`)
          .join(' · ')}
      </p>
    </>
  );
}

function Course({ forecast }: { readonly forecast: ForecastMade }) {
  const { unit, indicator, landing, measure, decimals, steps } = forecast;
  const now = useAnswer({ ask: 'series', unit, indicator, yearsBack: 0, step: 'week' })?.points;
  const before = useAnswer({ ask: 'series', unit, indicator, yearsBack: 1, step: 'week' })?.points;
  const lines = useMemo(() => (now && before ? yearLines(now, before) : null), [now, before]);
  const ahead = useMemo(() => (lines ? aheadLine(lines, steps) : null), [lines, steps]);
  return (
    <div className="forecast-course" aria-hidden="true">
      {lines && (
        <YearChart
          lines={lines}
          kind={{ unit: measure, decimals }}
          yearTarget={landing.target?.value ?? null}
          ahead={ahead}
        />
      )}
    </div>
  );
}

function Landing({ forecast }: { readonly forecast: ForecastMade }) {
  const { t } = useStrings('forecasts');
  const locale = useLocale();
  const { figure, perWeek } = useFigureWords(forecast);
  const { landing } = forecast;
  const { target } = landing;
  const rows: [string, string][] = [
    [t('landing.value'), figure(landing.value)],
    [t('landing.span80'), `${figure(landing.low80)} – ${figure(landing.high80)}`],
    [t('landing.span95'), `${figure(landing.low95)} – ${figure(landing.high95)}`],
    [t('landing.naive'), figure(landing.naive)],
  ];
  if (target) {
    rows.push([t('landing.target'), figure(String(target.value))]);
    if (target.probability !== null && target.likelihood !== null)
      rows.push([
        t('landing.probability'),
        `${t(`likelihood.${target.likelihood}`)} (${formatNumber(target.probability * 100, 0, locale)} %)`,
      ]);
    if (target.neededPerWeek !== null) rows.push([t('landing.needed'), perWeek(target.neededPerWeek)]);
  }
  if (landing.expectedPerWeek !== null) rows.push([t('landing.expected'), perWeek(landing.expectedPerWeek)]);
  return (
    <section aria-labelledby="landing-title">
      <h3 id="landing-title">{t('landing.title', { day: formatDay(Date.parse(landing.at)) })}</h3>
      <table className="plain">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PastErrors({ forecast }: { readonly forecast: ForecastMade }) {
  const { t } = useStrings('forecasts');
  const locale = useLocale();
  const { pastErrors, step, measure } = forecast;
  const off = (error: number) =>
    t(measure === 'percent' ? 'errors.points' : 'errors.percent', { by: formatNumber(error, 2, locale) });
  return (
    <section aria-labelledby="errors-title">
      <h3 id="errors-title">{t('errors.title')}</h3>
      {pastErrors.length === 0 ? (
        <p className="note">{t('errors.none')}</p>
      ) : (
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('errors.ahead')}</th>
              <th scope="col">{t('errors.own')}</th>
              <th scope="col">{t('errors.naive')}</th>
              <th scope="col">{t('errors.count')}</th>
            </tr>
          </thead>
          <tbody>
            {pastErrors.map(({ ahead, own, naive, count }) => (
              <tr key={ahead}>
                <th scope="row">{t(`errors.steps.${step}`, { count: ahead })}</th>
                <td>{off(own)}</td>
                <td>{off(naive)}</td>
                <td>{formatNumber(count, 0, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
