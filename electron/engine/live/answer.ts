/** Answers a live query at an instant of the data clock. */
import { formatInstant, type Instant, yearEnd, yearOf, yearStart } from '../../contract/calendar.ts';
import type { Holiday } from '../../contract/holidays.ts';
import type { ForecastAnswer } from '../../contract/forecasts.ts';
import { latestFor, mayReadCases, type Reach, reachOf, unitsWithin, wordsWithout } from '../access/index.ts';
import type { Answers, Query } from '../../contract/live.ts';
import type { AlertBoard } from '../../contract/alerts.ts';
import type { QuestionAnswer } from '../../contract/questions.ts';
import type { ImageAnswer } from '../../contract/images.ts';
import type { MapReading } from '../maps/index.ts';
import type { TaskBoardAnswer } from '../../contract/taskBoard.ts';
import { type Measures, QuestionError } from '../measures/index.ts';
import type { Later } from './later.ts';

/** What is answered by others, and takes its time. */
export interface Asked {
  forecast(question: {
    unit: string;
    indicator: string;
    step: 'day' | 'week' | 'month';
    at: Instant;
  }): Promise<ForecastAnswer>;
  question(text: string, reach: Reach, at: Instant): Promise<QuestionAnswer>;
}

/** Where answers come from. */
export interface Answering {
  readonly measures: Measures;
  readonly maps: MapReading;
  /** A picture; the same object while nothing of it changed. */
  readonly image: (id: string) => ImageAnswer;
  /** Public holidays, in order. */
  readonly holidays: () => readonly Holiday[];
  /** Tasks of a unit as they stood. */
  readonly tasks: (unit: string, at: Instant) => TaskBoardAnswer;
  /** Alerts as they stand, or stood, for somebody of that reach. */
  readonly alerts: (query: Extract<Query, { ask: 'alerts' }>, at: Instant, reach: Reach) => AlertBoard;
  readonly asked: Asked;
}

const WORKING = { outcome: 'working' } as const;
type Answer = Answers[Query['ask']];

/**
 * The answer as somebody of that reach may see it; one that takes long comes later, and leaves turns to everything else.
 * @throws QuestionError when the question cannot be answered
 */
export function answer(
  { measures, maps, image, holidays, tasks, alerts, asked, later }: Answering & { readonly later: Later },
  query: Query,
  at: Instant,
  reach: Reach,
): Answer | Promise<Answer> {
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
    case 'trends':
      return measures.trends({ ...query, at });
    case 'measures':
      return measures.measures({ ...query, at });
    case 'distribution':
      if (query.by === 'officer' && !mayReadCases(reach))
        throw new QuestionError('by', wordsWithout('cases.read'));
      return measures.distribution({ ...query, at });
    case 'flows':
      return measures.flows({ ...query, at });
    case 'map':
      return { unit: query.unit, pack: maps.inForce(query.unit) };
    case 'focus':
      return { unit: query.unit, focus: maps.focus(query.unit, at) };
    case 'streets':
      return { streets: maps.streets() };
    case 'image':
      return image(query.image);
    case 'latest':
      return latestFor(reach, measures.latest({ ...query, at }));
    case 'alerts':
      return alerts(query, at, reach);
    case 'forecast': {
      const { unit, indicator, step } = query;
      if (!measures.catalogue().some(({ key }) => key === indicator)) throw noIndicator(indicator);
      // A unit that is not there is refused at once, and not when somebody has tried.
      measures.values({ unit, at, indicators: [] });
      const key = JSON.stringify(query);
      return later.answer(key, at, () => asked.forecast({ unit, indicator, step, at })) ?? WORKING;
    }
    case 'question': {
      const { unit, text } = query;
      // As somebody of that unit: who put it on a wall may see less of the figures than the wall.
      const permissions = [...reach.permissions];
      const asUnit = reachOf({ kind: 'program', tokenId: 0, place: unit, permissions }, () =>
        measures.units(at),
      );
      const key = JSON.stringify([query, permissions]);
      return later.answer(key, at, () => asked.question(text, asUnit, at)) ?? WORKING;
    }
    case 'tasks':
      if (!reach.permissions.includes('tasks.read'))
        throw new QuestionError('ask', 'This needs the permission tasks.read; ask whoever manages people.');
      return tasks(query.unit, at);
    case 'units':
      return { units: unitsWithin(reach, measures.units(at)) };
    case 'holidays':
      return { days: [...holidays()] };
    case 'catalogue':
      return { indicators: measures.catalogue() };
  }
}

function noIndicator(key: string): QuestionError {
  return new QuestionError('indicator', `There is no indicator "${key}": ask /indicators for the catalogue.`);
}

/** Whether an answer depends on what somebody is permitted, beside their place. */
export function isByPermission({ ask }: Query): boolean {
  return ask === 'latest' || ask === 'distribution' || ask === 'tasks' || ask === 'question';
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
export function substance(given: Answer): string {
  // A map is known by its number: it never changes, and is long.
  if ('pack' in given) return `${given.unit} ${given.pack?.id ?? ''}`;
  // So is a picture, by what is in it, beside the words that describe it.
  if ('picture' in given) return `${given.image} ${JSON.stringify(given.picture?.words ?? null)}`;
  if ('points' in given) {
    const last = given.points.length - 1;
    return JSON.stringify({
      ...given,
      points: given.points.map((point, i) => (i === last ? { value: point.value } : point)),
    });
  }
  return JSON.stringify({ ...given, at: undefined });
}
