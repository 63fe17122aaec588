import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlacedWidget } from '../../electron/contract/layouts.ts';
import type { Role } from '../../electron/contract/live.ts';
import type { Monitor } from '../../electron/contract/wall.ts';
import { bodyOf, illegibleOn, surfaceOf, surfaceOfRole, surfaceOfSpan } from './screenShape.ts';

const position = { place: 1, row: 1, rows: 1, column: 1, columns: 1 };
function monitor(roles: Role[], x: number, width: number, height: number): Monitor {
  const said = { id: `m${x}`, label: 'Màn', scale: 1, position, extra: null };
  return { ...said, x, y: 0, width, height, roles };
}
const minimumOf = () => ({ w: 4, h: 4 });
function widget(id: string, x: number, w: number, h: number): PlacedWidget {
  return { id, type: 'hero', x, y: 0, w, h, config: {} };
}

const rounded = ({ width, height }: { width: number; height: number }) => ({
  width: Math.round(width * 1000) / 1000,
  height: Math.round(height * 1000) / 1000,
});

describe('the shape of a screen', () => {
  it('is the usual one at 1080p and at 4K alike', () => {
    for (const surface of [surfaceOf(1920, 1080), surfaceOf(3840, 2160)])
      expect(rounded(bodyOf(surface))).toEqual({ width: 45.856, height: 22.2 });
  });

  it('is wider on an ultra-wide one, with writing of the same size', () => {
    const body = bodyOf(surfaceOf(2560, 1080));
    expect(rounded(body)).toEqual({ width: 61.974, height: 22.2 });
  });

  it('is upright on a monitor that stands', () => {
    const [stood] = [surfaceOfRole([monitor(['map'], 0, 1080, 1920)], 'map')];
    expect(stood).toEqual({ width: 1080, height: 1920, writing: 1, upright: true });
    expect(stood && rounded(bodyOf(stood))).toEqual({ width: 24.7, height: 40.106 });
  });

  it('is that of a tile where roles share a monitor, with smaller writing', () => {
    const monitors = [monitor(['statistics', 'map', 'trends', 'operations'], 0, 1920, 1080)];
    expect(surfaceOfRole(monitors, 'trends')).toEqual({
      ...{ width: 960, height: 540 },
      writing: 0.5,
      upright: false,
    });
    expect(surfaceOfRole([], 'trends')).toBeNull();
  });

  it('is the whole canvas where one lies over several monitors', () => {
    const monitors = [monitor(['map'], 0, 1920, 1080), monitor(['trends'], 1920, 1920, 1080)];
    const layout = { schema: 1 as const, id: 'a', title: { vi: 'A', en: 'A' }, widgets: [] };
    const span = { layout, roles: ['map', 'trends'] as ('map' | 'trends')[] };
    expect(surfaceOfSpan(monitors, span)).toMatchObject({ width: 3840, height: 1080 });
    expect(surfaceOfSpan(monitors.slice(0, 1), span)).toBeNull();
  });
});

describe('what cannot be read', () => {
  const small = [widget('a', 0, 3, 4), widget('b', 3, 4, 4)];
  it('is what is smaller than its widget may be, and everything where writing is small', () => {
    expect([...illegibleOn(surfaceOf(1920, 1080), small, minimumOf)]).toEqual(['a']);
    expect([...illegibleOn(surfaceOf(3440, 1440), small, minimumOf)]).toEqual([]);
    // Twice as near, twice as much has room.
    const near = { distanceM: 4, diagonalIn: 55 };
    expect([...illegibleOn(surfaceOf(1920, 1080), small, minimumOf, near)]).toEqual([]);
    const tile = { ...surfaceOf(960, 540), writing: 0.5 };
    expect([...illegibleOn(tile, small, minimumOf)]).toEqual(['a', 'b']);
  });

  it('depends on the shape of a screen, not on how many pixels it has', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 600, max: 2000 }),
        fc.integer({ min: 600, max: 2000 }),
        fc.integer({ min: 2, max: 4 }),
        (width, height, times) => {
          const of = (n: number) => [...illegibleOn(surfaceOf(width * n, height * n), small, minimumOf)];
          expect(of(times)).toEqual(of(1));
        },
      ),
    );
  });
});
