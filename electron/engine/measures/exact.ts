import type { Exact } from '../store/index.ts';

export type { Exact } from '../store/index.ts';

export function isZero(n: Exact): boolean {
  return n === 0 || n === 0n;
}

/** a + b without loss. */
export function addExact(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return BigInt(a) + BigInt(b);
}

/** As SQLite takes it without going through a floating-point number. */
export function bindable(n: Exact): Exact {
  return typeof n === 'bigint' || (n | 0) === n ? n : BigInt(n);
}
