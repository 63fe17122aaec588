import type { Figure } from '../../../electron/contract/answers.ts';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import { share } from '../../charts/index.ts';
import { useAnswer } from '../../data/index.ts';
import { formatDay, toNumber, useFigureWords, useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { PageMarks } from '../turns/PageMarks.tsx';
import { useIndicatorPages } from '../turns/useIndicatorPages.ts';
import { type Config, question } from './config.ts';
import './periods.css';

/** One indicator with both of its bars, rem. */
const ROW = { height: 5.1, line: 1.65, beside: 7.5 };

/** "2027 với 2026, đến ngày 27/11": which two periods stand against each other. */
export function PeriodsHeading({ config }: WidgetProps<Config>) {
  const answer = useAnswer(question(config));
  const { t } = useStrings('widgets');
  if (!answer) return <>{t('periods.title')}</>;
  const day = formatDay(Date.parse(answer.at)).slice(0, 5);
  return <>{t(`periods.${config.against}`, { year: answer.year, before: answer.year - 1, day })}</>;
}

/** Each indicator in two periods: a bar for each under the other, of one scale, and what has changed. */
export function PeriodsView({ config }: WidgetProps<Config>) {
  const figures = useAnswer(question(config))?.figures;
  const frame = useStrings('frame').t;
  const { box, catalogue, keys, count, shown } = useIndicatorPages(config.indicators, ROW);
  if (!figures || catalogue.size === 0) return <Notice tone="quiet" title={frame('waiting')} />;
  return (
    <div className="periods" ref={box}>
      {keys.map((key) => {
        const [figure, indicator] = [figures[key], catalogue.get(key)];
        if (!figure || !indicator) return null;
        const then = config.against === 'yesterday' ? figure.yesterday : figure.lastYear;
        return <Row key={key} figure={figure} then={then} indicator={indicator} />;
      })}
      <PageMarks count={count} shown={shown} />
    </div>
  );
}

interface RowProps {
  readonly figure: Figure;
  readonly then: Figure['value'];
  readonly indicator: Indicator;
}

function Row({ figure, then, indicator }: RowProps) {
  const locale = useLocale();
  const words = useFigureWords();
  const end = Math.max(toNumber(figure.value) ?? 0, toNumber(then) ?? 0);
  const length = (value: Figure['value']) => share(toNumber(value) ?? 0, end);
  return (
    <section className="periods-row">
      <header className="periods-head">
        <h3 className="periods-name">{indicator.short[locale]}</h3>
        <p className="periods-change">{words.briefDifference(figure.value, then, figure)}</p>
      </header>
      <span className="periods-track">
        <i className="periods-now" style={{ width: length(figure.value) }} />
      </span>
      <b className="periods-value">{words.value(figure.value, figure)}</b>
      <span className="periods-track">
        <i className="periods-then" style={{ width: length(then) }} />
      </span>
      <span className="periods-value">{words.value(then, figure)}</span>
    </section>
  );
}
