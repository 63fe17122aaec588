/** The grid of a layout to work on, over whatever it shows: widgets are moved and sized by pointer or by keys. */
import {
  type CSSProperties,
  type DragEvent,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  memo,
  useRef,
  useState,
} from 'react';
import { GRID_COLUMNS, GRID_ROWS, type PlacedWidget } from '../../../electron/contract/layouts.ts';
import { type Cells, type MinimumOf, place } from '../../editor/placing.ts';
import { EDGES, type Edge, pulled } from './pulling.ts';
import { CARRIED_TYPE } from './carried.ts';
import './canvas.css';

const STEPS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface GridCanvasProps {
  readonly widgets: readonly PlacedWidget[];
  readonly selected: string | null;
  /** Name of the grid as a group, for screen readers. */
  readonly label: string;
  readonly nameOf: (type: string) => string;
  readonly minimumOf: MinimumOf;
  readonly onSelect: (id: string | null) => void;
  readonly onPlace: (id: string, cells: Cells) => void;
  readonly onTake: (id: string) => void;
  /** A widget of that type was dropped with this cell under the pointer. */
  readonly onDrop?: (type: string, cell: { readonly x: number; readonly y: number }) => void;
  /** Gaps between cells as shares of width and height; what lies under the grid has the same. */
  readonly gaps?: { readonly column: number; readonly row: number };
  /** Width over height. */
  readonly aspect?: number;
  /** What the layout shows. */
  readonly children?: ReactNode;
}

/** Where a widget is held, and where it would be put. */
interface Held {
  readonly id: string;
  readonly cells: Cells;
  readonly refused: boolean;
}

interface Grip {
  readonly widget: PlacedWidget;
  readonly edge: Edge | null;
  readonly fromX: number;
  readonly fromY: number;
}

export function GridCanvas(props: GridCanvasProps) {
  const { widgets, selected, label, nameOf, minimumOf, onSelect, onPlace, onTake, onDrop, children } = props;
  const { gaps = { column: 0.004, row: 0.007 }, aspect = 16 / 9 } = props;
  const canvas = useRef<HTMLDivElement>(null);
  const grip = useRef<Grip | null>(null);
  const frame = useRef(0);
  const [held, setHeld] = useState<Held | null>(null);
  const [over, setOver] = useState<{ x: number; y: number } | null>(null);

  function take(event: PointerEvent, widget: PlacedWidget, edge: Edge | null): void {
    if (event.button !== 0) return;
    event.stopPropagation();
    onSelect(widget.id);
    grip.current = { widget, edge, fromX: event.clientX, fromY: event.clientY };
    canvas.current?.setPointerCapture(event.pointerId);
  }

  /** At most once a frame, and only when another cell is reached. */
  function move(event: PointerEvent): void {
    const { clientX, clientY } = event;
    if (!grip.current || frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const next = heldAt(clientX, clientY);
      if (next) setHeld((now) => (now && isSamePlace(now, next) ? now : next));
    });
  }

  function heldAt(clientX: number, clientY: number): Held | null {
    const box = canvas.current?.getBoundingClientRect();
    if (!grip.current || !box) return null;
    const { widget, edge, fromX, fromY } = grip.current;
    const dx = Math.round((clientX - fromX) / (box.width / GRID_COLUMNS));
    const dy = Math.round((clientY - fromY) / (box.height / GRID_ROWS));
    const cells = pulled(widget, edge, dx, dy);
    const refused = 'refusal' in place(widgets, widget.id, cells, minimumOf);
    return { id: widget.id, cells, refused };
  }

  function drop(event: PointerEvent): void {
    cancelAnimationFrame(frame.current);
    frame.current = 0;
    const last = heldAt(event.clientX, event.clientY);
    const widget = grip.current?.widget;
    grip.current = null;
    setHeld(null);
    if (last && widget && !isSamePlace({ ...last, cells: widget }, last)) onPlace(last.id, last.cells);
  }

  function letGo(): void {
    grip.current = null;
    setHeld(null);
  }

  function press(event: KeyboardEvent, { id, x, y, w, h }: PlacedWidget): void {
    if (event.key === 'Delete') return onTake(id);
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const [dx, dy] = step;
    onPlace(id, event.shiftKey ? { x, y, w: w + dx, h: h + dy } : { x: x + dx, y: y + dy, w, h });
  }

  function cellUnder(event: DragEvent): { x: number; y: number } | null {
    const box = canvas.current?.getBoundingClientRect();
    if (!box || !onDrop || !event.dataTransfer.types.includes(CARRIED_TYPE)) return null;
    const x = Math.floor(((event.clientX - box.left) / box.width) * GRID_COLUMNS);
    const y = Math.floor(((event.clientY - box.top) / box.height) * GRID_ROWS);
    return { x: Math.min(GRID_COLUMNS - 1, Math.max(0, x)), y: Math.min(GRID_ROWS - 1, Math.max(0, y)) };
  }

  const style = {
    aspectRatio: String(aspect),
    '--gap-column': `${gaps.column * 100}%`,
    '--gap-row': `${gaps.row * 100}%`,
  } as CSSProperties;
  return (
    <div
      ref={canvas}
      className="canvas"
      style={style}
      data-held={held !== null || over !== null || undefined}
      onPointerMove={move}
      onPointerUp={drop}
      onPointerCancel={letGo}
      onPointerDown={() => onSelect(null)}
      onDragOver={(event) => {
        const cell = cellUnder(event);
        if (!cell) return;
        event.preventDefault();
        setOver((now) => (now?.x === cell.x && now.y === cell.y ? now : cell));
      }}
      onDragLeave={() => setOver(null)}
      onDrop={(event) => {
        const cell = cellUnder(event);
        setOver(null);
        if (!cell) return;
        event.preventDefault();
        onDrop?.(event.dataTransfer.getData(CARRIED_TYPE), cell);
      }}
    >
      {children !== undefined && <div className="canvas-under">{children}</div>}
      <div className="canvas-lines" aria-hidden="true">
        {held !== null || over !== null ? <Lines /> : null}
      </div>
      <div className="canvas-grid" role="group" aria-label={label}>
        {widgets.map((widget) => (
          <button
            key={widget.id}
            type="button"
            className="canvas-cell"
            data-bare={children === undefined || undefined}
            data-held={held?.id === widget.id || undefined}
            aria-pressed={widget.id === selected}
            style={cellStyle(widget)}
            onPointerDown={(event) => take(event, widget, null)}
            onFocus={() => onSelect(widget.id)}
            onClick={() => onSelect(widget.id)}
            onKeyDown={(event) => press(event, widget)}
          >
            <span className="canvas-name">{nameOf(widget.type)}</span>
            {widget.id === selected &&
              EDGES.map((edge) => (
                <span
                  key={edge}
                  className="canvas-edge"
                  data-edge={edge}
                  onPointerDown={(event) => take(event, widget, edge)}
                />
              ))}
          </button>
        ))}
        {held && (
          <span
            className="canvas-ghost"
            data-refused={held.refused || undefined}
            style={ghostStyle(held.cells)}
          />
        )}
        {over && <span className="canvas-ghost" style={cellStyle({ ...over, w: 1, h: 1 })} />}
      </div>
    </div>
  );
}

const Lines = memo(function Lines() {
  return Array.from({ length: GRID_COLUMNS * GRID_ROWS }, (_, i) => <i key={i} />);
});

function isSamePlace(a: Held, b: Held): boolean {
  return (['x', 'y', 'w', 'h'] as const).every((side) => a.cells[side] === b.cells[side]);
}

function cellStyle({ x, y, w, h }: Cells): CSSProperties {
  return { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` };
}

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
