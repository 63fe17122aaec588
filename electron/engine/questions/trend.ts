/** A line of values over a period: states at the end of each step, what happens within each step. */
import type { Scalar, Step } from '../../contract/answers.ts';
import {
  DAY_MS,
  dayOf,
  dayStart,
  type Instant,
  yearEnd,
  yearOf,
  yearStart,
} from '../../contract/calendar.ts';
import type { Period, Subject, Words } from '../../contract/questions.ts';
import type { Measures } from '../measures/index.ts';
import { dayText } from '../wording/index.ts';
import { addDays, monthOf, partsOf, weekOf } from './days.ts';
import { difference, endOf, type Measured, tablesOf, together } from './measured.ts';

export interface Point {
  label: Words;
  value: Scalar;
  at: Instant;
}

/** A letter is read instant by instant, an indicator in one pass over the days. */
const POINTS_MOST = { indicator: 400, letter: 60 };
const WIDER: Readonly<Record<Step, Step | null>> = { day: 'week', week: 'month', month: null };

export function trendOf(
  measures: Measures,
  question: { measured: Measured; subject: Subject; unit: string; period: Period; step: Step; now: Instant },
): { step: Step; rows: Point[] } {
  const { measured, subject, unit, period, now } = question;
  const most = subject.of === 'indicator' ? POINTS_MOST.indicator : POINTS_MOST.letter;
  let { step } = question;
  let steps = stepsOf(period, step);
  for (let wider = WIDER[step]; steps.length > most && wider; wider = WIDER[step]) {
    step = wider;
    steps = stepsOf(period, step);
  }
  const ends = steps.map(({ to }) => endOf(to, now));
  const values =
    subject.of === 'indicator' ? series(measures, { key: subject.key, unit, period, step, now }) : null;
  const valueAt = (at: Instant) => readAt(measures, measured, unit, at);
  const rows = steps.map(({ from, to }, i): Point => {
    const at = ends[i] ?? endOf(to, now);
    const value = values?.get(at) ?? valueAt(at);
    return { label: labelOf(step, { from, to }), value: measured.flow ? since(value, from, at) : value, at };
  });
  return { step, rows };

  /** What came since the beginning of a step, which lies in one statistical year. */
  function since(value: Scalar, from: string, at: Instant): Scalar {
    const begin = dayStart(from);
    if (begin === yearStart(yearOf(at))) return value;
    const before = values?.get(begin - 1) ?? valueAt(begin - 1);
    return difference(value, before, measured.decimals);
  }
}

function readAt(measures: Measures, measured: Measured, unit: string, at: Instant): Scalar {
  return together(measured, [
    { tables: tablesOf(measures.measures({ unit, year: yearOf(at), at })), sign: 1n },
  ]);
}

function series(
  measures: Measures,
  { key, unit, period, step, now }: { key: string; unit: string; period: Period; step: Step; now: Instant },
): Map<Instant, Scalar> {
  const answer = measures.series({
    indicator: key,
    unit,
    from: dayStart(period.from),
    to: endOf(period.to, now),
    step,
  });
  return new Map(answer.points.map(({ at, value }) => [Date.parse(at), value]));
}

/** Steps of a period; none crosses the end of a statistical year. */
function stepsOf({ from, to }: Period, step: Step): Period[] {
  const steps: Period[] = [];
  for (let begin = from; begin <= to; ) {
    const { year, month } = partsOf(begin);
    const whole = step === 'day' ? begin : step === 'week' ? weekOf(begin).to : monthOf(year, month).to;
    const yearsLast = dayOf(yearEnd(yearOf(dayStart(begin) + DAY_MS - 1)));
    const end = [whole, yearsLast, to].sort()[0] ?? to;
    steps.push({ from: begin, to: end });
    begin = addDays(end, 1);
  }
  return steps;
}

function labelOf(step: Step, { from, to }: Period): Words {
  if (step === 'month') {
    const { year, month } = partsOf(from);
    const name = `${String(month).padStart(2, '0')}/${year}`;
    return { vi: `tháng ${name}`, en: name };
  }
  if (step === 'day' || from === to) return { vi: dayText(to), en: dayText(to) };
  return { vi: `${dayText(from)}–${dayText(to)}`, en: `${dayText(from)}–${dayText(to)}` };
}
