import { type Instant, yearEnd, yearOf } from '../../contract/calendar.ts';
import { adds, type Change, type Contribution, sameContribution } from './change.ts';
import { NO_DIMENSIONS } from './dimensions.ts';
import { type Segment, stateAt, timeline, type Version } from './timeline.ts';

/** What counts of a receipt version. `amount`: whole đồng. */
export interface ReceiptVersion extends Version {
  unit: number;
  amount: number;
  status: 'issued' | 'cancelled';
  /** Key of the provisional receipt that this one turns into a formal one. */
  converts: string | null;
}

/** What counts of a decision version. */
export interface DecisionVersion extends Version {
  unit: number;
  kind: string;
}

/** A receipt with its date: that of its lowest version. */
interface Paper<T extends Version> {
  issuedAt: Instant;
  segments: Segment<T>[];
}

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

const ENFORCEMENT = adds(['nU', 1]);
const ENTRUSTMENT = adds(['nX', 1]);

/** Everything a decision changes in the cube: enforcement and entrustment decisions count in the year of their date. */
export function decisionChanges(versions: readonly DecisionVersion[]): Change[] {
  const paper = dated(versions);
  if (!paper) return [];
  const breakpoints = [paper.issuedAt, ...paper.segments.map((s) => s.from)];
  return changesWithinYear(paper, breakpoints, (state) => {
    if (state.kind === 'enforcement') return ENFORCEMENT;
    if (state.kind === 'entrustment') return ENTRUSTMENT;
    return [];
  });
}

function dated<T extends Version>(versions: readonly T[]): Paper<T> | undefined {
  let lowest: T | undefined;
  for (const version of versions) if (!lowest || version.v < lowest.v) lowest = version;
  return lowest && { issuedAt: lowest.at, segments: timeline(versions) };
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
