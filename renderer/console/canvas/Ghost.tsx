/** What follows the pointer over the grid of an editor, and the lines it snaps to. */
import { type CSSProperties, memo } from 'react';
import { useStore } from 'zustand';
import { GRID_COLUMNS, GRID_ROWS } from '../../../electron/contract/layouts.ts';
import type { Cells } from '../../editor/placing.ts';
import { cellStyle } from './CanvasCell.tsx';
import type { HeldStore } from './held.ts';

export function Ghost({ store }: { readonly store: HeldStore }) {
  const held = useStore(store, (state) => state.held);
  if (!held) return null;
  return (
    <span className="canvas-ghost" data-refused={held.refused || undefined} style={ghostStyle(held.cells)} />
  );
}

/** The cells of the grid, seen as long as something is held over it. */
export function Lines({ store }: { readonly store: HeldStore }) {
  const shown = useStore(store, (state) => state.held !== null);
  return (
    <div className="canvas-lines" aria-hidden="true" data-shown={shown || undefined}>
      <EveryCell />
    </div>
  );
}

const EveryCell = memo(function EveryCell() {
  return Array.from({ length: GRID_COLUMNS * GRID_ROWS }, (_, i) => <i key={i} />);
});

/** Kept on the grid, so that what is refused is seen as well. */
function ghostStyle({ x, y, w, h }: Cells): CSSProperties {
  const within = (n: number, most: number) => Math.min(Math.max(n, 0), most);
  const [left, top] = [within(x, GRID_COLUMNS - 1), within(y, GRID_ROWS - 1)];
  return cellStyle({
    x: left,
    y: top,
    w: Math.max(1, within(x + w, GRID_COLUMNS) - left),
    h: Math.max(1, within(y + h, GRID_ROWS) - top),
  });
}
