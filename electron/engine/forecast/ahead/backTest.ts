/** What every rule would have said at earlier origins, held against what came. */
import type { Instant } from '../../../contract/calendar.ts';
import type { Quantity } from '../../../contract/indicators.ts';
import { levelled } from '../course/shifts.ts';
import type { LaidStep } from '../course/steps.ts';
import { calmed, type Known, naivePace, RULES, type RuleName, SAY } from './rules.ts';

/** Origins lie so many steps before the end. */
const BACK = [3, 6, 9, 13, 17, 22, 27, 33, 39];
/** An origin needs so many steps before it; a course so many more, or nothing is known of its error. */
const FEWEST_KNOWN = 18;
export const FEWEST_STEPS = FEWEST_KNOWN + 6;

export interface Course {
  /** Per working day or, standing, at the end of each step. */
  readonly values: readonly number[];
  readonly steps: readonly LaidStep[];
  readonly standing: boolean;
  /** What is counted. */
  readonly of: Quantity['of'];
  readonly period: number;
  readonly quarter: number;
  /** Whether it is looked ahead so far that the time of the year matters. */
  readonly yearly: boolean;
  /** Days on which its level may have jumped. */
  readonly shifts: readonly Instant[];
}

/** One origin, what came after it, and what was said: sums over the steps from the origin on, or levels. */
export interface Origin {
  /** Steps known at the origin. */
  readonly known: number;
  readonly came: readonly number[];
  readonly naive: readonly number[];
  readonly said: ReadonlyMap<RuleName, readonly number[]>;
}

/** What is known of a course up to an origin, at the level that it has there. */
export function knownAt(course: Course, known: number, ahead: readonly LaidStep[]): Known {
  const steps = course.steps.slice(0, known);
  const raw = course.values.slice(0, known);
  const values = course.standing ? raw : levelled(raw, steps, course.shifts);
  return {
    values,
    calm: course.standing ? values : calmed(values, steps),
    steps,
    ahead,
    period: course.period,
    quarter: course.quarter,
    standing: course.standing,
  };
}

/** Sums over steps ahead of what comes a working day; levels stay what they are. */
export function summed(said: readonly number[], ahead: readonly LaidStep[], standing: boolean): number[] {
  if (standing) return [...said];
  let sum = 0;
  return said.map((rate, i) => (sum += rate * (ahead[i]?.workdays ?? 0)));
}

export function backTest(course: Course): Origin[] {
  const all = course.steps.length;
  return BACK.filter((back) => all - back >= FEWEST_KNOWN).map((back) => {
    const known = all - back;
    const ahead = course.steps.slice(known);
    const from = knownAt(course, known, ahead);
    const sums = (said: readonly number[]) => summed(said, ahead, course.standing);
    const said = new Map<RuleName, readonly number[]>();
    for (const name of RULES) {
      const one = SAY[name](from, false);
      if (one) said.set(name, sums(one));
    }
    return {
      known,
      came: sums(course.values.slice(known)),
      naive: sums(naivePace(from)),
      said,
    };
  });
}
