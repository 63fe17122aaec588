import { type Instant, yearEnd, yearOf } from '../../contract/calendar.ts';
import { adds, type Change, type Contribution, sameContribution } from './change.ts';
import { NO_DIMENSIONS } from './dimensions.ts';
import { type DecisionVersion, dated, letterOfKind, type Paper, type ReceiptVersion } from './papers.ts';
import { stateAt, type Version } from './timeline.ts';

/**
 * Everything a receipt changes in the cube: it counts in the year of its date while it is not cancelled, with its
 * amount unless it converts a receipt which itself counts at the same time.
 * @param converted versions of the receipts that any version of this one converts, by key; unknown ones left out.
 */
export function receiptChanges(
  versions: readonly ReceiptVersion[],
  converted: ReadonlyMap<string, readonly ReceiptVersion[]>,
): Change[] {
  const paper = dated(versions);
  if (!paper) return [];
  const provisional = new Map<string, Paper<ReceiptVersion>>();
  for (const [key, its] of converted) {
    const other = dated(its);
    if (other && yearOf(other.issuedAt) === yearOf(paper.issuedAt)) provisional.set(key, other);
  }
  const breakpoints = [paper, ...provisional.values()].flatMap((p) => [
    p.issuedAt,
    ...p.segments.map((s) => s.from),
  ]);
  return changesWithinYear(paper, breakpoints, (state, at) => {
    if (state.status === 'cancelled') return [];
    const earlier = state.converts === null ? undefined : provisional.get(state.converts);
    const countedAlready = earlier !== undefined && countsAt(earlier, at);
    return adds(['nQ', 1], ['mQ', countedAlready ? 0 : state.amount]);
  });
}

const COUNTED = { U: adds(['nU', 1]), X: adds(['nX', 1]) };

/** Everything a decision changes in the cube: enforcement and entrustment decisions count in the year of their date. */
export function decisionChanges(versions: readonly DecisionVersion[]): Change[] {
  const paper = dated(versions);
  if (!paper) return [];
  const breakpoints = [paper.issuedAt, ...paper.segments.map((s) => s.from)];
  return changesWithinYear(paper, breakpoints, (state) => {
    const letter = letterOfKind(state.kind);
    return letter ? COUNTED[letter] : [];
  });
}

function countsAt(paper: Paper<ReceiptVersion>, at: Instant): boolean {
  return paper.issuedAt <= at && stateAt(paper.segments, at)?.status === 'issued';
}

/** Changes from the paper's date to the end of the year of its date. */
function changesWithinYear<T extends Version & { unit: number }>(
  paper: Paper<T>,
  breakpoints: readonly Instant[],
  contributionAt: (state: T, at: Instant) => Contribution,
): Change[] {
  const last = yearEnd(yearOf(paper.issuedAt));
  const instants = [...new Set(breakpoints)]
    .filter((at) => at >= paper.issuedAt && at <= last)
    .sort((a, b) => a - b);
  const changes: Change[] = [];
  let unit = 0;
  let contribution: Contribution = [];
  for (const at of instants) {
    const state = stateAt(paper.segments, at);
    const next = state ? contributionAt(state, at) : [];
    const nextUnit = state?.unit ?? unit;
    if (nextUnit === unit && sameContribution(contribution, next)) continue;
    if (contribution.length) changes.push({ at, unit, dimensions: NO_DIMENSIONS, sign: -1, contribution });
    if (next.length)
      changes.push({ at, unit: nextUnit, dimensions: NO_DIMENSIONS, sign: 1, contribution: next });
    unit = nextUnit;
    contribution = next;
  }
  return changes;
}
