import { describe, expect, it } from 'vitest';
import { contour, sampled } from './contour.ts';
import { signedArea } from './plane.ts';

describe('contour', () => {
  it('finds a disc, counter-clockwise, with its area', () => {
    const rings = contour(
      sampled([-10, -10, 10, 10], 0.25, ([x, y]) => Math.hypot(x, y)),
      6,
    );
    expect(rings).toHaveLength(1);
    expect(signedArea(rings[0] ?? [])).toBeCloseTo(Math.PI * 36, 0);
  });

  it('keeps two discs apart and makes a hole a clockwise ring', () => {
    const ringField = sampled([-12, -12, 12, 12], 0.25, ([x, y]) => Math.abs(Math.hypot(x, y) - 6));
    const areas = contour(ringField, 2).map((ring) => signedArea(ring));
    expect(areas).toHaveLength(2);
    expect(areas.filter((area) => area > 0)).toHaveLength(1);
    const two = sampled([-12, -12, 12, 12], 0.25, ([x, y]) =>
      Math.min(Math.hypot(x - 5, y), Math.hypot(x + 5, y)),
    );
    expect(contour(two, 3)).toHaveLength(2);
    expect(contour(two, 5.5)).toHaveLength(1);
  });
});
