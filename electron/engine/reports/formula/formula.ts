/** Formulas of forms: over letters of the table of measures, and over cells. */
import type { FormFilter } from '../../../contract/forms.ts';
import type { CountLetter } from '../../../contract/letters.ts';
import type { Ratio } from './ratio.ts';

/** A letter, in cases or in đồng, of those cases only. */
export interface LetterTerm {
  readonly is: 'letter';
  readonly of: 'cases' | 'money';
  readonly letter: CountLetter;
  readonly where: FormFilter;
}

/** A cell by the codes of its row and column; `null` is "the same as here". */
export interface CellTerm {
  readonly is: 'cell';
  readonly row: string | null;
  readonly column: string | null;
}

/** The cells of a column from one row to another; of one row when both are the same, which may stand for many. */
export interface SumTerm {
  readonly is: 'sum';
  readonly from: string;
  readonly to: string;
  readonly column: string | null;
}

export type Formula =
  | { readonly is: 'number'; readonly value: Ratio; readonly text: string }
  | LetterTerm
  | CellTerm
  | SumTerm
  | { readonly is: 'negative'; readonly of: Formula }
  | { readonly is: Operator; readonly left: Formula; readonly right: Formula };

export type Operator = '+' | '-' | '*' | '/';

export const COMPARISONS = ['=', '<=', '>='] as const;
export interface Comparison {
  readonly left: Formula;
  readonly compare: (typeof COMPARISONS)[number];
  readonly right: Formula;
}

/** Every term of a formula that is a letter, a cell or a sum of cells. */
export function termsOf(formula: Formula): (LetterTerm | CellTerm | SumTerm)[] {
  switch (formula.is) {
    case 'number':
      return [];
    case 'letter':
    case 'cell':
    case 'sum':
      return [formula];
    case 'negative':
      return termsOf(formula.of);
    default:
      return [...termsOf(formula.left), ...termsOf(formula.right)];
  }
}

/** Whether a formula is made of letters, of at least one. */
export function hasLetters(formula: Formula): boolean {
  return termsOf(formula).some(({ is }) => is === 'letter');
}
