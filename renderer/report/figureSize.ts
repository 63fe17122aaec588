/** How large the letters of a printed report can be. */
import { cellText } from '../../electron/contract/reportFace.ts';
import type { PrintSheet } from '../../electron/contract/reports.ts';

/** Width of the paper within its margins, points. */
const WIDTH = { a4: 842 - 65, a3: 1191 - 65 };
/** Of the width, for what rows are called. */
const LABELS = 0.22;
/** Width of a digit, of the size of its letters; and what stands around a figure, in digits. */
const DIGIT = 0.5;
const AROUND = 2.4;
/** Points. */
const LEAST = 6;
const MOST = 11;

/** Points: every figure stands on one line. */
export function figureSize({ form, content, locale }: PrintSheet, paper: PrintSheet['paper']): number {
  const digits = form.columns.reduce((sum, { decimals }, c) => {
    const longest = content.cells.map((cells) => cellText(cells[c] ?? null, decimals, locale).length);
    return sum + Math.max(6, ...longest) + AROUND;
  }, 0);
  const size = (WIDTH[paper] * (1 - LABELS)) / digits / DIGIT;
  return Math.round(Math.min(MOST, Math.max(LEAST, size)) * 10) / 10;
}
