import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraOf, fit, pixelsPerKm, project } from './viewport.ts';

const FRAME: [number, number, number, number] = [106, 10, 108, 12];
const sizes = fc.record({
  width: fc.integer({ min: 200, max: 8000 }),
  height: fc.integer({ min: 200, max: 5000 }),
});
const corners = fc.constantFrom('north-east', 'north-west', 'south-east', 'south-west' as const);

describe('the viewport', () => {
  it('shows the whole frame inside the margins, against the sides away from the free corner', () => {
    fc.assert(
      fc.property(sizes, corners, (size, corner) => {
        const view = fit(FRAME, corner, size, 16);
        const [west, north] = project(view, [106, 12]);
        const [east, south] = project(view, [108, 10]);
        expect(Math.min(west, north)).toBeGreaterThan(15.9);
        expect(east).toBeLessThan(size.width - 15.9);
        expect(south).toBeLessThan(size.height - 15.9);
        expect(corner.endsWith('east') ? west : size.width - east).toBeCloseTo(16, 3);
        expect(corner.startsWith('north') ? size.height - south : north).toBeCloseTo(16, 3);
      }),
    );
  });

  it('has the camera of a MapLibre map look at its middle', () => {
    const view = fit(FRAME, 'north-east', { width: 1200, height: 800 }, 16);
    const { center, zoom } = cameraOf(view);
    const [x, y] = project(view, center);
    expect(x).toBeCloseTo(600, 6);
    expect(y).toBeCloseTo(400, 6);
    expect(512 * 2 ** zoom).toBeCloseTo(view.world, 3);
  });

  it('knows how long a kilometre is', () => {
    const view = fit(FRAME, 'north-east', { width: 1200, height: 800 }, 16);
    const [, a] = project(view, [107, 11]);
    const [, b] = project(view, [107, 10]);
    expect((b - a) / 111.3).toBeCloseTo(pixelsPerKm(view, 10.5), 1);
  });
});
