export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How much y grows with one of x: the slope of the straight line with the least sum of squared distances. `NaN` of fewer than two points. */
export function slope(points: readonly Point[]): number {
  const mean = (of: (point: Point) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const x0 = mean(({ x }) => x);
  const y0 = mean(({ y }) => y);
  const together = points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0);
  const spread = points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
  return spread === 0 ? Number.NaN : together / spread;
}
