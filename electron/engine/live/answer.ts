/** Answers a live query at an instant of the data clock. */
import { formatInstant, type Instant, yearEnd, yearOf, yearStart } from '../../contract/calendar.ts';
import { latestFor, type Reach, unitsWithin } from '../access/index.ts';
import type { Answers, Query } from '../../contract/live.ts';
import type { AlertBoard } from '../../contract/alerts.ts';
import type { TaskBoardAnswer } from '../../contract/taskBoard.ts';
import { type Measures, QuestionError } from '../measures/index.ts';

/** Where answers come from. */
export interface Answering {
  readonly measures: Measures;
  /** Tasks of a unit as they stood. */
  readonly tasks: (unit: string, at: Instant) => TaskBoardAnswer;
  /** Alerts as they stand, or stood, for somebody of that reach. */
  readonly alerts: (query: Extract<Query, { ask: 'alerts' }>, at: Instant, reach: Reach) => AlertBoard;
}

/**
 * The answer as somebody of that reach may see it.
 * @throws QuestionError when the question cannot be answered
 */
export function answer(
  { measures, tasks, alerts }: Answering,
  query: Query,
  at: Instant,
  reach: Reach,
): Answers[Query['ask']] {
  switch (query.ask) {
    case 'values':
      return { at: formatInstant(at), units: measures.valuesOfUnits({ ...query, at }) };
    case 'figures':
      return measures.figures({ ...query, at });
    case 'ranking':
      return measures.ranking({ ...query, at });
    case 'series': {
      const year = yearOf(at) - query.yearsBack;
      const { indicator, unit, step } = query;
      return measures.series({
        indicator,
        unit,
        step,
        from: yearStart(year),
        to: query.yearsBack === 0 ? at : yearEnd(year),
      });
    }
    case 'flows':
      return measures.flows({ ...query, at });
    case 'latest':
      return latestFor(reach, measures.latest({ ...query, at }));
    case 'alerts':
      return alerts(query, at, reach);
    case 'tasks':
      if (!reach.permissions.includes('tasks.read'))
        throw new QuestionError('ask', 'This needs the permission tasks.read; ask whoever manages people.');
      return tasks(query.unit, at);
    case 'units':
      return { units: unitsWithin(reach, measures.units(at)) };
    case 'catalogue':
      return { indicators: measures.catalogue() };
  }
}

/** Units that a query asks about; none for one that is narrowed by who asks it. */
export function unitsOf(query: Query): readonly string[] {
  if (query.ask === 'values') return query.units;
  return 'unit' in query && query.unit !== null ? [query.unit] : [];
}

/**
 * The answer without the instant it was asked for, as text: two answers with the same text say the same
 * thing. (Each tick carries the clock; an answer is not news because a second has passed.)
 */
export function substance(given: Answers[Query['ask']]): string {
  if ('points' in given) {
    const last = given.points.length - 1;
    return JSON.stringify({
      ...given,
      points: given.points.map((point, i) => (i === last ? { value: point.value } : point)),
    });
  }
  return JSON.stringify({ ...given, at: undefined });
}
