import { type Instant, yearOf } from '../../contract/calendar.ts';
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

/** A receipt or decision with its date: that of its lowest version. */
export interface Paper<T extends Version> {
  issuedAt: Instant;
  segments: Segment<T>[];
}

export function dated<T extends Version>(versions: readonly T[]): Paper<T> | undefined {
  let lowest: T | undefined;
  for (const version of versions) if (!lowest || version.v < lowest.v) lowest = version;
  return lowest && { issuedAt: lowest.at, segments: timeline(versions) };
}

/** The state at `at` of a paper that was issued in statistical year `year` by then; `undefined` of any other. */
export function issuedState<T extends Version>(
  paper: Paper<T> | undefined,
  year: number,
  at: Instant,
): T | undefined {
  if (!paper || paper.issuedAt > at || yearOf(paper.issuedAt) !== year) return undefined;
  return stateAt(paper.segments, at);
}

/** The letter that counts a decision of a kind. */
export function letterOfKind(kind: string): 'U' | 'X' | undefined {
  if (kind === 'enforcement') return 'U';
  return kind === 'entrustment' ? 'X' : undefined;
}
