/** A dashboard on a narrow page: its widgets below each other, in reading order. */
import { GRID_COLUMNS, type PlacedWidget } from '../../../electron/contract/layouts.ts';
import { config as figuresConfig } from '../../widgets/figures/config.ts';

/** Rows of the grid that one figure stands in, alone. */
const FIGURE_ROWS = 2;

/** A group of figures is drawn as its figures: side by side they would be too small to read. */
export function belowEachOther(widgets: readonly PlacedWidget[]): PlacedWidget[] {
  return [...widgets].sort((a, b) => a.y - b.y || a.x - b.x).flatMap(figuresOf);
}

function figuresOf(placed: PlacedWidget): PlacedWidget[] {
  if (placed.type !== 'figures') return [placed];
  const group = figuresConfig.safeParse(placed.config);
  if (!group.success) return [placed];
  const { unit, rows } = group.data;
  return [...new Set(rows.flatMap(({ indicators }) => indicators))].map((indicator) => ({
    ...{ id: `${placed.id}-${indicator.replaceAll('_', '-')}`, type: 'figure', config: { unit, indicator } },
    ...{ x: 0, y: 0, w: GRID_COLUMNS, h: FIGURE_ROWS },
  }));
}
