import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boxOfLooked, lookedOn } from './looked.ts';
import { flightBetween } from './flight.ts';
import { packOf } from './packs.ts';
import { fit, project, unproject, within } from './viewport.ts';

const pack = packOf('HCM');
if (!pack) throw new Error('assets/map has no pack of HCM');
const size = { width: 1200, height: 800 };
const whole = fit(pack.frame, pack.freeCorner, size, 16);
const room = { x: 20, y: 20, width: 1160, height: 760 };

it('begins where it was, ends where it goes, and sees more on the way', () => {
  for (const { unit } of pack.regions) {
    const close = within(whole, boxOfLooked(pack, { region: unit, part: null }), room, 16);
    const { at, ms } = flightBetween(whole, close);
    expect(at(1)).toBe(close);
    expect(at(0).world).toBeCloseTo(whole.world, 3);
    expect(at(0).left).toBeCloseTo(whole.left, 6);
    expect(ms).toBeGreaterThanOrEqual(700);
    expect(ms).toBeLessThanOrEqual(2200);
    for (let share = 0; share <= 1; share += 0.1)
      for (const value of Object.values(at(share))) expect(Number.isFinite(value)).toBe(true);
  }
});

it('brings what is looked at whole into its room', () => {
  for (const { unit } of pack.regions) {
    const box = boxOfLooked(pack, { region: unit, part: null });
    const close = within(whole, box, room, 16);
    const [left, top] = project(close, [box[0], box[3]]);
    const [right, bottom] = project(close, [box[2], box[1]]);
    expect(left).toBeGreaterThanOrEqual(room.x - 0.5);
    expect(top).toBeGreaterThanOrEqual(room.y - 0.5);
    expect(right).toBeLessThanOrEqual(room.x + room.width + 0.5);
    expect(bottom).toBeLessThanOrEqual(room.y + room.height + 0.5);
  }
});

it('finds the place under a pixel again', () =>
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1200, noNaN: true }),
      fc.double({ min: 0, max: 800, noNaN: true }),
      (x, y) => {
        const [px, py] = project(whole, unproject(whole, [x, y]));
        expect(px).toBeCloseTo(x, 4);
        expect(py).toBeCloseTo(y, 4);
      },
    ),
  ));

it('looks at nothing that is not on the map', () => {
  expect(lookedOn(pack, { region: 'X', part: null })).toBeNull();
  expect(lookedOn(pack, { region: 'HCM-KV01', part: '99999' })).toEqual({ region: 'HCM-KV01', part: null });
});
