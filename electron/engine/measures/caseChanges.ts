import { type Instant, yearOf, yearStart } from '../../contract/calendar.ts';
import { COLUMN } from '../store/index.ts';
import { type CaseVersion, ENDED, LETTER, presentAt, type StateLetter, standingIn } from './caseStanding.ts';
import { type Change, type Contribution, sameContribution } from './change.ts';
import { type Described, dimensionCode } from './dimensions.ts';
import { type Segment, stateAt, timeline } from './timeline.ts';

/** A version of a case with what it can be broken down by. */
export type DescribedVersion = CaseVersion & Described;

/** What a case counts for, and where. */
interface Counted {
  unit: number;
  dimensions: number;
  contribution: Contribution;
}

/**
 * Everything a case changes in the cube over all time. Within a statistical year the changes of that year start from
 * what the stock carried over, so that a case which nothing happens to costs nothing in later years.
 *
 * The definitions are those of the table of measures: w = `due` − `done` before the year, p = `done` − `done` before
 * the year, r = w − p.
 */
export function caseChanges(versions: readonly DescribedVersion[]): Change[] {
  const segments = timeline(versions);
  const changes: Change[] = [];
  let held: Counted | undefined;
  let year: number | undefined;
  let nextYear = Number.NEGATIVE_INFINITY;
  let atYearStart: DescribedVersion | undefined;

  for (const at of breakpoints(segments)) {
    if (year === undefined || at >= nextYear) {
      year = yearOf(at);
      nextYear = yearStart(year + 1);
      const before = yearStart(year) - 1;
      atYearStart = stateAt(segments, before);
      const state = presentAt(atYearStart, before);
      // What the year starts from is the stock alone: the letters of the year before are not carried.
      held = state && carried(state);
    }
    const state = presentAt(stateAt(segments, at), at);
    const next = state && counted(state, atYearStart, year);
    if (held && next && sameCounted(held, next)) continue;
    if (held?.contribution.length) changes.push({ at, sign: -1, ...held });
    if (next?.contribution.length) changes.push({ at, sign: 1, ...next });
    held = next;
  }
  return changes;
}

function sameCounted(a: Counted, b: Counted): boolean {
  return (
    a.unit === b.unit && a.dimensions === b.dimensions && sameContribution(a.contribution, b.contribution)
  );
}

/** Instants, in order, at which anything about the case may change: versions taking effect, acceptance coming due. */
function breakpoints(segments: readonly Segment<CaseVersion>[]): Instant[] {
  const instants: Instant[] = [];
  for (const { from, to, state } of segments) {
    instants.push(from);
    if (state.accepted > from && state.accepted < to) instants.push(state.accepted);
  }
  return instants;
}

/** What a case carries into a year in which nothing has happened to it yet. */
function carried(state: DescribedVersion): Counted | undefined {
  if (ENDED.has(state.state) || state.state === 'set_aside') return undefined;
  const open = state.due - state.done;
  const contribution = [COLUMN.nB, 1, COLUMN.mB, open];
  addLetter(contribution, LETTER[state.state], open);
  addStock(contribution, state);
  return { unit: state.unit, dimensions: dimensionCode(state), contribution };
}

/** What a case present at t counts for in the year of t. */
function counted(state: DescribedVersion, atYearStart: CaseVersion | undefined, year: number): Counted {
  const contribution: number[] = [];
  const standing = standingIn(year, state, atYearStart);
  if (standing) {
    const { intake, letter, w, p, r } = standing;
    if (intake === 'B') contribution.push(COLUMN.nB, 1, COLUMN.mB, w);
    else contribution.push(COLUMN.nC, 1, COLUMN.mC, w);
    if (p !== 0) contribution.push(COLUMN.mT, p);
    addLetter(contribution, letter, r);
  }
  addStock(contribution, state);
  return { unit: state.unit, dimensions: dimensionCode(state), contribution };
}

function addLetter(to: number[], letter: StateLetter, r: number): void {
  to.push(COLUMN[`n${letter}`], 1, COLUMN[`m${letter}`], r);
}

/** What stays when the year ends: a running case by its state, with what is still open on it. */
function addStock(to: number[], state: CaseVersion): void {
  const letter = LETTER[state.state];
  if (letter === 'D' || letter === 'E' || letter === 'J' || letter === 'R') return;
  to.push(COLUMN[`sn${letter}`], 1, COLUMN[`sm${letter}`], state.due - state.done);
}
