/** The main figures as plain words: what the safe scene has to say, without anything that draws. Pure. */
import type { Figure } from '../../../electron/contract/answers.ts';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import type { Answers, Query } from '../../../electron/contract/live.ts';
import { freshnessOf } from '../../data/freshness.ts';
import { type LiveState, queryKey, queryOf } from '../../data/index.ts';
import { figureText, type Locale } from '../../ui/index.ts';
import { freshnessWords } from '../../widgets/frame/freshnessWords.ts';

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
  const unit = organisation(answers);
  const catalogue = indicatorsOf(answers);
  if (unit === undefined || catalogue.length === 0) return null;
  return { ask: 'figures', unit, indicators: catalogue.slice(0, 64).map(({ key }) => key) };
}

function indicatorsOf(answers: LiveState['answers']): readonly Indicator[] {
  return (answers[queryKey(CATALOGUE)] as Answers['catalogue'] | undefined)?.indicators ?? [];
}

/** Key of the topmost unit that is not a published record. */
function organisation(answers: LiveState['answers']): string | undefined {
  const units = (answers[queryKey(UNITS)] as Answers['units'] | undefined)?.units ?? [];
  const own = units.filter(({ nature }) => nature !== 'published');
  const keys = new Set(own.map(({ unit }) => unit));
  return own.find(({ parent }) => parent === null || !keys.has(parent))?.unit;
}

/**
 * All that any answer tells of the organisation: the safe scene's own, and what the widgets of all windows had asked when
 * this machine last wrote down what they knew.
 */
function figuresKnown(answers: LiveState['answers']): { name: string; figures: Record<string, Figure> } {
  const unit = organisation(answers);
  const told = Object.entries(answers).flatMap(([key, answer]) => {
    const asked = queryOf(key);
    return asked.ask === 'figures' && asked.unit === unit ? [answer as Answers['figures']] : [];
  });
  // The answer to the one question about everything comes last, and counts where others tell the same.
  told.sort((a, b) => Object.keys(a.figures).length - Object.keys(b.figures).length);
  const figures = Object.assign({}, ...told.map((one) => one.figures)) as Record<string, Figure>;
  return { name: told.at(-1)?.name ?? '', figures };
}

/** The first figures are there always, the others in turns: so many have room beside them, each for so long (ms). */
const ALWAYS = 2;
const IN_TURN = 3;
const TURN_MS = 20_000;

/** What the safe scene says of what is known. */
export function safeScene(state: LiveState, locale: Locale, words: Words): SafeScene {
  const known = figuresKnown(state.answers);
  const figures = indicatorsOf(state.answers).flatMap((indicator) => {
    const figure = known.figures[indicator.key];
    return figure ? [oneFigure(indicator, figure, locale, words)] : [];
  });
  return {
    agency: known.name,
    figures: [...figures.slice(0, ALWAYS), ...inTurn(figures.slice(ALWAYS), state.now)],
    ...ageWords(state, words),
    sample: state.sources.some(({ nature }) => nature === 'sample'),
  };
}

/** Those whose turn it is; dealt evenly, so that no turn is left with one alone. */
function inTurn(figures: readonly SafeFigure[], now: number): readonly SafeFigure[] {
  const turns = Math.ceil(figures.length / IN_TURN);
  if (turns < 2) return figures;
  const each = Math.ceil(figures.length / turns);
  const turn = Math.floor(now / TURN_MS) % turns;
  return figures.slice(turn * each, (turn + 1) * each);
}

function oneFigure(indicator: Indicator, figure: Figure, locale: Locale, words: Words): SafeFigure {
  const { number, unit } = figureText(figure.value, figure, locale);
  const per = indicator.formula.is === 'average' ? `/${words('units:officer')}` : '';
  const { target } = figure;
  return {
    key: indicator.key,
    name: indicator.short[locale],
    number,
    // What is counted is in the name already.
    unit: isMeasured(figure) ? `${words(`units:short.${unit}`)}${per}` : '',
    standing: target ? standingOf(target, figure, locale, words) : '',
  };
}

function isMeasured({ value, unit }: Figure): boolean {
  return value !== null && (unit === 'percent' || unit === 'dong');
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
  const age = freshnessWords(freshness, state.now, {
    wall: (key, values) => words(`wall:${key}`, values),
    age: (key, values) => words(`age:${key}`, values),
  });
  return { age, aged: freshness.kind !== 'fresh' };
}
