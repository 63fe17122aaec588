import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endsOf, movesOf, type RankedRow } from './order.ts';

it('shows all that have room, else both ends, with one line for those between', () => {
  expect(endsOf(19, 19)).toEqual({ top: 19, bottom: 0 });
  expect(endsOf(19, 9)).toEqual({ top: 4, bottom: 4 });
  expect(endsOf(19, 8)).toEqual({ top: 3, bottom: 4 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 60 }), (count, room) => {
      const { top, bottom } = endsOf(count, room);
      expect(Math.min(top, bottom)).toBeGreaterThanOrEqual(0);
      expect(top + bottom).toBeLessThanOrEqual(count);
      // At least one at either end, whatever the room.
      if (count > room) expect(top + bottom).toBeLessThanOrEqual(Math.max(2, room - 1));
      else expect(top + bottom).toBe(count);
    }),
  );
});

function row(unit: string, value: number | null, lastYear: number | null): RankedRow {
  const values = { rate: { value, unit: 'percent', decimals: 2, target: null, lastYear } } as const;
  return { unit, name: unit, parent: 'HCM', level: 'region', lat: null, lon: null, nature: 'sample', values };
}

it('tells places gained and lost among those that can be compared', () => {
  const rows = [
    row('a', 30, 10),
    row('b', 20, 30),
    row('c', 10, 20),
    row('new', 90, null),
    row('gone', null, 5),
  ];
  expect([...movesOf(rows, 'rate', 'highest')]).toEqual([
    ['a', 2],
    ['b', -1],
    ['c', -1],
  ]);
  expect(movesOf(rows, 'rate', 'lowest').get('a')).toBe(-2);
  expect(movesOf(rows, 'other', 'highest').size).toBe(0);
});

it('gains and losses cancel out', () => {
  const value = fc.option(fc.integer({ min: 0, max: 9 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { maxLength: 40 }), (all) => {
      const moves = movesOf(
        all.map(([now, then], i) => row(`u${i}`, now, then)),
        'rate',
        'highest',
      );
      expect([...moves.values()].reduce((sum, move) => sum + move, 0)).toBe(0);
    }),
  );
});
