import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endsOf } from './order.ts';

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
