/** Answers a query from the engine's figures, as far as the asker sees. */
import { dayOf, dayStart, formatInstant, type Instant, yearOf } from '../../contract/calendar.ts';
import type { AnswerData, Period, Query, QuestionAnswer } from '../../contract/questions.ts';
import { QuestionError } from '../measures/index.ts';
import { ProblemError } from '../problems/index.ts';
import {
  type AnsweringParts,
  type Asking,
  figure,
  type Figured,
  type Found,
  NoAnswer,
  nameOf,
} from './answerParts.ts';
import { answerBeyond, isBeyond } from './beyondAnswers.ts';
import { createBreakdownAnswers } from './breakdownAnswers.ts';
import { definitionWords } from './definitions.ts';
import { endOf, type Measured, measuredOf, YEARS_MOST } from './measured.ts';
import { cannot } from './outcomes.ts';
import { NATURES, STEP, sourcesWords } from './fixedWords.ts';
import { joined } from './phrasing.ts';
import { trendWords } from './valueSentences.ts';
import { trendOf } from './trend.ts';
import { createUnitAnswers } from './unitAnswers.ts';
import { createValueAnswers } from './valueAnswers.ts';

/** @throws ProblemError naming the subject of a query that the catalogue does not have */
export function createAnswering(
  parts: AnsweringParts,
): (query: Query, asking: Asking) => Promise<QuestionAnswer> {
  const { measures, lexicon, sources } = parts;
  const values = createValueAnswers(parts);
  const units = createUnitAnswers(parts);
  const breakdown = createBreakdownAnswers(parts);

  async function find(query: Figured, measured: Measured, asking: Asking): Promise<Found> {
    switch (query.kind) {
      case 'value':
        return values.value(query, measured, asking);
      case 'comparison':
        return query.with.by === 'period'
          ? values.comparedPeriods(query, query.with.period, measured, asking)
          : values.comparedUnits(query, query.with.units, measured, asking);
      case 'ranking':
        return units.ranking(query, measured, asking);
      case 'breakdown': {
        const listed = query.by === 'unit' && !query.only ? units.listed(query, measured, asking) : null;
        return breakdown(query, measured, asking, listed);
      }
      case 'trend':
        return trend(query, measured, asking);
      case 'target':
        return query.level === null
          ? units.target(query, measured, asking)
          : units.against(query, query.level, measured, asking);
    }
  }

  function trend(query: Extract<Query, { kind: 'trend' }>, measured: Measured, asking: Asking): Found {
    const { step, rows } = trendOf(measures, { ...query, measured, now: asking.now });
    const unit = nameOf(query.unit, asking);
    return {
      words: trendWords({ measured, unit, step: STEP[step], rows }),
      figures: rows.map((row) => figure(measured, { unit: query.unit, ...row })),
    };
  }

  function dataOf(query: Figured, { units: all, now }: Asking): AnswerData {
    const nature = all.find(({ unit }) => unit === query.unit)?.nature ?? 'operational';
    return {
      at: formatInstant(endOf(query.period.to, now)),
      nature,
      sources: sources()
        .filter((source) => source.nature === nature)
        .map(({ id, name, heardAt }) => ({ id, name, heardAt })),
    };
  }

  return async (asked, asking) => {
    const query = untilNow(asked, asking.now);
    if (query === null) return cannot('future', asked);
    // Not theirs and not there are told alike.
    const known = new Set(asking.units.map(({ unit }) => unit));
    if (unitsOf(query).some((unit) => !known.has(unit) || !asking.reach.covers(unit)))
      return cannot('unknown_unit', null);
    if (isBeyond(query)) return answerBeyond(query, parts, asking);
    const measured = measuredOf(query.subject, measures.catalogue(), lexicon);
    if (!measured)
      throw new ProblemError(400, 'There is no such indicator: ask /indicators for the catalogue.', {
        field: 'query.subject.key',
      });
    if (query.kind === 'definition')
      return {
        outcome: 'answered',
        query,
        words: definitionWords(measured, lexicon),
        figures: [],
        ignored: [],
        data: null,
      };
    if (periodsOf(query).some(tooLong)) return cannot('no_data', query);
    try {
      const { words, figures } = await find(query, measured, asking);
      const data = dataOf(query, asking);
      const named = data.sources.map(({ name }) => name);
      const told = joined([words, sourcesWords(named, NATURES[data.nature])]);
      return { outcome: 'answered', query, words: told, figures, ignored: [], data };
    } catch (error) {
      if (error instanceof NoAnswer) return cannot(error.reason, query);
      if (error instanceof QuestionError) return cannot('no_data', query);
      throw error;
    }
  };
}

/** The query with its periods ended now; `null` where they lie ahead. */
function untilNow(query: Query, now: Instant): Query | null {
  if (!('period' in query)) return query;
  const today = dayOf(now);
  if (periodsOf(query).some(({ from }) => from > today)) return null;
  const cut = ({ from, to }: Period): Period => ({ from, to: to > today ? today : to });
  const period = cut(query.period);
  if (query.kind !== 'comparison' || query.with.by !== 'period') return { ...query, period };
  return { ...query, period, with: { by: 'period', period: cut(query.with.period) } };
}

function periodsOf(query: Figured | Extract<Query, { kind: 'anomaly' }>): Period[] {
  return query.kind === 'comparison' && query.with.by === 'period'
    ? [query.period, query.with.period]
    : [query.period];
}

function unitsOf(query: Query): string[] {
  if (query.kind === 'definition') return [];
  if (query.kind === 'ranking' && query.of !== undefined) return [query.unit, query.of];
  const others = query.kind === 'comparison' && query.with.by === 'units' ? query.with.units : [];
  return [query.unit, ...others];
}

function tooLong({ from, to }: Period): boolean {
  return yearOf(dayStart(to)) - yearOf(dayStart(from)) >= YEARS_MOST;
}
