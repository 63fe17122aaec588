/** What a year has in store for one case. */
import type { CaseState } from '../contract/events.ts';
import type { Destiny, Origin } from './record.ts';
import type { Case } from './sector.ts';

export interface CasePlan {
  readonly case: Case;
  readonly origin: Origin;
  readonly destiny: Destiny;
  /** When it enters the year: its start for a carried case, else acceptance (ms). */
  entry: number;
  /** New only in that it comes back from the separate register. */
  readonly takenUpAgain: boolean;
  /** Đồng paid within the year. */
  paid: number;
  /** Day of the year from which it is eligible; -1 for never. */
  eligibleFrom: number;
  /** Day on which it stops being eligible otherwise than by completion; the year's length for never. */
  eligibleUntil: number;
  /** Day of the year on which it is completed or discontinued; set by matching with the year's pace. */
  closesOn: number;
}

/** A plan with the money and the times still open. */
export function draftPlan(
  planned: Case,
  origin: Origin,
  destiny: Destiny,
  entry: number,
  takenUpAgain = false,
): CasePlan {
  return {
    case: planned,
    origin,
    destiny,
    entry,
    takenUpAgain,
    paid: 0,
    eligibleFrom: -1,
    eligibleUntil: 0,
    closesOn: -1,
  };
}

export function isFinished(destiny: Destiny): boolean {
  return destiny === 'completed' || destiny === 'discontinued';
}

export function isEligible(state: CaseState): boolean {
  return (
    state === 'in_progress' || state === 'postponed' || state === 'suspended' || state === 'eligible_other'
  );
}

export function hasEnded(state: CaseState): boolean {
  return isFinished(state) || state === 'entrusted_out' || state === 'withdrawn';
}
