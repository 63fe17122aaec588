/** A widget as it would begin, small as on a page below others, with the figures of now. */
import { memo, useMemo } from 'react';
import { Board, sizeAlone } from '../dashboards/Board.tsx';
import type { Starter } from './starters.ts';

/** No preview is higher, rem of the page. */
const HIGHEST_REM = 8;

interface PreviewProps {
  readonly starter: Starter;
  readonly unit: string;
  /** Until then its place is kept free. */
  readonly drawn: boolean;
}

export const Preview = memo(function Preview({ starter, unit, drawn }: PreviewProps) {
  const { type, w, h, config } = starter;
  const widgets = useMemo(
    () => [{ id: type, type, x: 0, y: 0, w, h, config: config(unit) }],
    [type, w, h, config, unit],
  );
  const { width, height } = sizeAlone({ type, h });
  const aspect = width / height;
  return (
    <div className="palette-preview" aria-hidden="true" inert>
      <div
        className="palette-sheet"
        style={{ aspectRatio: String(aspect), maxWidth: `${aspect * HIGHEST_REM}rem` }}
      >
        {drawn && <Board widgets={widgets} />}
      </div>
    </div>
  );
});
