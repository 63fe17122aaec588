/** Where widgets stand on an upright screen, as styles of a grid; the same ones as long as the widgets are the same. */
import type { CSSProperties } from 'react';
import { GRID_COLUMNS, type PlacedWidget } from '../../../electron/contract/layouts.ts';
import { upright } from '../../screens/portrait.ts';

export interface UprightStyle {
  readonly style: CSSProperties;
  /** It has the whole width. */
  readonly wide: boolean;
}

export interface UprightStyles {
  readonly rows: CSSProperties;
  cellOf(id: string): UprightStyle | undefined;
}

export function uprightStyle(widgets: readonly PlacedWidget[]): UprightStyles {
  const { cells, rows } = upright(widgets);
  const styles = new Map(
    [...cells].map(([id, { column, columns, row }]) => [
      id,
      { style: { gridColumn: `${column} / span ${columns}`, gridRow: row }, wide: columns === GRID_COLUMNS },
    ]),
  );
  return {
    rows: { gridTemplateRows: rows.map((share) => `minmax(0, ${share}fr)`).join(' ') },
    cellOf: (id) => styles.get(id),
  };
}
