import type { Figure as FigureAnswer } from '../../../electron/contract/answers.ts';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import { Bullet } from '../../charts/index.ts';
import { useAnswer } from '../../data/index.ts';
import {
  Figure,
  StatusShape,
  targetScalar,
  toNumber,
  useFigureWords,
  useLocale,
  useStrings,
} from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { PageMarks } from '../turns/PageMarks.tsx';
import { useIndicatorPages } from '../turns/useIndicatorPages.ts';
import { type Config, question } from './config.ts';
import './progress.css';

/** One indicator with its bar, rem. */
const ROW = { height: 4.1, line: 1.75, beside: 11 };

/** How far each indicator is on its way: a bar, a tick where it should be today, a short one where it should be at the year's end. */
export function ProgressView({ config }: WidgetProps<Config>) {
  const figures = useAnswer(question(config))?.figures;
  const frame = useStrings('frame').t;
  const { box, catalogue, keys, count, shown } = useIndicatorPages(config.indicators, ROW);
  if (!figures || catalogue.size === 0) return <Notice tone="quiet" title={frame('waiting')} />;
  return (
    <div className="progress" ref={box}>
      {keys.map((key) => {
        const [figure, indicator] = [figures[key], catalogue.get(key)];
        return figure && indicator ? <Row key={key} figure={figure} indicator={indicator} /> : null;
      })}
      <PageMarks count={count} shown={shown} />
    </div>
  );
}

function Row({ figure, indicator }: { readonly figure: FigureAnswer; readonly indicator: Indicator }) {
  const { t } = useStrings('widgets');
  const words = useFigureWords();
  const locale = useLocale();
  const { target } = figure;
  const value = toNumber(figure.value);
  // The year's target stands near the right end, so that all bars are read by the same place.
  const end = Math.max(target ? target.year * 1.05 : 0, value ?? 0);
  return (
    <section className="progress-row">
      <h3 className="progress-name">{indicator.short[locale]}</h3>
      <span className="progress-value">
        <Figure
          value={figure.value}
          kind={figure}
          brief
          unitless={figure.unit !== 'percent' && figure.unit !== 'dong'}
        />
        {target?.status && <StatusShape status={target.status} />}
      </span>
      <div className="progress-bar">
        {target ? (
          <Bullet value={value} targetToDate={target.toDate} yearTarget={target.year} end={end} />
        ) : (
          <p className="progress-none">{t('hero.no_target')}</p>
        )}
      </div>
      {target && (
        <p className="progress-target">
          {t('figure.target', { value: words.value(targetScalar(target.toDate, figure), figure) })}
        </p>
      )}
    </section>
  );
}
