import { useMemo } from 'react';
import type { Figure as FigureAnswer, FiguresAnswer } from '../../../electron/contract/answers.ts';
import { Bullet, YearChart, yearLines } from '../../charts/index.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { ChangeMark, Figure, figureText, StatusMark, useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { Comparison } from '../figure/Comparison.tsx';
import { worstOf } from '../figure/standing.ts';
import { type Config, questions } from './config.ts';
import './hero.css';

/** One rate, told in full: value, status, where it should be, and its year against the one before. */
export function HeroView({ config }: WidgetProps<Config>) {
  const asked = questions(config);
  const answer = useAnswer(asked.figures);
  const now = useAnswer(asked.now)?.points;
  const before = useAnswer(asked.before)?.points;
  const lines = useMemo(() => (now && before ? yearLines(now, before) : null), [now, before]);
  const indicator = useCatalogue().get(config.indicator);
  const locale = useLocale();
  const { t } = useStrings('frame');
  const figure = answer?.figures[config.indicator];
  if (!figure || !indicator) return <Notice tone="quiet" title={t('waiting')} />;
  return (
    <article className="hero">
      <h2 className="hero-name">{indicator.short[locale]}</h2>
      {figure.target?.status && (
        <StatusMark status={figure.target.status} flagged={isWorst(answer, config)} />
      )}
      <div className="hero-figure">
        <ChangeMark value={figure.value} />
        <Figure value={figure.value} kind={figure} />
      </div>
      <div className="hero-curve">
        {lines && <YearChart lines={lines} kind={figure} yearTarget={figure.target?.year ?? null} bare />}
      </div>
      <Standing figure={figure} />
      <Comparison figure={figure} long />
    </article>
  );
}

function isWorst(answer: FiguresAnswer, { indicator, among }: Config): boolean {
  const worst = worstOf(among, answer.figures);
  return worst === indicator;
}

/** Bar, and the two targets: to date and for the year. */
function Standing({ figure }: { readonly figure: FigureAnswer }) {
  const { t } = useStrings('widgets');
  const locale = useLocale();
  const { target } = figure;
  const text = (value: number) => `${figureText(value, figure, locale).number} %`;
  const end = figure.unit === 'percent' ? 100 : (target?.year ?? 0) * 1.2;
  return (
    <>
      <div className="hero-bar">
        <Bullet
          value={figure.value === null ? null : Number(figure.value)}
          targetToDate={target?.toDate ?? null}
          yearTarget={target?.year ?? null}
          end={end}
        />
      </div>
      <p className="hero-targets">
        {target ? (
          <>
            <span className="hero-target-today">{t('hero.today', { value: text(target.toDate) })}</span>
            <span className="hero-target-year">{t('hero.year', { value: text(target.year) })}</span>
          </>
        ) : (
          <span>{t('hero.no_target')}</span>
        )}
      </p>
    </>
  );
}
