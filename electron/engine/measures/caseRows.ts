/** Cases as they stand behind a letter. */
import type { ListedCase, StandingCase } from '../../contract/breakdown.ts';
import type { CaseLetter } from '../../contract/letters.ts';
import { acceptedOn } from '../store/index.ts';
import type { CaseStanding, StateLetter } from './caseStanding.ts';
import type { FoundCase } from './entityReader.ts';

/** A case behind a letter, with the keys of its unit and enforcer. */
export interface CaseRow {
  readonly found: FoundCase;
  readonly unit: string;
  readonly officer: string | null;
  readonly letter: CaseLetter;
}

/** Letters made of those of states. */
const MADE_OF: Partial<Record<CaseLetter, string>> = { F: 'JIPSOHR', G: 'JIPSO', K: 'IPSOHR' };

/** Whether a letter counts a case that stands so. */
function counts(letter: CaseLetter, { intake, letter: own }: CaseStanding): boolean {
  if (letter === 'A') return true;
  if (letter === 'B' || letter === 'C') return intake === letter;
  return MADE_OF[letter]?.includes(own) ?? letter === own;
}

/**
 * What a case adds to a letter in đồng, by the definitions of the table of measures: J is p of every case of A and r of
 * those that are over; F = A − D − E; G = J + I + P + S + O; K = F − J.
 */
export function amountOf(letter: CaseLetter, standing: CaseStanding): number {
  const { letter: own, w, p, r } = standing;
  const rIf = (states: string) => (states.includes(own) ? r : 0);
  switch (letter) {
    case 'A':
      return w;
    case 'B':
    case 'C':
      return counts(letter, standing) ? w : 0;
    case 'F':
      return w - rIf('DE');
    case 'G':
      return p + rIf('JIPSO');
    case 'J':
      return p + rIf('J');
    case 'K':
      return rIf('IPSOHR');
    default:
      return rIf(letter satisfies Exclude<StateLetter, 'J'>);
  }
}

/** Whether a case is behind a count of cases, or behind a sum of đồng. */
export function isBehind(standing: CaseStanding, letter: CaseLetter, of: 'cases' | 'money'): boolean {
  return counts(letter, standing) || (of === 'money' && amountOf(letter, standing) !== 0);
}

export function rowTold({ found, unit, officer, letter }: CaseRow): ListedCase {
  return { ...caseTold(found, unit, officer), amount: String(amountOf(letter, found.standing)) };
}

export function caseTold(
  { key, state, standing }: FoundCase,
  unit: string,
  officer: string | null,
): StandingCase {
  const { intake, letter, w, p, r } = standing;
  return {
    case: key,
    unit,
    officer,
    initiation: state.initiation,
    category: state.category,
    accepted_on: acceptedOn(state),
    state: state.state,
    intake,
    letter,
    due: String(state.due),
    done: String(state.done),
    w: String(w),
    p: String(p),
    r: String(r),
  };
}
