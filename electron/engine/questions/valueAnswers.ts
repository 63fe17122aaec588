/** One figure, or a few of them held against each other. */
import type { Scalar } from '../../contract/answers.ts';
import { dayOf, dayStart, type Instant, yearOf } from '../../contract/calendar.ts';
import type { Only, Period, Words } from '../../contract/questions.ts';
import { QuestionError } from '../measures/index.ts';
import { dayText, instantText } from '../wording/index.ts';
import {
  type AnsweringParts,
  asOf,
  type Asking,
  figure,
  type Found,
  insistOnParts,
  nameOf,
  type Of,
  onlyWords,
  same,
  whenWords,
} from './answerParts.ts';
import { daysBetween, partsOf } from './days.ts';
import { difference, endOf, growth, isToDate, type Measured, valueIn, valueOnly } from './measured.ts';
import { instantWords } from './periodWords.ts';
import { compared, joined } from './phrasing.ts';
import { standingWords } from './targetSentences.ts';
import { comparedPeriodsWords, comparedUnitsWords, valueWords } from './valueSentences.ts';

export function createValueAnswers({ measures, lexicon }: AnsweringParts) {
  /** The figure of a unit; of cases of one kind, from its parts. */
  async function valueOf(
    { unit, only }: { unit: string; only?: Only | undefined },
    period: Period,
    measured: Measured,
    now: Instant,
  ): Promise<Scalar> {
    if (!only) return valueIn(measures, { measured, unit, period, now });
    const value = await valueOnly(measures, { measured, unit, period, now, only });
    if (value === null || Number(value) === 0) await insistOnParts(measures, unit, endOf(period.to, now));
    return value;
  }

  /** How a figure to date stands against its target, where there is one. */
  function targetOf({ subject, unit, only, period }: Of<'value'>, now: Instant) {
    if (only || subject.of !== 'indicator' || !isToDate(period)) return null;
    const at = endOf(period.to, now);
    const { figures } = measures.figures({ unit, year: yearOf(at), at, indicators: [subject.key] });
    return figures[subject.key]?.target ?? null;
  }

  async function value(query: Of<'value'>, measured: Measured, asking: Asking): Promise<Found> {
    const { unit, period } = query;
    const { now } = asking;
    const found = await valueOf(query, period, measured, now);
    const target = targetOf(query, now);
    const words = valueWords({
      measured,
      unit: nameOf(unit, asking),
      when: whenWords(measured, period, now),
      value: found,
      only: onlyWords(query.only, lexicon),
    });
    return {
      words: joined([words, target && standingWords({ measured, ...target }), asOf(measured, period, now)]),
      figures: [
        figure(measured, { unit, label: measured.name, value: found, at: endOf(period.to, now), target }),
      ],
    };
  }

  /** The figure of an earlier time; nothing where nothing had been recorded, which is no zero to grow from. */
  async function before(
    query: Of<'comparison'>,
    earlier: Period,
    measured: Measured,
    now: Instant,
  ): Promise<Scalar> {
    try {
      const { cases } = measures.measures({ unit: query.unit, at: endOf(earlier.to, now) });
      return cases.A === 0 ? null : await valueOf(query, earlier, measured, now);
    } catch (error) {
      // The unit was not there then.
      if (error instanceof QuestionError) return null;
      throw error;
    }
  }

  async function comparedPeriods(
    query: Of<'comparison'>,
    earlier: Period,
    measured: Measured,
    asking: Asking,
  ): Promise<Found> {
    const { now } = asking;
    const then = sameTimeOfDay(query.period, earlier, now);
    const here = {
      label: whenWords(measured, query.period, now),
      value: await valueOf(query, query.period, measured, now),
    };
    const there = {
      label: then === now ? whenWords(measured, earlier, now) : thenWords(measured, earlier, then),
      value: await before(query, earlier, measured, then),
    };
    const words = comparedPeriodsWords({
      measured,
      unit: nameOf(query.unit, asking),
      only: onlyWords(query.only, lexicon),
      now: here,
      then: there,
      difference: difference(here.value, there.value, measured.decimals),
      growth: growth(here.value, there.value),
    });
    return {
      words: joined([words, asOf(measured, query.period, now)]),
      figures: [
        figure(measured, { unit: query.unit, ...here, at: endOf(query.period.to, now) }),
        figure(measured, { unit: query.unit, ...there, at: endOf(earlier.to, then) }),
      ],
    };
  }

  async function comparedUnits(
    query: Of<'comparison'>,
    others: readonly string[],
    measured: Measured,
    asking: Asking,
  ): Promise<Found> {
    const { now } = asking;
    const rows: Found['figures'] = [];
    for (const unit of new Set([query.unit, ...others])) {
      const found = await valueOf({ ...query, unit }, query.period, measured, now);
      const label = same(nameOf(unit, asking));
      rows.push(figure(measured, { unit, label, value: found, at: endOf(query.period.to, now) }));
    }
    const known = rows.flatMap(({ value: found }) => (found === null ? [] : [found])).sort(compared);
    const words = comparedUnitsWords({
      measured,
      when: whenWords(measured, query.period, now),
      rows,
      spread: difference(known.at(-1) ?? null, known[0] ?? null, measured.decimals),
    });
    return { words: joined([words, asOf(measured, query.period, now)]), figures: rows };
  }

  return { value, comparedPeriods, comparedUnits };
}

/**
 * Today is not over: what it is held against ends at the same time of day, if it is as long or ends on the same date.
 * @returns the instant that is now in the earlier period
 */
function sameTimeOfDay(period: Period, earlier: Period, now: Instant): Instant {
  const today = dayOf(now);
  const alike =
    partsOf(earlier.to).date === partsOf(today).date ||
    daysBetween(earlier.from, earlier.to) === daysBetween(period.from, period.to);
  if (period.to !== today || earlier.to >= today || !alike) return now;
  return dayStart(earlier.to) + (now - dayStart(today));
}

function thenWords(measured: Measured, earlier: Period, then: Instant): Words {
  if (!measured.flow) return instantWords(earlier, then);
  const until = instantText(then);
  if (earlier.from === earlier.to)
    return {
      vi: `trong ngày ${dayText(earlier.to)} đến ${until.slice(0, 5)}`,
      en: `on ${dayText(earlier.to)} until ${until.slice(0, 5)}`,
    };
  return {
    vi: `từ ${dayText(earlier.from)} đến ${until}`,
    en: `from ${dayText(earlier.from)} until ${until}`,
  };
}
