/** The grid of a layout to work on, over whatever it shows: widgets are moved and sized by pointer or by keys. */
import {
  type CSSProperties,
  type DragEvent,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type SyntheticEvent,
  useMemo,
  useRef,
  useState,
} from 'react';
import { GRID_COLUMNS, GRID_ROWS, type PlacedWidget } from '../../../electron/contract/layouts.ts';
import { type Cells, type MinimumOf, place, refusalOf } from '../../editor/placing.ts';
import { CanvasCell } from './CanvasCell.tsx';
import { CARRIED_TYPE } from './carried.ts';
import { Ghost, Lines } from './Ghost.tsx';
import { createHeld, type Held, holdAt, isSamePlace } from './held.ts';
import { EDGES, type Edge, pulled } from './pulling.ts';
import { uprightStyle } from './uprightStyle.ts';
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
  /** What is dragged from a palette: as large as it begins. */
  readonly carried?: { readonly type: string; readonly w: number; readonly h: number } | undefined;
  /** It was dropped with its upper left cell there. */
  readonly onDrop?: (cell: { readonly x: number; readonly y: number }) => void;
  /** Gaps between cells as shares of width and height; what lies under the grid has the same. */
  readonly gaps?: { readonly column: number; readonly row: number };
  /** Width over height. */
  readonly aspect?: number;
  /** Widgets stand below each other in reading order, as on an upright screen: nothing can be moved there. */
  readonly upright?: boolean;
  /** Words for what is wrong with a widget here. */
  readonly warningOf?: (id: string) => string | undefined;
  /** What the layout shows. */
  readonly children?: ReactNode;
}

interface Grip {
  readonly widget: PlacedWidget;
  readonly edge: Edge | null;
  readonly fromX: number;
  readonly fromY: number;
}

export function GridCanvas(props: GridCanvasProps) {
  const { widgets, selected, label, nameOf, minimumOf, onSelect, onPlace, onTake, onDrop, children } = props;
  const {
    gaps = { column: 0.004, row: 0.007 },
    aspect = 16 / 9,
    carried,
    upright = false,
    warningOf,
  } = props;
  const below = useMemo(() => (upright ? uprightStyle(widgets) : null), [upright, widgets]);
  const canvas = useRef<HTMLDivElement>(null);
  const grip = useRef<Grip | null>(null);
  const frame = useRef(0);
  const pointer = useRef({ x: 0, y: 0 });
  const [store] = useState(createHeld);

  function widgetOf({ target }: SyntheticEvent): PlacedWidget | undefined {
    const id =
      target instanceof Element ? target.closest<HTMLElement>('.canvas-cell')?.dataset['id'] : undefined;
    return widgets.find((one) => one.id === id);
  }

  function take(event: PointerEvent): void {
    if (event.button !== 0) return;
    const widget = widgetOf(event);
    onSelect(widget?.id ?? null);
    if (!widget || upright) return;
    const pulledAt = event.target instanceof HTMLElement ? event.target.dataset['edge'] : undefined;
    const edge = EDGES.find((one) => one === pulledAt) ?? null;
    grip.current = { widget, edge, fromX: event.clientX, fromY: event.clientY };
    canvas.current?.setPointerCapture(event.pointerId);
  }

  /** At most once a frame, to where the pointer is by then. */
  function move(event: PointerEvent): void {
    pointer.current = { x: event.clientX, y: event.clientY };
    if (!grip.current || frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const next = heldAt(pointer.current.x, pointer.current.y);
      if (next) holdAt(store, next);
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
    const last = heldAt(event.clientX, event.clientY);
    const widget = grip.current?.widget;
    letGo();
    if (last && widget && !isSamePlace(widget, last.cells)) onPlace(widget.id, last.cells);
  }

  function letGo(): void {
    cancelAnimationFrame(frame.current);
    frame.current = 0;
    grip.current = null;
    holdAt(store, null);
  }

  function select(event: SyntheticEvent): void {
    const widget = widgetOf(event);
    if (widget && widget.id !== selected) onSelect(widget.id);
  }

  function press(event: KeyboardEvent): void {
    const widget = widgetOf(event);
    if (!widget) return;
    const { id, x, y, w, h } = widget;
    if (event.key === 'Delete') return onTake(id);
    const step = STEPS[event.key];
    if (!step || upright || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const [dx, dy] = step;
    onPlace(id, event.shiftKey ? { x, y, w: w + dx, h: h + dy } : { x: x + dx, y: y + dy, w, h });
  }

  /** Where what is dragged from a palette would stand: its upper left cell under the pointer, as far as the grid goes. */
  function carriedOver(event: DragEvent): Held | null {
    const box = canvas.current?.getBoundingClientRect();
    if (!box || !carried || upright || !event.dataTransfer.types.includes(CARRIED_TYPE)) return null;
    const { type, w, h } = carried;
    const x = Math.floor(((event.clientX - box.left) / box.width) * GRID_COLUMNS);
    const y = Math.floor(((event.clientY - box.top) / box.height) * GRID_ROWS);
    const cells = { x: within(x, GRID_COLUMNS - w), y: within(y, GRID_ROWS - h), w, h };
    return { id: null, cells, refused: refusalOf(widgets, null, cells, minimumOf(type)) !== null };
  }

  const style = {
    aspectRatio: String(aspect),
    maxWidth: `${aspect * 80}vh`,
    '--gap-column': `${gaps.column * 100}%`,
    '--gap-row': `${gaps.row * 100}%`,
  } as CSSProperties;
  return (
    <div
      ref={canvas}
      className="canvas"
      style={style}
      onPointerMove={move}
      onPointerUp={drop}
      onPointerCancel={letGo}
      onPointerDown={take}
      onDragOver={(event) => {
        const over = carriedOver(event);
        if (!over) return;
        event.preventDefault();
        holdAt(store, over);
      }}
      onDragLeave={() => holdAt(store, null)}
      onDrop={(event) => {
        const over = carriedOver(event);
        holdAt(store, null);
        if (!over) return;
        event.preventDefault();
        onDrop?.(over.cells);
      }}
    >
      {children !== undefined && <div className="canvas-under">{children}</div>}
      <Lines store={store} />
      <div
        className="canvas-grid"
        role="group"
        aria-label={label}
        style={below?.rows}
        onFocus={select}
        onClick={select}
        onKeyDown={press}
      >
        {widgets.map((widget) => (
          <CanvasCell
            key={widget.id}
            widget={widget}
            name={nameOf(widget.type)}
            selected={widget.id === selected}
            bare={children === undefined}
            warning={warningOf?.(widget.id)}
            fixed={below?.cellOf(widget.id)}
            store={store}
          />
        ))}
        <Ghost store={store} />
      </div>
    </div>
  );
}

function within(n: number, most: number): number {
  return Math.min(Math.max(n, 0), most);
}
