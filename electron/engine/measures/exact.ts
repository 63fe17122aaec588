/** An exact integer that is a plain number as long as it is a safe one. */
export type Exact = number | bigint;

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
