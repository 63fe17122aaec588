import type { Figure as FigureAnswer } from '../../../electron/contract/answers.ts';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import { Sparkline } from '../../charts/index.ts';
import { ChangeMark, Figure, figureText, StatusMark, useLocale, useStrings } from '../../ui/index.ts';
import { Comparison } from './Comparison.tsx';
import './figureTile.css';

interface FigureTileProps {
  readonly figure: FigureAnswer;
  readonly indicator: Indicator;
}

/** What the name says already: "Việc hoãn 110". */
const COUNTED: readonly FigureAnswer['unit'][] = ['case', 'receipt', 'decision'];

/** One figure in the second rank: name, value, last thirty days, change, and its target where it has one. */
export function FigureTile({ figure, indicator }: FigureTileProps) {
  const locale = useLocale();
  return (
    <article className="tile">
      <ChangeMark value={figure.value} />
      <h3 className="tile-name">{indicator.short[locale]}</h3>
      <div className="tile-figure">
        <Figure value={figure.value} kind={figure} brief unitless={COUNTED.includes(figure.unit)} />
      </div>
      <div className="tile-foot">
        <Comparison figure={figure} />
        <Sparkline values={figure.trend} />
      </div>
      <Target figure={figure} />
    </article>
  );
}

function Target({ figure }: { readonly figure: FigureAnswer }) {
  const { t } = useStrings('widgets');
  const units = useStrings('units').t;
  const locale = useLocale();
  const { target } = figure;
  if (!target) return null;
  const toDate = figure.unit === 'dong' ? String(Math.round(target.toDate)) : target.toDate;
  const { number, unit } = figureText(toDate, figure, locale);
  const named = figure.unit === 'dong' || figure.unit === 'percent';
  return (
    <p className="tile-target">
      {target.status && <StatusMark status={target.status} />}
      <span>{t('figure.target', { value: named ? `${number} ${units(`short.${unit}`)}` : number })}</span>
    </p>
  );
}
