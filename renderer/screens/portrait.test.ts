import { describe, expect, it } from 'vitest';
import type { PlacedWidget } from '../../electron/contract/layouts.ts';
import { upright } from './portrait.ts';

const widget = (id: string, x: number, y: number, w: number, h: number): PlacedWidget => ({
  ...{ id, x, y, w, h },
  type: 'figure',
  config: {},
});

describe('an upright screen', () => {
  it('shows below each other what stood side by side, in reading order, with the area it had', () => {
    const { cells, rows } = upright([
      widget('figures', 0, 5, 12, 7),
      widget('money', 6, 0, 6, 5),
      widget('cases', 0, 0, 6, 5),
    ]);
    expect([...cells]).toEqual([
      ['cases', { column: 1, columns: 12, row: 1 }],
      ['money', { column: 1, columns: 12, row: 2 }],
      ['figures', { column: 1, columns: 12, row: 3 }],
    ]);
    expect(rows).toEqual([2.5, 2.5, 7]);
  });
  it('keeps narrow ones of a row side by side, and none too low to be read', () => {
    const { cells, rows } = upright([
      widget('a', 0, 0, 4, 6),
      widget('b', 4, 0, 4, 6),
      widget('c', 8, 0, 4, 6),
      widget('low', 0, 6, 12, 1),
    ]);
    expect(cells.get('a')).toEqual({ column: 1, columns: 6, row: 1 });
    expect(cells.get('b')).toEqual({ column: 7, columns: 6, row: 1 });
    expect(cells.get('c')).toEqual({ column: 1, columns: 12, row: 2 });
    expect(rows).toEqual([4, 3, 2.5]);
  });
});
