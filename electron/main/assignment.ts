/** Who sits where, so that all together are served best. */

/**
 * Gives each row at most one column and each column at most one row so that the sum of the weights is greatest; where
 * leaving both alone is better than a negative weight, they are left alone.
 * The Hungarian method with potentials (Kuhn 1955, Munkres 1957), cubic in the larger side.
 *
 * @param weights `weights[row][column]`, finite; every row of the same length
 * @returns for each row its column, or −1
 */
export function assign(weights: readonly (readonly number[])[]): number[] {
  const rows = weights.length;
  const columns = weights[0]?.length ?? 0;
  const size = Math.max(rows, columns);
  if (rows === 0 || columns === 0) return weights.map(() => -1);
  // Padded to a square with the worth of being left alone; the method looks for the least cost, counted from 1.
  const cost = (row: number, column: number) => -Math.max(0, weights[row - 1]?.[column - 1] ?? 0);
  const rowPrice = new Array<number>(size + 1).fill(0);
  const columnPrice = new Array<number>(size + 1).fill(0);
  /** Row that holds each column; 0 is nobody, and column 0 stands for the row being seated. */
  const holder = new Array<number>(size + 1).fill(0);

  for (let row = 1; row <= size; row += 1) {
    const cheapest = new Array<number>(size + 1).fill(Infinity);
    const reachedFrom = new Array<number>(size + 1).fill(0);
    const visited = new Array<boolean>(size + 1).fill(false);
    holder[0] = row;
    let column = 0;
    do {
      visited[column] = true;
      const from = holder[column] ?? 0;
      let step = Infinity;
      let next = 0;
      for (let other = 1; other <= size; other += 1) {
        if (visited[other]) continue;
        const reduced = cost(from, other) - (rowPrice[from] ?? 0) - (columnPrice[other] ?? 0);
        if (reduced < (cheapest[other] ?? Infinity)) {
          cheapest[other] = reduced;
          reachedFrom[other] = column;
        }
        if ((cheapest[other] ?? Infinity) < step) {
          step = cheapest[other] ?? Infinity;
          next = other;
        }
      }
      for (let other = 0; other <= size; other += 1) {
        if (visited[other]) {
          const held = holder[other] ?? 0;
          rowPrice[held] = (rowPrice[held] ?? 0) + step;
          columnPrice[other] = (columnPrice[other] ?? 0) - step;
        } else cheapest[other] = (cheapest[other] ?? Infinity) - step;
      }
      column = next;
    } while (holder[column] !== 0);
    while (column !== 0) {
      const before = reachedFrom[column] ?? 0;
      holder[column] = holder[before] ?? 0;
      column = before;
    }
  }

  const seats = weights.map(() => -1);
  for (let column = 1; column <= columns; column += 1) {
    const row = holder[column] ?? 0;
    if (row >= 1 && row <= rows && (weights[row - 1]?.[column - 1] ?? 0) > 0) seats[row - 1] = column - 1;
  }
  return seats;
}
