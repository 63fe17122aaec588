import { DAY_MS, dayStart } from '../../contract/calendar.ts';
import { adds, type Change } from './change.ts';
import { NO_DIMENSIONS } from './dimensions.ts';
import { timeline, type Version } from './timeline.ts';

/** What counts of an officer version: first and last day at work, either may be open. */
export interface OfficerVersion extends Version {
  unit: number;
  from: string | null;
  to: string | null;
}

const AT_WORK = adds(['sN', 1]);

/** An officer counts from 00:00 of `from` until before 24:00 of `to`, in the unit of the version that holds. */
export function officerChanges(versions: readonly OfficerVersion[]): Change[] {
  return timeline(versions).flatMap(({ from, to, state }) => {
    const start = state.from === null ? from : Math.max(from, dayStart(state.from));
    const end = state.to === null ? to : Math.min(to, dayStart(state.to) + DAY_MS);
    if (start >= end) return [];
    const here = { unit: state.unit, dimensions: NO_DIMENSIONS, contribution: AT_WORK };
    const changes: Change[] = [{ at: start, sign: 1, ...here }];
    if (end !== Number.POSITIVE_INFINITY) changes.push({ at: end, sign: -1, ...here });
    return changes;
  });
}
