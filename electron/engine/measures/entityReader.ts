import { DAY_MS, dayStart, type Instant } from '../../contract/calendar.ts';
import { type KeptCase, type ReadableDB, unpackCase } from '../store/index.ts';
import { type CaseStanding, presentAt, standingAt } from './caseStanding.ts';
import { mergedKeys } from './mergedKeys.ts';
import type { OfficerVersion } from './officerChanges.ts';
import {
  type DecisionVersion,
  dated,
  issuedState,
  letterOfKind,
  type Paper,
  type ReceiptVersion,
} from './papers.ts';
import { stateAt, timeline } from './timeline.ts';

export type OfficerState = OfficerVersion & { name: string };
export type ReceiptState = ReceiptVersion & { officer: string | null; case: string | null };
export type DecisionState = DecisionVersion & { case: string | null; to_unit: string | null };

export interface FoundCase {
  key: string;
  state: KeptCase;
  standing: CaseStanding;
}
export interface FoundOfficer {
  key: string;
  state: OfficerState;
}
/** `counted`: the đồng it adds to Q. */
export interface FoundReceipt {
  key: string;
  issuedAt: Instant;
  state: ReceiptState;
  counted: number;
}
export interface FoundDecision {
  key: string;
  issuedAt: Instant;
  state: DecisionState;
  letter: 'U' | 'X';
}

export interface Found {
  case: FoundCase;
  officer: FoundOfficer;
  receipt: FoundReceipt;
  decision: FoundDecision;
}
export type FoundType = keyof Found;

/** Reads single entities as they stand at an instant `at` of statistical year `year`. */
export interface EntityReader {
  /** Keys of everything that may be in one of some units then, in order by code points. */
  keys(type: FoundType, units: readonly number[], after: string): Generator<string>;
  /** What counts then; `undefined` for what does not. */
  find: { [T in FoundType]: (key: string) => Found[T] | undefined };
  /** A case that is there, whether it counts or not. */
  caseNamed(key: string): KeptCase | undefined;
}

/** Keys read at a time. */
const PAGE = 64;

export function createEntityReader(db: ReadableDB, year: number, at: Instant): EntityReader {
  const page = (from: string) =>
    db
      .prepare<[{ unit: number; year: number; after: string }], string>(
        `SELECT DISTINCT key FROM ${from} AND key > @after ORDER BY key LIMIT ${PAGE}`,
      )
      .pluck();
  const pages = {
    case: () => page('unit_case WHERE unit = @unit'),
    officer: () => page('officer_version WHERE unit = @unit'),
    receipt: () => page('unit_receipt WHERE unit = @unit AND year = @year'),
    decision: () => page('unit_decision WHERE unit = @unit AND year = @year'),
  };
  const versionsOfCase = db
    .prepare<[string], Buffer>('SELECT versions FROM case_history WHERE key = ?')
    .pluck();
  const versionsOf = <T>(type: Exclude<FoundType, 'case'>, columns: string) =>
    db.prepare<[string], T>(`SELECT v, at, unit, ${columns} FROM ${type}_version WHERE key = ?`);
  const officers = versionsOf<OfficerState>('officer', 'name, "from", "to"');
  const receipts = versionsOf<ReceiptState>('receipt', 'officer, "case", amount, status, converts');
  const decisions = versionsOf<DecisionState>('decision', '"case", kind, to_unit');

  function countingReceipt(key: string): { paper: Paper<ReceiptState>; state: ReceiptState } | undefined {
    const paper = dated(receipts.all(key));
    const state = issuedState(paper, year, at);
    return paper && state?.status === 'issued' ? { paper, state } : undefined;
  }

  function historyOf(key: string) {
    const versions = versionsOfCase.get(key);
    return versions && timeline(unpackCase(versions));
  }

  return {
    *keys(type, units, after) {
      const statement = pages[type]();
      const lists = units.map((unit) => (last: string) => statement.all({ unit, year, after: last }));
      yield* mergedKeys(lists, after);
    },
    caseNamed(key) {
      const history = historyOf(key);
      return history && presentAt(stateAt(history, at), at);
    },
    find: {
      case(key) {
        const history = historyOf(key);
        const found = history && standingAt(history, year, at);
        return found && { key, ...found };
      },
      officer(key) {
        const state = stateAt(timeline(officers.all(key)), at);
        return state && isAtWork(state, at) ? { key, state } : undefined;
      },
      receipt(key) {
        const found = countingReceipt(key);
        if (!found) return undefined;
        const { paper, state } = found;
        const converts = state.converts !== null && countingReceipt(state.converts) !== undefined;
        return { key, issuedAt: paper.issuedAt, state, counted: converts ? 0 : state.amount };
      },
      decision(key) {
        const paper = dated(decisions.all(key));
        const state = issuedState(paper, year, at);
        const letter = state && letterOfKind(state.kind);
        return paper && letter && { key, issuedAt: paper.issuedAt, state, letter };
      },
    },
  };
}

function isAtWork({ from, to }: OfficerState, at: Instant): boolean {
  return (from === null || dayStart(from) <= at) && (to === null || at < dayStart(to) + DAY_MS);
}
