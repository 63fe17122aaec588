import { type Instant, yearStart } from '../../contract/calendar.ts';
import type { CaseState } from '../../contract/events.ts';
import { type Segment, stateAt, type Version } from './timeline.ts';

/** What counts of a case version. `due`, `done`: whole đồng. */
export interface CaseVersion extends Version {
  unit: number;
  /** First instant of the day of acceptance. */
  accepted: Instant;
  due: number;
  done: number;
  state: CaseState;
}

/** Letters that count the states of a case; each case of A is in exactly one of them. */
export type StateLetter = 'D' | 'E' | 'J' | 'I' | 'P' | 'S' | 'O' | 'H' | 'R';

/** The letter that counts a state. */
export const LETTER: Record<CaseState, StateLetter> = {
  in_progress: 'I',
  postponed: 'P',
  suspended: 'S',
  eligible_other: 'O',
  not_eligible: 'H',
  set_aside: 'R',
  completed: 'J',
  discontinued: 'J',
  entrusted_out: 'D',
  withdrawn: 'E',
};

/** States that end a case. */
export const ENDED: ReadonlySet<CaseState> = new Set([
  'completed',
  'discontinued',
  'entrusted_out',
  'withdrawn',
]);

/** How a case of A stands in a year: how it came in, the letter it is in, and w, p, r in whole đồng. */
export interface CaseStanding {
  intake: 'B' | 'C';
  letter: StateLetter;
  w: number;
  p: number;
  r: number;
}

/**
 * How a case stands whose state is `state` and was `atYearStart` when the year began; `undefined` if it is none of A.
 * w = `due` − `done` before the year, p = `done` − `done` before the year, r = w − p.
 */
export function standingIn(
  year: number,
  state: CaseVersion,
  atYearStart: CaseVersion | undefined,
): CaseStanding | undefined {
  const intake = intakeOf(state, atYearStart, year);
  if (!intake) return undefined;
  const doneBefore = atYearStart?.done ?? 0;
  return {
    intake,
    letter: LETTER[state.state],
    w: state.due - doneBefore,
    p: state.done - doneBefore,
    r: state.due - state.done,
  };
}

/** How a case stands at an instant of a year, with its state there; `undefined` if it is not there or none of A. */
export function standingAt<T extends CaseVersion>(
  segments: readonly Segment<T>[],
  year: number,
  at: Instant,
): { state: T; standing: CaseStanding } | undefined {
  const state = presentAt(stateAt(segments, at), at);
  const standing = state && standingIn(year, state, stateAt(segments, yearStart(year) - 1));
  return state && standing && { state, standing };
}

/** A case whose acceptance lies ahead is not there yet. */
export function presentAt<T extends CaseVersion>(state: T | undefined, at: Instant): T | undefined {
  return state && state.accepted <= at ? state : undefined;
}

/** Whether the case is carried over (B), new (C: accepted, taken up again, reopened), or none of A. */
function intakeOf(
  state: CaseVersion,
  atYearStart: CaseVersion | undefined,
  year: number,
): 'B' | 'C' | undefined {
  if (state.accepted >= yearStart(year)) return 'C';
  if (!atYearStart) return 'B';
  if (atYearStart.state === 'set_aside') return state.state === 'set_aside' ? undefined : 'C';
  if (ENDED.has(atYearStart.state)) return ENDED.has(state.state) ? undefined : 'C';
  return 'B';
}
