/** Where widgets stand on an upright screen, as styles of a grid; the same ones as long as the widgets are the same. */
import type { CSSProperties } from 'react';
import type { PlacedWidget } from '../../../electron/contract/layouts.ts';
import { upright } from '../../screens/portrait.ts';

export interface UprightStyles {
  readonly rows: CSSProperties;
  cellOf(id: string): CSSProperties | undefined;
}

export function uprightStyle(widgets: readonly PlacedWidget[]): UprightStyles {
  const { cells, rows } = upright(widgets);
  const styles = new Map(
    [...cells].map(([id, { column, columns, row }]) => [
      id,
      { gridColumn: `${column} / span ${columns}`, gridRow: row },
    ]),
  );
  return {
    rows: { gridTemplateRows: rows.map((share) => `minmax(0, ${share}fr)`).join(' ') },
    cellOf: (id) => styles.get(id),
  };
}
