import { expect, it } from 'vitest';
import { freePlace } from './EndLabels.tsx';

const AREA = { x: 0, y: 0, width: 800, height: 400 };
const REM = 16;
const label = { name: '2027', value: null, above: true };
const line = (height: (x: number) => number) => Array.from({ length: 800 }, (_, x) => ({ x, y: height(x) }));

it('is above the left end of a rising line that nothing else comes near', () => {
  const place = freePlace({ x: 400, y: 200 }, label, [], AREA, REM);
  expect(place.anchor).toBe('end');
  expect(place.y).toBeLessThan(200);
});

it('keeps off another line that runs where it would stand', () => {
  const other = line((x) => 390 - x * 0.45);
  for (const x of [30, 80, 150, 300, 500]) {
    const point = { x, y: 395 - x * 0.45 };
    for (const above of [true, false]) {
      const { x: at, y, anchor } = freePlace(point, { ...label, above }, other, AREA, REM);
      const from = anchor === 'end' ? at - 54 : at;
      const crossing = other.filter((p) => p.x >= from && p.x <= from + 54 && p.y >= y - 12 && p.y <= y + 12);
      expect([x, above, crossing.length]).toEqual([x, above, 0]);
      expect(y).toBeLessThanOrEqual(AREA.height);
    }
  }
});
