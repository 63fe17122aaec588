/** Units below a unit: ranked, listed, or held against their targets. */
import type { UnitNode } from '../../contract/answers.ts';
import { dayOf, yearOf } from '../../contract/calendar.ts';
import type { AnswerFigure, Period } from '../../contract/questions.ts';
import {
  type AnsweringParts,
  asOf,
  type Asking,
  figure,
  type Found,
  NoAnswer,
  nameOf,
  type Of,
  same,
  whenWords,
} from './answerParts.ts';
import { endOf, type Measured, valueIn } from './measured.ts';
import { RANKED_LEVELS } from '../../contract/questions.ts';
import { compared, joined } from './phrasing.ts';
import { againstTargetsWords, targetWords } from './targetSentences.ts';
import { positionWords, rankingWords } from './unitSentences.ts';

type Level = (typeof RANKED_LEVELS)[number];

export function createUnitAnswers({ measures }: AnsweringParts) {
  function valuesBelow(
    { unit: top, period }: { unit: string; period: Period },
    level: Level,
    measured: Measured,
    asking: Asking,
  ): AnswerFigure[] {
    const { now } = asking;
    return unitsBelow(top, level, asking).map(({ unit, name }) =>
      figure(measured, {
        unit,
        label: same(name),
        value: valueIn(measures, { measured, unit, period, now }),
        at: endOf(period.to, now),
      }),
    );
  }

  function ranking(query: Of<'ranking'>, measured: Measured, asking: Asking): Found {
    const all = valuesBelow(query, query.level, measured, asking);
    const { bound, limit, period } = query;
    const sign = query.order === 'highest' ? -1 : 1;
    const sorted = all
      .filter(({ value }) => value !== null)
      .filter(
        ({ value }) =>
          !bound || (bound.is === 'above' ? Number(value) > bound.value : Number(value) < bound.value),
      )
      .sort((a, b) => sign * compared(a.value, b.value));
    if (all.length === 0 || (sorted.length === 0 && !bound)) throw new NoAnswer('no_data');
    if (query.of !== undefined) return position(query, query.of, { sorted, measured, asking });
    const rows = sorted.slice(0, limit ?? undefined);
    const last = rows.at(-1);
    const words = rankingWords({
      measured,
      unit: nameOf(query.unit, asking),
      when: whenWords(measured, period, asking.now),
      query,
      rows,
      all: all.length,
      tied: last
        ? sorted.slice(rows.length).filter(({ value }) => compared(value, last.value) === 0).length
        : 0,
    });
    return { words: joined([words, asOf(measured, period, asking.now)]), figures: rows };
  }

  /** Where one unit stands among the others: level ones share the better place. */
  function position(
    query: Of<'ranking'>,
    unit: string,
    { sorted, measured, asking }: { sorted: readonly AnswerFigure[]; measured: Measured; asking: Asking },
  ): Found {
    const own = sorted.find((row) => row.unit === unit);
    const [first] = sorted;
    const last = sorted.at(-1);
    if (!own || !first || !last) throw new NoAnswer('no_data');
    const words = positionWords({
      measured,
      when: whenWords(measured, query.period, asking.now),
      order: query.order,
      place: sorted.findIndex(({ value }) => compared(value, own.value) === 0) + 1,
      all: sorted.length,
      ...{ own, first, last },
    });
    return { words: joined([words, asOf(measured, query.period, asking.now)]), figures: [...sorted] };
  }

  /** What stands directly below: provinces, or regional offices and rooms side by side. */
  function listed(query: Of<'breakdown'>, measured: Measured, asking: Asking): AnswerFigure[] {
    const levels = RANKED_LEVELS.filter((level) => unitsBelow(query.unit, level, asking).length > 0);
    const shown = levels[0] === 'province' ? levels.slice(0, 1) : levels;
    return shown.flatMap((level) => valuesBelow(query, level, measured, asking));
  }

  function target(query: Of<'target'>, measured: Measured, asking: Asking): Found {
    const key = keyOf(query);
    const at = endOf(query.period.to, asking.now);
    const own = measures.figures({ unit: query.unit, at, indicators: [key] }).figures[key];
    if (!own?.target) throw new NoAnswer('no_data');
    const words = targetWords({
      measured,
      unit: nameOf(query.unit, asking),
      day: dayOf(at),
      year: yearOf(at),
      value: own.value,
      target: own.target,
    });
    const told = figure(measured, {
      unit: query.unit,
      label: measured.name,
      value: own.value,
      at,
      target: own.target,
    });
    return { words: joined([words, asOf({ flow: true }, query.period, asking.now)]), figures: [told] };
  }

  function against(query: Of<'target'>, level: Level, measured: Measured, asking: Asking): Found {
    const key = keyOf(query);
    const at = endOf(query.period.to, asking.now);
    const { rows } = measures.ranking({ unit: query.unit, at, level, indicators: [key] });
    const all = rows.flatMap(({ unit, name, values }) => {
      const own = values[key];
      return own?.target && asking.reach.covers(unit)
        ? [{ unit, name, value: own.value, target: own.target }]
        : [];
    });
    if (all.length === 0) throw new NoAnswer('no_data');
    const meets = ({ target: { status } }: (typeof all)[number]) => status === 'met';
    const shown = all

      .filter((one) => one.target.status !== null && meets(one) === (query.show === 'met'))
      .sort((a, b) => Number(a.value) - a.target.toDate - (Number(b.value) - b.target.toDate));
    const words = againstTargetsWords({
      measured,
      unit: nameOf(query.unit, asking),
      day: dayOf(at),
      rows: shown.map(({ name, value, target: { toDate } }) => ({ label: same(name), value, toDate })),
      all: all.length,
      met: query.show === 'met',
    });
    return {
      words: joined([words, asOf({ flow: true }, query.period, asking.now)]),
      figures: shown.map(({ name, ...told }) => figure(measured, { ...told, label: same(name), at })),
    };
  }

  return { ranking, listed, target, against };
}

/** Targets are of indicators. */
function keyOf({ subject }: Of<'target'>): string {
  if (subject.of !== 'indicator') throw new NoAnswer('no_data');
  return subject.key;
}

/** Units of a level anywhere below a unit, as far as the asker sees. */
function unitsBelow(top: string, level: Level, { units, reach }: Asking): UnitNode[] {
  const parts = Map.groupBy(units, ({ parent }) => parent);
  const below = new Set([top]);
  for (const key of below) for (const { unit } of parts.get(key) ?? []) below.add(unit);
  return units.filter(
    (node) => node.unit !== top && node.level === level && below.has(node.unit) && reach.covers(node.unit),
  );
}
