/** Which of the charts there are fits a course of figures. */
import { DAY_MS, yearEnd, yearOf } from '../../../electron/contract/calendar.ts';
import type { AnswerFigure } from '../../../electron/contract/questions.ts';
import { yearLines, type YearLines } from '../../charts/index.ts';
import { toNumber } from '../../ui/index.ts';

type Course =
  | { readonly as: 'year'; readonly lines: YearLines }
  | { readonly as: 'short'; readonly values: readonly (number | null)[] };

/** Shorter than this it would be a stub in the picture of a year. */
const YEAR_FROM = 60 * DAY_MS;

/** A year, or a year over the one before; a short stretch as a line without axes; `null` where neither tells the truth. */
export function courseOf(figures: readonly Pick<AnswerFigure, 'at' | 'value'>[]): Course | null {
  const first = figures[0];
  const last = figures.at(-1);
  if (!first || !last || figures.length < 3) return null;
  if (Date.parse(last.at) - Date.parse(first.at) < YEAR_FROM)
    return { as: 'short', values: figures.map(({ value }) => toNumber(value)) };
  const year = yearOf(Date.parse(last.at));
  const of = (wanted: number) => figures.filter(({ at }) => yearOf(Date.parse(at)) === wanted);
  const [now, before] = [of(year), of(year - 1)];
  if (now.length + before.length < figures.length) return null;
  // A year that is over stands as one: there is no room left for a name at the end of a running line.
  const over = before.length === 0 && Date.parse(last.at) >= yearEnd(year) - DAY_MS;
  const lines = over ? yearLines([], now) : yearLines(now, before);
  return lines && { as: 'year', lines };
}
