import { dayStart, type Instant, yearOf, yearStart } from '../../contract/calendar.ts';
import type { CubeColumn } from '../store/index.ts';
import { type CaseVersion, ENDED, LETTER, presentAt, type StateLetter, standingIn } from './caseStanding.ts';
import { type Change, type Contribution, sameContribution } from './change.ts';
import { type Segment, stateAt, timeline } from './timeline.ts';

/** What a case counts for, and where. */
interface Counted {
  unit: number;
  contribution: Contribution;
}

/**
 * Everything a case changes in the cube over all time. Within a statistical year the changes of that year start from
 * what the stock carried over, so that a case which nothing happens to costs nothing in later years.
 *
 * The definitions are those of the table of measures: w = `due` − `done` before the year, p = `done` − `done` before
 * the year, r = w − p.
 */
export function caseChanges(versions: readonly CaseVersion[]): Change[] {
  const segments = timeline(versions);
  const changes: Change[] = [];
  let held: Counted | undefined;
  let year: number | undefined;
  let atYearStart: CaseVersion | undefined;

  for (const at of breakpoints(segments)) {
    if (year !== yearOf(at)) {
      year = yearOf(at);
      const before = yearStart(year) - 1;
      atYearStart = stateAt(segments, before);
      const state = presentAt(atYearStart, before);
      // What the year starts from is the stock alone: the letters of the year before are not carried.
      held = state && carried(state);
    }
    const state = presentAt(stateAt(segments, at), at);
    const next = state && counted(state, atYearStart, year);
    if (held && next && held.unit === next.unit && sameContribution(held.contribution, next.contribution))
      continue;
    if (held?.contribution.length) changes.push({ at, sign: -1, ...held });
    if (next?.contribution.length) changes.push({ at, sign: 1, ...next });
    held = next;
  }
  return changes;
}

/** Instants at which anything about the case may change: versions taking effect, acceptance coming due. */
function breakpoints(segments: readonly Segment<CaseVersion>[]): Instant[] {
  const instants: Instant[] = [];
  for (const { from, to, state } of segments) {
    instants.push(from);
    const accepted = dayStart(state.accepted_on);
    if (accepted > from && accepted < to) instants.push(accepted);
  }
  return instants;
}

/** What a case carries into a year in which nothing has happened to it yet. */
function carried(state: CaseVersion): Counted | undefined {
  if (ENDED.has(state.state) || state.state === 'set_aside') return undefined;
  const open = state.due - state.done;
  const letter = LETTER[state.state];
  return {
    unit: state.unit,
    contribution: [['nB', 1], ['mB', open], ...letterOf(letter, open), ...stock(state)],
  };
}

/** What a case present at t counts for in the year of t. */
function counted(state: CaseVersion, atYearStart: CaseVersion | undefined, year: number): Counted {
  const carriedStock = stock(state);
  const standing = standingIn(year, state, atYearStart);
  if (!standing) return { unit: state.unit, contribution: carriedStock };
  const { intake, letter, w, p, r } = standing;
  return {
    unit: state.unit,
    contribution: [
      [intake === 'B' ? 'nB' : 'nC', 1],
      [intake === 'B' ? 'mB' : 'mC', w],
      ...(p === 0 ? [] : ([['mT', p]] as const)),
      ...letterOf(letter, r),
      ...carriedStock,
    ],
  };
}

function letterOf(letter: StateLetter, r: number): (readonly [CubeColumn, number])[] {
  return [
    [`n${letter}`, 1],
    [`m${letter}`, r],
  ];
}

/** What stays when the year ends: a running case by its state, with what is still open on it. */
function stock(state: CaseVersion): (readonly [CubeColumn, number])[] {
  const letter = LETTER[state.state];
  if (letter === 'D' || letter === 'E' || letter === 'J' || letter === 'R') return [];
  return [
    [`sn${letter}`, 1],
    [`sm${letter}`, state.due - state.done],
  ];
}
