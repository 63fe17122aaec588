/** Rows of a breakdown, made of what counts one by one. */
import { type CaseFilter, type Dimension, DIMENSIONS } from '../../electron/contract/breakdown.ts';
import type { CountLetter } from '../../electron/contract/letters.ts';
import type { Part } from './parts.ts';

export interface NaiveRow {
  keys: Record<string, string | null>;
  cases: Record<string, number>;
  money: Record<string, string>;
}

/** Whether a part has the values of a filter; `officer: ''` is "no enforcer". */
export function passes(part: Part, filter: CaseFilter): boolean {
  return DIMENSIONS.every((dimension) => {
    const wanted = dimension === 'unit' ? undefined : filter[dimension];
    return wanted === undefined || (part.dimensions[dimension] ?? '') === wanted;
  });
}

/** The parts that an answer about some letters speaks of: cases of A, and whatever counts for N, Q, U, X. */
export function spokenOf(part: Part, letters: readonly CountLetter[]): boolean {
  if (part.type === 'case') return letters.some((l) => !'NQUX'.includes(l));
  return letters.some((l) => part.cases[l] !== undefined || part.money[l] !== undefined);
}

export function naiveRows(
  parts: readonly Part[],
  by: readonly Dimension[],
  filter: CaseFilter,
  letters: readonly CountLetter[],
): NaiveRow[] {
  const spoken = parts.filter((part) => spokenOf(part, letters) && passes(part, filter));
  const valuesOf = (part: Part) => by.map((dimension) => part.dimensions[dimension]);
  return [...Map.groupBy(spoken, (part) => JSON.stringify(valuesOf(part)))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, its]) => {
      const sum = (table: 'cases' | 'money', letter: string) =>
        its.reduce((n, part) => n + (part[table][letter] ?? 0n), 0n);
      const summed = letters.filter((l) => !'NUX'.includes(l));
      return {
        keys: Object.fromEntries(by.map((dimension) => [dimension, its[0]?.dimensions[dimension] ?? null])),
        cases: Object.fromEntries(letters.map((l) => [l, Number(sum('cases', l))])),
        money: Object.fromEntries(summed.map((l) => [l, String(sum('money', l))])),
      };
    });
}
