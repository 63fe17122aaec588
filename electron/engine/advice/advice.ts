/** What bears on a decision about an indicator that may miss its target: queries that are always worth asking, answered together. */
import type { UnitNode } from '../../contract/answers.ts';
import { dayOf, type Instant, yearOf, yearStart } from '../../contract/calendar.ts';
import type { AdviceAnswer } from '../../contract/forecasts.ts';
import type { Query, RANKED_LEVELS } from '../../contract/questions.ts';
import type { Reach } from '../access/index.ts';
import type { Questions } from '../questions/index.ts';

type Level = (typeof RANKED_LEVELS)[number];
const UNITS_NAMED = 3;

export interface AdviceParts {
  readonly questions: Questions;
  readonly units: (at: Instant) => readonly UnitNode[];
}

/**
 * How it stands against its target, where it is heading, how it was a year ago, who is furthest behind and who ahead, and what
 * tasks stand: each as the engine answers it, and left out where it has no answer.
 */
export async function adviceOn(
  { questions, units }: AdviceParts,
  { indicator, unit, at }: { indicator: string; unit: string; at: Instant },
  reach: Reach,
): Promise<AdviceAnswer> {
  const answers = await Promise.all(
    queriesOn(indicator, unit, at, levelBelow(unit, units(at))).map((query) =>
      questions.ask({ query }, reach, at),
    ),
  );
  return {
    sentences: answers.flatMap((answer) =>
      answer.outcome === 'answered' ? [{ query: answer.query, words: answer.words }] : [],
    ),
  };
}

function queriesOn(key: string, unit: string, at: Instant, level: Level | null): Query[] {
  const subject = { of: 'indicator', key } as const;
  const year = yearOf(at);
  const period = { from: dayOf(yearStart(year)), to: dayOf(at) };
  const before = { from: dayOf(yearStart(year - 1)), to: aYearBefore(period.to) };
  const ranking = (order: 'lowest' | 'highest'): Query[] =>
    level === null ? [] : [{ kind: 'ranking', subject, unit, level, period, order, limit: UNITS_NAMED }];
  return [
    { kind: 'target', subject, unit, period, level: null },
    { kind: 'forecast', subject, unit },
    { kind: 'comparison', subject, unit, period, with: { by: 'period', period: before } },
    ...ranking('lowest'),
    ...ranking('highest'),
    { kind: 'task', unit },
    { kind: 'alert', unit },
  ];
}

/** The level of most units right below, where they can be ranked. */
function levelBelow(unit: string, units: readonly UnitNode[]): Level | null {
  const below = units.filter(({ parent }) => parent === unit);
  const count = (level: Level) => below.filter((one) => one.level === level).length;
  const [most] = (['region', 'province', 'room'] as const)
    .filter((level) => count(level) > 1)
    .sort((a, b) => count(b) - count(a));
  return most ?? null;
}

/** The same day of the year before; of 29 February, the day before. */
function aYearBefore(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(year) - 1}-${month}-${month === '02' && date === '29' ? '28' : date}`;
}
