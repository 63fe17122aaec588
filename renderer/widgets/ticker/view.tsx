import type { Figure } from '../../../electron/contract/answers.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { StatusMark, useFigureWords, useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { useShownPage } from '../turns/useShownPage.ts';
import { type Config, question } from './config.ts';
import './ticker.css';

/** One line that is another one after a while. Nothing runs across the screen: whoever looks up can read it at once. */
export function TickerView({ config }: WidgetProps<Config>) {
  const { indicators, lines, pace } = config;
  const figures = useAnswer(question(config))?.figures;
  const catalogue = useCatalogue();
  const locale = useLocale();
  const frame = useStrings('frame').t;
  const shown = useShownPage(indicators.length + lines.length, pace * 1000);
  const own = lines[shown - indicators.length];
  if (own) return <p className="ticker">{own[locale]}</p>;
  const key = indicators[shown] ?? '';
  const [figure, indicator] = [figures?.[key], catalogue.get(key)];
  if (!figure || !indicator) return <Notice tone="quiet" title={frame('waiting')} />;
  return <Told name={indicator.short[locale]} figure={figure} />;
}

/** "Tỷ lệ việc xong 13,94 % ● đạt  +0,30 điểm hôm qua" */
function Told({ name, figure }: { readonly name: string; readonly figure: Figure }) {
  const words = useFigureWords();
  const { t } = useStrings('widgets');
  const units = useStrings('units').t;
  const counted = figure.unit !== 'percent' && figure.unit !== 'dong' && figure.value !== null;
  const change = words.difference(figure.value, figure.yesterday, figure);
  return (
    <div className="ticker">
      <p className="ticker-main">
        <span className="ticker-name">{name}</span>
        <b className="ticker-value">
          {words.value(figure.value, figure)} {counted && units(`short.${figure.unit}`)}
        </b>
        {figure.target?.status && <StatusMark status={figure.target.status} />}
      </p>
      {change && (
        <p className="ticker-change">
          {change} {t('comparison.yesterday')}
        </p>
      )}
    </div>
  );
}
