/** A widget as it would begin, small, with the figures of now. */
import { memo } from 'react';
import { bodyOf, surfaceOf } from '../../screens/screenShape.ts';
import { Board } from '../dashboards/Board.tsx';
import { GRID_COLUMNS, GRID_ROWS } from '../../../electron/contract/layouts.ts';
import type { Starter } from './starters.ts';

const BODY = bodyOf(surfaceOf(1920, 1080));

interface PreviewProps {
  readonly starter: Starter;
  readonly unit: string;
  /** Until then its place is kept free. */
  readonly drawn: boolean;
}

export const Preview = memo(function Preview({ starter, unit, drawn }: PreviewProps) {
  const { type, w, h, config } = starter;
  const screen = {
    width: (w * BODY.width) / GRID_COLUMNS,
    height: (h * BODY.height) / GRID_ROWS,
  };
  const alone = { id: type, type, x: 0, y: 0, w: GRID_COLUMNS, h: GRID_ROWS, config: config(unit) };
  const aspect = screen.width / screen.height;
  return (
    <div className="palette-preview" aria-hidden="true" inert>
      <div className="palette-sheet" style={{ aspectRatio: String(aspect), maxWidth: `${aspect * 7}rem` }}>
        {drawn && <Board widgets={[alone]} screen={screen} />}
      </div>
    </div>
  );
});
