/** A dashboard with its real widgets, drawn as a screen of the wall and fitted to the page; on a narrow page below each other. */
import { type CSSProperties, memo, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { GRID_COLUMNS, GRID_ROWS, type PlacedWidget } from '../../../electron/contract/layouts.ts';
import { WithinReach } from '../../widgets/frame/WithinReach.tsx';
import { findWidget } from '../../widgets/registry.ts';
import { uprightStyle } from '../canvas/uprightStyle.ts';
import { belowEachOther } from './belowEachOther.ts';
import './board.css';

/** A screen read from a chair, rem. */
const SCREEN = { width: 120, height: 67.5 };
/** At this width and below widgets stand below each other, px. */
const NARROW = 600;
/** A widget alone is drawn at least so wide, rem: as wide as four columns of a screen. */
const ALONE_REM = 40;

interface BoardProps {
  readonly widgets: readonly PlacedWidget[];
  /** The size that it is drawn at, rem, to look as on the wall however narrow the page; unless told it is read from a chair. */
  readonly screen?: { readonly width: number; readonly height: number };
  /** The screen is higher than wide: widgets stand below each other, as on the wall. */
  readonly upright?: boolean;
}

export function Board({ widgets, screen, upright = false }: BoardProps) {
  const { place, width } = useWidth();
  const below = useMemo(() => (upright ? uprightStyle(widgets) : null), [upright, widgets]);
  return (
    <div ref={place} className="board" data-reading={screen ? undefined : 'desk'}>
      {width === 0 ? null : !screen && width <= NARROW ? (
        <Stack widgets={widgets} width={width} />
      ) : (
        <Fitted {...(screen ?? SCREEN)} room={width}>
          <div className="board-grid" style={below?.rows}>
            {widgets.map((placed) => (
              <BoardCell key={placed.id} placed={placed} below={below?.cellOf(placed.id)} />
            ))}
          </div>
        </Fitted>
      )}
    </div>
  );
}

interface BoardCellProps {
  readonly placed: PlacedWidget;
  /** Where it stands on an upright screen. */
  readonly below: CSSProperties | undefined;
}

/** Drawn anew only when it is another: an editor changes one of many. */
const BoardCell = memo(function BoardCell({ placed, below }: BoardCellProps) {
  return (
    <div className="board-cell" style={below ?? cellOf(placed)}>
      <WithinReach placed={placed} />
    </div>
  );
});

interface StackProps extends Pick<BoardProps, 'widgets'> {
  readonly width: number;
}

/** What a widget is drawn at that has a line of a page for itself, rem. */
export function sizeAlone({ type, h }: Pick<PlacedWidget, 'type' | 'h'>): { width: number; height: number } {
  const least = findWidget(type)?.minimum.w ?? 0;
  const width = Math.max(ALONE_REM, (least * SCREEN.width) / GRID_COLUMNS);
  return { width, height: (h * SCREEN.height) / GRID_ROWS };
}

function Stack({ widgets, width }: StackProps) {
  return belowEachOther(widgets).map((placed) => {
    return (
      <Fitted key={placed.id} {...sizeAlone(placed)} room={width}>
        <WithinReach placed={placed} />
      </Fitted>
    );
  });
}

interface FittedProps {
  /** Size that the content is drawn at, rem. */
  readonly width: number;
  readonly height: number;
  /** Width there is, px. */
  readonly room: number;
  readonly children: ReactNode;
}

/** Draws its content at a size of the wall and scales it to the width there is. */
function Fitted({ width, height, room, children }: FittedProps) {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const scale = room / (width * rem);
  return (
    <div className="board-room" style={{ height: height * rem * scale }}>
      <div
        className="board-canvas"
        style={{ width: `${width}rem`, height: `${height}rem`, transform: `scale(${scale})` }}
      >
        {children}
      </div>
    </div>
  );
}

function cellOf({ x, y, w, h }: PlacedWidget): CSSProperties {
  return { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` };
}

/** Width of an element, px, whole; 0 before it is known. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const look = () => setWidth(Math.floor(element.clientWidth));
    const watching = new ResizeObserver(look);
    watching.observe(element);
    look();
    return () => watching.disconnect();
  }, []);
  return { place, width };
}
