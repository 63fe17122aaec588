/** One widget on the grid of an editor. */
import { type CSSProperties, memo } from 'react';
import { useStore } from 'zustand';
import type { PlacedWidget } from '../../../electron/contract/layouts.ts';
import type { Cells } from '../../editor/placing.ts';
import type { HeldStore } from './held.ts';
import { EDGES } from './pulling.ts';

interface CanvasCellProps {
  readonly widget: PlacedWidget;
  readonly name: string;
  readonly selected: boolean;
  /** Nothing is shown under the grid: the cell itself is to be seen. */
  readonly bare: boolean;
  /** What is wrong with it there; `undefined` when nothing is. */
  readonly warning: string | undefined;
  /** Where it stands when it cannot be moved. */
  readonly fixed: CSSProperties | undefined;
  readonly store: HeldStore;
}

/** What happens to it is heard by the grid, so that it is drawn anew only when it is another. */
export const CanvasCell = memo(function CanvasCell(props: CanvasCellProps) {
  const { widget, name, selected, bare, warning, fixed, store } = props;
  const held = useStore(store, (state) => state.held?.id === widget.id);
  return (
    <button
      type="button"
      className="canvas-cell"
      data-id={widget.id}
      data-bare={bare || undefined}
      data-held={held || undefined}
      aria-pressed={selected}
      data-fixed={fixed !== undefined || undefined}
      title={warning}
      style={fixed ?? cellStyle(widget)}
    >
      <span className="canvas-name">{name}</span>
      {warning !== undefined && (
        <span className="canvas-warning">
          <span aria-hidden="true">▲</span>
          <span className="unseen">{warning}</span>
        </span>
      )}
      {selected &&
        !fixed &&
        EDGES.map((edge) => <span key={edge} className="canvas-edge" data-edge={edge} />)}
    </button>
  );
});

export function cellStyle({ x, y, w, h }: Cells): CSSProperties {
  return { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` };
}
