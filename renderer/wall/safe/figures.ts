/** The main figures as plain words: what the safe scene has to say, without anything that draws. Pure. */
import type { Figure } from '../../../electron/contract/answers.ts';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import type { Answers, Query } from '../../../electron/contract/live.ts';
import { freshnessOf } from '../../data/freshness.ts';
import { type LiveState, queryKey } from '../../data/index.ts';
import { ageOf, figureText, formatClock, formatDay, type Locale } from '../../ui/index.ts';

export const UNITS = { ask: 'units' } as const satisfies Query;
export const CATALOGUE = { ask: 'catalogue' } as const satisfies Query;

/** Translates a key such as `wall:safe.mark`. */
export type Words = (key: string, values?: Record<string, unknown>) => string;

export interface SafeFigure {
  readonly key: string;
  readonly name: string;
  readonly number: string;
  readonly unit: string;
  /** Target to date and how the figure stands against it; empty where there is none. */
  readonly standing: string;
}

export interface SafeScene {
  /** Whose figures these are; empty while nobody has said. */
  readonly agency: string;
  readonly figures: readonly SafeFigure[];
  /** How old they are, in words. */
  readonly age: string;
  readonly aged: boolean;
  readonly sample: boolean;
}

/** The question for all figures of the organisation; `null` while it is not known. */
export function figuresQuestion(answers: LiveState['answers']): Query | null {
  const units = (answers[queryKey(UNITS)] as Answers['units'] | undefined)?.units ?? [];
  const catalogue = (answers[queryKey(CATALOGUE)] as Answers['catalogue'] | undefined)?.indicators ?? [];
  const own = units.filter(({ nature }) => nature !== 'published');
  const keys = new Set(own.map(({ unit }) => unit));
  const top = own.find(({ parent }) => parent === null || !keys.has(parent));
  if (!top || catalogue.length === 0) return null;
  return { ask: 'figures', unit: top.unit, indicators: catalogue.slice(0, 64).map(({ key }) => key) };
}

/** What the safe scene says of what is known. */
export function safeScene(state: LiveState, locale: Locale, words: Words): SafeScene {
  const question = figuresQuestion(state.answers);
  const answer = question && (state.answers[queryKey(question)] as Answers['figures'] | undefined);
  const catalogue =
    (state.answers[queryKey(CATALOGUE)] as Answers['catalogue'] | undefined)?.indicators ?? [];
  const figures = catalogue.flatMap((indicator) => {
    const figure = answer?.figures[indicator.key];
    return figure ? [oneFigure(indicator, figure, locale, words)] : [];
  });
  return {
    agency: answer?.name ?? '',
    figures,
    ...ageWords(state, words),
    sample: state.sources.some(({ nature }) => nature === 'sample'),
  };
}

function oneFigure(indicator: Indicator, figure: Figure, locale: Locale, words: Words): SafeFigure {
  const { number, unit } = figureText(figure.value, figure, locale);
  const per = indicator.formula.is === 'average' ? `/${words('units:officer')}` : '';
  const { target } = figure;
  return {
    key: indicator.key,
    name: indicator.short[locale],
    number,
    unit: figure.value === null ? '' : `${words(`units:${unit}`)}${per}`,
    standing: target ? standingOf(target, figure, locale, words) : '',
  };
}

function standingOf(
  target: NonNullable<Figure['target']>,
  figure: Figure,
  locale: Locale,
  words: Words,
): string {
  const toDate = figure.unit === 'dong' ? String(Math.round(target.toDate)) : target.toDate;
  const { number, unit } = figureText(toDate, figure, locale);
  const value = `${number} ${words(`units:short.${unit}`)}`;
  return words(target.status ? 'wall:safe.standing' : 'wall:safe.target', {
    value,
    status: words(`status:${target.status ?? 'none'}`),
  });
}

function ageWords(state: LiveState, words: Words): { age: string; aged: boolean } {
  const freshness = freshnessOf(state, null);
  switch (freshness.kind) {
    case 'fresh':
      return { age: words('wall:freshness.fresh'), aged: false };
    case 'opening':
      return { age: words('wall:freshness.opening'), aged: true };
    case 'waiting':
      return { age: words('wall:freshness.waiting', { source: freshness.source }), aged: true };
    case 'playback':
      return {
        age: `${words('wall:playback.mark')} ${formatClock(freshness.at)} ${formatDay(freshness.at)}`,
        aged: true,
      };
    case 'late':
    case 'cut': {
      const { unit, count } = ageOf(freshness.ageS);
      return {
        age: words(`wall:freshness.${freshness.kind}`, {
          source: freshness.kind === 'late' ? freshness.source : '',
          time: formatClock(freshness.at),
          ago: words(`age:ago.${unit}`, { count }),
        }),
        aged: true,
      };
    }
  }
}
