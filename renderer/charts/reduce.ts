/** Series with more points than a drawing has pixels. */

export interface XY {
  readonly x: number;
  readonly y: number;
}

/** Of each column of pixels its first, its lowest, its highest and its last point are kept. */
const A_COLUMN = 4;

/**
 * At most `4 × columns` points that are drawn, as a line over so many columns of pixels, like all of them: whatever is highest or
 * lowest anywhere is kept, and where the line enters and leaves each column (Jugel et al., "M4: A Visualization-Oriented Time Series
 * Data Aggregation", 2014). Few enough points are given back as they are.
 * @param points in ascending order of `x`
 * @param columns columns of pixels, at least 1
 */
export function reduced<P extends XY>(points: readonly P[], columns: number): readonly P[] {
  const count = Math.max(1, Math.floor(columns));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length <= A_COLUMN * count) return points;
  const span = last.x - first.x;
  const columnOf = (x: number) =>
    span > 0 ? Math.min(count - 1, Math.floor(((x - first.x) / span) * count)) : 0;
  const kept: P[] = [];
  for (let from = 0; from < points.length; ) {
    const column = columnOf((points[from] as P).x);
    let [low, high, to] = [from, from, from];
    for (; to < points.length && columnOf((points[to] as P).x) === column; to += 1) {
      if ((points[to] as P).y < (points[low] as P).y) low = to;
      if ((points[to] as P).y > (points[high] as P).y) high = to;
    }
    const ofColumn = [...new Set([from, low, high, to - 1])].sort((a, b) => a - b);
    for (const i of ofColumn) kept.push(points[i] as P);
    from = to;
  }
  return kept;
}

/** Values oldest first as stretches without gaps, `x` being their place; each is reduced to its share of the columns. */
export function stretches(values: readonly (number | null)[], columns: number): readonly (readonly XY[])[] {
  const found: XY[][] = [];
  let open: XY[] | null = null;
  values.forEach((y, x) => {
    if (y === null) open = null;
    else if (open) open.push({ x, y });
    else found.push((open = [{ x, y }]));
  });
  return found.map((points) => reduced(points, Math.ceil((columns * points.length) / values.length)));
}
