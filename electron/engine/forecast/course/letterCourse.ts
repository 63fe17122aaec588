/** Courses of the letters of the tables, as a forecast is made of them. */
import type { Instant } from '../../../contract/calendar.ts';
import { yearStart } from '../../../contract/calendar.ts';
import type { Formula, Quantity } from '../../../contract/indicators.ts';
import type { LaidStep } from './steps.ts';
import { pooledRates } from './pooled.ts';

/** Letters that say how many are in a state, and do not begin anew with the year. */
const STANDING: ReadonlySet<string> = new Set(['I', 'P', 'S', 'O', 'H', 'R', 'K', 'N']);

/** Whether a letter tells a state. */
export function isStanding({ letter }: Quantity): boolean {
  return STANDING.has(letter);
}

/** Letters of what comes: of others a day or a week has no figure of its own. */
const COMING: ReadonlySet<string> = new Set(['C', 'D', 'E', 'J', 'Q', 'U', 'X']);

/** Whether an indicator counts what came in a time. */
export function countsWhatCame(formula: Formula): formula is Extract<Formula, { is: 'quantity' }> {
  return formula.is === 'quantity' && COMING.has(formula.quantity.letter);
}

/** What a letter is read from. */
export interface LetterReading {
  /** Whether anything was known of the unit by then. */
  known(at: Instant): boolean;
  /** The value of the letter; `null` where it is not known. */
  value(at: Instant): number | null;
}

export interface LetterCourse {
  readonly steps: readonly LaidStep[];
  /** At the end of each step. */
  readonly ends: readonly number[];
  /** Per working day; standing, the same as `ends`. */
  readonly values: readonly number[];
  /** What the year of each step began with. */
  readonly openings: readonly number[];
}

/** Instants that the courses of letters are read at; the last is the beginning of the year that is told. */
export function instantsOf(steps: readonly LaidStep[], year: number): Instant[] {
  const openings = steps.map((step) => yearStart(step.year));
  return [...new Set([...openings, ...steps.map(({ end }) => end), yearStart(year)])].sort((a, b) => a - b);
}

/**
 * The course of a letter, a state or what comes, from the first step on from which it is known without a gap.
 * @returns `negative` for one of which more was taken back than came
 */
export function letterCourse(
  standing: boolean,
  steps: readonly LaidStep[],
  reading: LetterReading,
): LetterCourse | 'negative' {
  const known: { step: LaidStep; end: number; opening: number }[] = [];
  for (const step of steps.toReversed()) {
    if (!reading.known(step.end)) break;
    const end = reading.value(step.end);
    const opening = reading.value(yearStart(step.year));
    if (end === null || opening === null) break;
    known.unshift({ step, end, opening });
  }
  const kept = known.map(({ step }) => step);
  const ends = known.map(({ end }) => end);
  const openings = known.map(({ opening }) => opening);
  if (standing) return ends.some((v) => v < 0) ? 'negative' : { steps: kept, ends, values: ends, openings };
  // What came in a step that begins in the middle of a year is told by the step before it, which the first one has not.
  const first = kept[0];
  const skip = first && first.from !== yearStart(first.year) ? 1 : 0;
  const came = ends.slice(skip).map((end, i) => {
    const [step, before] = [kept[i + skip], kept[i + skip - 1]];
    return (
      end - (before && before.year === step?.year ? (ends[i + skip - 1] ?? 0) : (openings[i + skip] ?? 0))
    );
  });
  const rates = pooledRates(
    came,
    kept.slice(skip).map(({ workdays }) => workdays),
  );
  if (rates === null) return 'negative';
  return {
    steps: kept.slice(skip),
    ends: ends.slice(skip),
    values: rates,
    openings: openings.slice(skip),
  };
}
