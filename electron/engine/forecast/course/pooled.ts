/**
 * What came in each step, without steps below zero: a step that took something back is spread with its neighbours, so that
 * sums over longer times stay what they were. `null` where all together came to less than nothing.
 * @param came what each step added
 * @param workdays of each step
 * @returns per working day
 */
export function pooledRates(came: readonly number[], workdays: readonly number[]): number[] | null {
  const pools: { sum: number; days: number; steps: number }[] = [];
  came.forEach((amount, i) => {
    let pool = { sum: amount, days: Math.max(1, workdays[i] ?? 1), steps: 1 };
    let before = pools.at(-1);
    while (before && (pool.sum < 0 || before.sum < 0)) {
      pools.pop();
      pool = {
        sum: pool.sum + before.sum,
        days: pool.days + before.days,
        steps: pool.steps + before.steps,
      };
      before = pools.at(-1);
    }
    pools.push(pool);
  });
  if (pools.some(({ sum }) => sum < 0)) return null;
  return pools.flatMap(({ sum, days, steps }) => Array<number>(steps).fill(sum / days));
}
