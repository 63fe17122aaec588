/** What sentences are made of, in both languages. */
import type { Scalar } from '../../contract/answers.ts';
import type { Words } from '../../contract/questions.ts';
import { both, exactFigure, type Language, plainNumber, shortFigure } from '../wording/index.ts';
import type { Measured } from './measured.ts';

export function joined(parts: readonly (Words | null)[]): Words {
  return both((language) => parts.flatMap((part) => (part === null ? [] : [part[language]])).join(' '));
}

export const MORE_IN_LIST = 10;

export interface Named {
  label: Words;
  value: Scalar;
}

/** `A: 12 việc; B: 10 việc`. */
export function listed(
  rows: readonly Named[],
  measured: Measured,
  language: Language,
  numbered = false,
): string {
  const shown = rows.slice(0, MORE_IN_LIST);
  const text = shown
    .map(
      ({ label, value }, i) =>
        `${numbered ? `${i + 1}. ` : ''}${label[language]}: ${shortFigure(value, measured, language)}`,
    )
    .join('; ');
  const more = rows.length - shown.length;
  if (more <= 0) return text;
  return language === 'vi' ? `${text}; và ${more} dòng khác` : `${text}; and ${more} more`;
}

export const EXTREME = {
  vi: { highest: 'cao nhất', lowest: 'thấp nhất' },
  en: { highest: 'highest', lowest: 'lowest' },
};

/** A difference: of rates in points. */
export function gap(value: Scalar, measured: Measured, l: Language): string {
  if (measured.unit !== 'percent') return exactFigure(value, measured, l);
  const text = plainNumber(Number(value), measured.decimals, l);
  return l === 'vi' ? `${text} điểm phần trăm` : `${text} percentage points`;
}

/** đồng are compared as whole numbers; no value comes last. */
export function compared(a: Scalar, b: Scalar): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string' && !a.includes('.') && !b.includes('.')) {
    const [x, y] = [BigInt(a), BigInt(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  return Number(a) - Number(b);
}
