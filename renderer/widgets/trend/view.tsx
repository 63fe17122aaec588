import { useMemo } from 'react';
import type { ForecastMade } from '../../../electron/contract/forecasts.ts';
import { aheadLine, YearChart, yearLines } from '../../charts/index.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { figureText, formatNumber, StatusMark, useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, questions } from './config.ts';
import { sentenceOf } from './sentence.ts';
import './trend.css';

/** The title is what the chart means: "Tỷ lệ việc cao hơn cùng kỳ 2,1 điểm". */
export function TrendHeading({ config }: WidgetProps<Config>) {
  const figure = useAnswer(questions(config).figures)?.figures[config.indicator];
  const indicator = useCatalogue().get(config.indicator);
  const locale = useLocale();
  const { t } = useStrings('widgets');
  if (!indicator) return null;
  const name = indicator.short[locale];
  if (!figure) return <>{name}</>;
  const { key, by } = sentenceOf(figure);
  return <>{t(`trend.${key}`, { name, by: by === null ? '' : formatNumber(by, 1, locale) })}</>;
}

/** The chart as it is, or with where the year is heading: the one that does not ask for it does not wait for it. */
export function TrendView({ config }: WidgetProps<Config>) {
  return config.forecast ? <TrendAhead config={config} /> : <Trend config={config} forecast={null} />;
}

function TrendAhead({ config }: WidgetProps<Config>) {
  const { unit, indicator } = config;
  const answer = useAnswer({ ask: 'forecast', unit, indicator, step: 'week' });
  return <Trend config={config} forecast={answer?.outcome === 'forecast' ? answer : null} />;
}

function Trend({ config, forecast }: WidgetProps<Config> & { readonly forecast: ForecastMade | null }) {
  const asked = questions(config);
  const figure = useAnswer(asked.figures)?.figures[config.indicator];
  const now = useAnswer(asked.now)?.points;
  const before = useAnswer(asked.before)?.points;
  const lines = useMemo(() => (now && before ? yearLines(now, before) : null), [now, before]);
  const ahead = useMemo(
    () => (lines && forecast ? aheadLine(lines, forecast.steps) : null),
    [lines, forecast],
  );
  const locale = useLocale();
  const { t } = useStrings('widgets');
  const units = useStrings('units').t;
  const frame = useStrings('frame').t;
  if (!figure || !now || !before) return <Notice tone="quiet" title={frame('waiting')} />;
  if (!lines) return <Notice tone="quiet" title={t('trend.empty')} />;
  const toDate =
    figure.target &&
    (figure.unit === 'dong' ? String(Math.round(figure.target.toDate)) : figure.target.toDate);
  const text = toDate === null ? null : figureText(toDate, figure, locale);
  return (
    <div className="trend">
      <p className="trend-standing">
        {figure.target?.status && <StatusMark status={figure.target.status} />}
        <span>
          {text
            ? t('figure.target', { value: `${text.number} ${units(`short.${text.unit}`)}` })
            : t('hero.no_target')}
        </span>
      </p>
      <div className="trend-chart">
        <YearChart lines={lines} kind={figure} yearTarget={figure.target?.year ?? null} ahead={ahead} />
      </div>
    </div>
  );
}
