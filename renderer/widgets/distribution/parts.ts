import type { Scalar } from '../../../electron/contract/answers.ts';
import type { DistributionAnswer } from '../../../electron/contract/breakdown.ts';
import type { Formula } from '../../../electron/contract/indicators.ts';
import { ranked } from '../ranking/order.ts';

/** A part of a whole as a row shows it. `rest`: what of the whole is told apart nowhere, such as figures of an aggregate. */
export interface Part {
  readonly id: string;
  readonly kind: 'part' | 'none' | 'rest';
  readonly key: string | null;
  readonly name: string | null;
  readonly value: Scalar;
}

/**
 * Rows in the order they are read in: kinds of cases and enforcers by their value, the greatest first; bands and ways of initiation
 * in their own order; what has no key, and what is told apart nowhere, last. Sums in đồng are exact.
 */
export function partsOf({ rows, by, whole }: DistributionAnswer, formula: Formula): readonly Part[] {
  const parts = rows.map(({ key, name, value }): Part => {
    return { id: key ?? 'none', kind: key === null ? 'none' : 'part', key, name, value };
  });
  const known = parts.filter(({ kind }) => kind === 'part');
  const sorted = by === 'category' || by === 'officer' ? byValue(known) : known;
  const rest = formula.is === 'quantity' ? restOf(whole, rows) : null;
  return [
    ...sorted,
    ...parts.filter(({ kind }) => kind === 'none'),
    ...(rest === null ? [] : [{ id: 'rest', kind: 'rest', key: null, name: null, value: rest } as const]),
  ];
}

function byValue(parts: readonly Part[]): readonly Part[] {
  return ranked(parts, ({ value }) => value, 'highest');
}

/** Whole minus parts; `null` where a part is unknown or nothing is left. */
function restOf(whole: Scalar, rows: DistributionAnswer['rows']): Scalar {
  if (whole === null || rows.some(({ value }) => value === null)) return null;
  if (typeof whole === 'string') {
    const rest = rows.reduce((left, { value }) => left - BigInt(value ?? 0), BigInt(whole));
    return rest === 0n ? null : rest.toString();
  }
  const rest = rows.reduce((left, { value }) => left - Number(value), whole);
  return rest === 0 ? null : rest;
}
