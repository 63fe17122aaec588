import { describe, expect, it } from 'vitest';
import type { MapPack } from '../../../electron/contract/map.ts';
import { occupied, type Room } from '../../maps/freeRoom.ts';
import { packOf } from '../../maps/packs.ts';
import { arrange } from './arrange.ts';

const pack = packOf('HCM') as MapPack;
const NONE = { sentences: [56], onMap: false, rowRem: 0 };
const FLOWS = { sentences: [56, 58], onMap: true, rowRem: 0 };
const overlap = (a: Room, b: Room): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the arrangement', () => {
  it.each([
    [1216, 848, NONE],
    [1216, 848, FLOWS],
    [1824, 900, NONE],
    [1824, 900, FLOWS],
    [1060, 800, FLOWS],
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
    const small = arrange(pack, { width: 1216, height: 848, rem: 16 }, NONE);
    const large = arrange(pack, { width: 2432, height: 1696, rem: 32 }, NONE);
    expect(large.cells.width).toBeCloseTo(small.cells.width * 2, 3);
    expect(large.legend.height).toBeCloseTo(small.legend.height * 2, 3);
    expect(large.map.world).toBeCloseTo(small.map.world * 2, 3);
  });

  it('puts cartogram and legend under the map where there is no room on it', () => {
    const { map, cells, legend } = arrange(pack, { width: 420, height: 900, rem: 16 }, NONE);
    expect(cells.y).toBeGreaterThanOrEqual(map.height);
    expect(legend.y).toBeGreaterThanOrEqual(cells.y + cells.height - 0.001);
  });

  it('gives the room of the cartogram to a map with layers where there is none for both', () => {
    const { map, cells, legend, named } = arrange(pack, { width: 1800, height: 800, rem: 40 }, FLOWS);
    expect(cells.width).toBe(0);
    expect(map.width).toBeGreaterThan(legend.width);
    expect(legend.x).toBeGreaterThanOrEqual(map.width);
    expect(named).toBe(true);
  });

  it('draws a map of more regions than cells without a cartogram', () => {
    const large = { ...pack, cartogram: [] };
    for (const [width, height] of [
      [1800, 800],
      [800, 1600],
    ] as const) {
      const { map, cells, legend } = arrange(large, { width, height, rem: 40 }, NONE);
      expect(cells.width).toBe(0);
      expect(overlap(legend, { x: 0, y: 0, width: map.width, height: map.height })).toBe(false);
    }
  });
});
