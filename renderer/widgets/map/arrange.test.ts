import { describe, expect, it } from 'vitest';
import type { MapPack } from '../../../electron/contract/map.ts';
import { occupied, type Room } from '../../maps/freeRoom.ts';
import { packOf } from '../../maps/packs.ts';
import { arrange } from './arrange.ts';

const pack = packOf('HCM') as MapPack;
const overlap = (a: Room, b: Room): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the arrangement', () => {
  it.each([
    [1216, 848, ''],
    [1216, 848, '58'],
    [1824, 900, ''],
    [1824, 900, '58'],
    [1060, 800, '58'],
  ])('lays cartogram and legend over the free corners of a map of %i × %i', (width, height, layers) => {
    const { map, cells, legend } = arrange(pack, { width, height, rem: 16 }, layers);
    expect(overlap(cells, legend)).toBe(false);
    const covers = (room: Room): boolean =>
      occupied(pack, map).some(
        ([x, y]) => x > room.x && x < room.x + room.width && y > room.y && y < room.y + room.height,
      );
    expect(covers(cells)).toBe(false);
    expect(covers(legend)).toBe(false);
    for (const room of [cells, legend]) {
      expect(room.x).toBeGreaterThanOrEqual(0);
      expect(room.y + room.height).toBeLessThanOrEqual(height + 0.001);
    }
  });

  it('is the same picture, doubled, on a 4K wall', () => {
    const small = arrange(pack, { width: 1216, height: 848, rem: 16 }, '');
    const large = arrange(pack, { width: 2432, height: 1696, rem: 32 }, '');
    expect(large.cells.width).toBeCloseTo(small.cells.width * 2, 3);
    expect(large.legend.height).toBeCloseTo(small.legend.height * 2, 3);
    expect(large.map.world).toBeCloseTo(small.map.world * 2, 3);
  });

  it('puts cartogram and legend under the map where there is no room on it', () => {
    const { map, cells, legend } = arrange(pack, { width: 420, height: 900, rem: 16 }, '');
    expect(cells.y).toBeGreaterThanOrEqual(map.height);
    expect(legend.y).toBeGreaterThanOrEqual(cells.y + cells.height - 0.001);
  });
});
