import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MapRegion, Position, Shape } from '../../electron/contract/map.ts';
import { casesPerDot, dotsIn } from './dots.ts';
import { packOf } from './packs.ts';

const regions = packOf('HCM')?.regions ?? [];

function region(unit: string, shape: Shape): MapRegion {
  return { unit, shape, label: [0, 0], roomKm: 1, seat: [0, 0] };
}

function contains(shape: Shape, [x, y]: Position): boolean {
  let inside = false;
  for (const ring of shape.flat())
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]] as [Position, Position];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  return inside;
}

const pairs = (dots: Float32Array): Position[] =>
  Array.from({ length: dots.length / 2 }, (_, i): Position => [dots[2 * i] ?? 0, dots[2 * i + 1] ?? 0]);

describe('dots', () => {
  it('lie in their region', () => {
    for (const one of regions) {
      const dots = pairs(dotsIn([{ region: one, count: 400 }]));
      expect(dots).toHaveLength(400);
      // Written down in 32 bits a dot may fall a metre over its border.
      expect(dots.filter((dot) => !contains(one.shape, dot)).length).toBeLessThanOrEqual(2);
    }
  });

  it('stay where they are while more come, and are the same every time', () =>
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(18), (few, more, which) => {
        const one = regions[which] as MapRegion;
        const before = dotsIn([{ region: one, count: few }]);
        const after = dotsIn([{ region: one, count: few + more }]);
        expect([...after.slice(0, before.length)]).toEqual([...before]);
        expect(dotsIn([{ region: { ...one }, count: few }])).toEqual(before);
      }),
    ));

  it('are spread evenly: halves of a region hold about as many, and a hole none', () => {
    const square = (a: number, b: number): Position[] => [
      [a, a],
      [b, a],
      [b, b],
      [a, b],
      [a, a],
    ];
    const ring = region('ring', [[square(10, 11), square(10.4, 10.6)]]);
    const dots = pairs(dotsIn([{ region: ring, count: 2000 }]));
    const west = dots.filter(([x]) => x < 10.5).length;
    expect(Math.abs(west - 1000)).toBeLessThan(40);
    expect(dots.filter(([x, y]) => x > 10.401 && x < 10.599 && y > 10.401 && y < 10.599)).toEqual([]);
  });

  it('stand for as many cases as keeps them few enough', () =>
    fc.assert(
      fc.property(fc.nat(5_000_000), fc.integer({ min: 100, max: 1_000_000 }), (total, most) => {
        const each = casesPerDot(total, most);
        expect(total / each).toBeLessThanOrEqual(most);
        expect([1, 2, 5]).toContain(Number(String(each)[0]));
      }),
    ));
});
