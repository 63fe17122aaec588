import { expect, it } from 'vitest';
import type { PlacedWidget } from '../../../../electron/contract/layouts.ts';
import { firstFree, isFree, movedTo } from './places.ts';

const widget = (id: string, x: number, y: number, w: number, h: number): PlacedWidget => ({
  ...{ id, x, y, w, h },
  type: 'figure',
  config: {},
});
const two = [widget('a', 0, 0, 6, 12), widget('b', 6, 0, 6, 6)];

it('finds the first free place in reading order, and none on a full grid', () => {
  expect(firstFree({ w: 4, h: 4 }, two)).toEqual({ x: 6, y: 6, w: 4, h: 4 });
  expect(firstFree({ w: 7, h: 1 }, two)).toBeNull();
});

it('moves a widget to a free place on the grid only', () => {
  expect(movedTo(two, 'b', { x: 6, y: 6, w: 6, h: 6 })[1]).toMatchObject({ y: 6 });
  expect(movedTo(two, 'b', { x: 5, y: 0, w: 6, h: 6 })).toBe(two);
  expect(movedTo(two, 'b', { x: 6, y: 7, w: 6, h: 6 })).toBe(two);
  expect(isFree({ x: 0, y: 0, w: 0, h: 1 }, [])).toBe(false);
});
