import type { Instant } from '../../contract/calendar.ts';

/** A question that cannot be answered names the field at fault and the remedy. */
export class QuestionError extends Error {
  readonly field: string;
  constructor(field: string, detail: string) {
    super(detail);
    this.field = field;
  }
}

/** The refusal of a question about a unit that is not there at its instant. */
export function notThere(unit: string): QuestionError {
  return new QuestionError(
    'unit',
    `There is no unit "${unit}" at that instant: ask /units for those there are.`,
  );
}

export interface Question {
  unit: string;
  /** Statistical year; left out, the year of `at`. */
  year?: number | undefined;
  at: Instant;
}
