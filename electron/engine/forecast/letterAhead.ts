/** A letter of the table ahead: its course up to the origin, and what the rules say of it. */
import type { Step } from '../../contract/answers.ts';
import { type Instant, yearStart } from '../../contract/calendar.ts';
import type { Quantity } from '../../contract/indicators.ts';
import { FEWEST_STEPS } from './ahead/backTest.ts';
import { type Component, componentAhead } from './ahead/component.ts';
import { isStanding, type LetterCourse, letterCourse, type LetterReading } from './course/letterCourse.ts';
import type { LaidStep } from './course/steps.ts';

/** Values in a cycle of seasons, and steps in a quarter of a year. Days have the week; of weeks three years are needed. */
const CYCLE: Readonly<Record<Step, { period: number; quarter: number }>> = {
  day: { period: 5, quarter: 60 },
  week: { period: 52, quarter: 13 },
  month: { period: 12, quarter: 3 },
};

export interface NoOutlook {
  readonly reason: 'too_short' | 'no_value' | 'negative';
  readonly known: number;
  readonly needed: number;
}

export interface UnitCourse {
  readonly step: Step;
  /** Whole steps up to the origin, and those ahead until the year ends. */
  readonly steps: readonly LaidStep[];
  readonly ahead: readonly LaidStep[];
  /** Days on which levels may have jumped. */
  readonly shifts: readonly Instant[];
  reading(quantity: Quantity): LetterReading;
}

export interface Ahead {
  readonly course: LetterCourse;
  readonly component: Component;
  /** Whether it is a state, and does not begin anew with the year. */
  readonly standing: boolean;
  /** What a sum of the year stands at when the first step ahead begins; 0 of a state. */
  readonly from: number;
}

export function letterAhead(unit: UnitCourse, quantity: Quantity): Ahead | NoOutlook {
  const { of } = quantity;
  return courseAhead(unit, { reading: unit.reading(quantity), standing: isStanding(quantity), of });
}

/** What is left of a whole beside a part of it, ahead: a state. */
export function restAhead(unit: UnitCourse, whole: Quantity, part: Quantity): Ahead | NoOutlook {
  const [all, some] = [unit.reading(whole), unit.reading(part)];
  const value = (at: Instant) => {
    const [a, b] = [all.value(at), some.value(at)];
    return a === null || b === null ? null : Math.max(0, a - b);
  };
  return courseAhead(unit, { reading: { known: all.known, value }, standing: true, of: whole.of });
}

function courseAhead(
  unit: UnitCourse,
  { reading, standing, of }: { reading: LetterReading; standing: boolean; of: Quantity['of'] },
): Ahead | NoOutlook {
  const none = (reason: NoOutlook['reason'], known: number): NoOutlook => ({
    reason,
    known,
    needed: FEWEST_STEPS,
  });
  const last = unit.steps.at(-1);
  if (!last || !reading.known(last.end)) return none('too_short', 0);
  const course = letterCourse(standing, unit.steps, reading);
  if (course === 'negative') return none('negative', unit.steps.length);
  if (course.ends.length === 0) return none('no_value', 0);
  const { period, quarter } = CYCLE[unit.step];
  const component = componentAhead(
    {
      values: course.values,
      steps: course.steps,
      standing,
      of,
      period: unit.step === 'day' || course.steps.length >= 3 * period ? period : 1,
      quarter,
      shifts: unit.shifts,
      yearly: unit.step !== 'day',
    },
    unit.ahead,
  );
  if (!component) return none('too_short', course.steps.length);
  return { course, component, standing, from: standing ? 0 : startOf(unit, course, reading) };
}

/** What a sum of the year stands at when the first step ahead begins. */
function startOf({ steps, ahead }: UnitCourse, course: LetterCourse, reading: LetterReading): number {
  const [first] = ahead;
  if (first && first.year !== steps.at(-1)?.year) return reading.value(yearStart(first.year)) ?? 0;
  return course.ends.at(-1) ?? 0;
}
