/** The lowest and the highest of some values, however many (`Math.max(...)` of a hundred thousand overflows the stack); both infinite of none. */
export function endsOf(values: Iterable<number>): [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
