/** The shape of the screen that a layout is drawn on, in the wall's own measure, and what is too small on it. Pure. */
import { GRID_COLUMNS, GRID_ROWS, type PlacedWidget, type Span } from '../../electron/contract/layouts.ts';
import type { Role } from '../../electron/contract/live.ts';
import type { Viewing } from '../../electron/contract/screens.ts';
import type { Monitor } from '../../electron/contract/wall.ts';
import { remsHigh, USUAL_VIEWING } from '../ui/legibility.ts';
import { upright } from './portrait.ts';
import { spanView } from './spanView.ts';
import { tilingOf } from './tiles.ts';

/** Where a layout is drawn, in device-independent pixels. */
export interface Surface {
  readonly width: number;
  readonly height: number;
  /** Size of writing there against that on a monitor it had for itself. */
  readonly writing: number;
  /** Widgets stand below each other. */
  readonly upright: boolean;
}

/** The part of a screen that widgets have, rem. */
export interface Body {
  readonly width: number;
  readonly height: number;
}

/** Sides of a screen and what widgets do not have of it, rem: as the wall's style sheets have them. */
const SHORT = remsHigh(USUAL_VIEWING);
const LONG = (SHORT * 16) / 9;
const MARGIN = 1.25;
const FOOT = 0.75;
const HEADER = { wide: 4.25, upright: 7.5 };
/** Gaps between widgets, rem. */
const GAP = { column: 1.25, row: 0.875 };
/** A widget's least size is meant for this screen. */
const USUAL = { width: LONG - 2 * MARGIN, height: SHORT - HEADER.wide - FOOT };
/** A widget smaller than this share of its least size cannot be read from where people stand. */
const LEGIBLE = 0.8;

/** A screen of its own of that many pixels. */
export function surfaceOf(width: number, height: number): Surface {
  return { width, height, writing: 1, upright: height > width };
}

/** Where a role is drawn as the monitors hang now; `null` where it hangs nowhere. */
export function surfaceOfRole(monitors: readonly Monitor[], role: Role): Surface | null {
  const monitor = monitors.find(({ roles }) => roles.includes(role));
  if (!monitor) return null;
  const { columns, rows, upright: high } = tilingOf(monitor.roles.length, monitor.height >= monitor.width);
  const [width, height] = [monitor.width / columns, monitor.height / rows];
  const alone = remOf(surfaceOf(monitor.width, monitor.height));
  return { width, height, upright: high, writing: remOf({ width, height, upright: high }) / alone };
}

/** The canvas over the monitors of several roles; `null` where they do not hang so. */
export function surfaceOfSpan(monitors: readonly Monitor[], span: Span): Surface | null {
  const arrangement = monitors.flatMap(({ roles, x, y, width, height }) =>
    roles.map((role) => ({ role, x, y, width, height })),
  );
  const views = monitors.flatMap(({ roles }) => spanView(span, roles, arrangement) ?? []);
  const [view] = views;
  return view && views.length > 1 ? surfaceOf(view.width, view.height) : null;
}

/** Pixels of one rem. @param short rem that the shorter side of a 16:9 screen has */
function remOf(
  { width, height, upright: high }: Pick<Surface, 'width' | 'height' | 'upright'>,
  short = SHORT,
): number {
  const long = (short * 16) / 9;
  return high ? Math.min(width / short, height / long) : Math.min(width / long, height / short);
}

/** What widgets have of a surface that is read from there. */
export function bodyOf(surface: Surface, viewing: Viewing = USUAL_VIEWING): Body {
  const rem = remOf(surface, remsHigh(viewing));
  const header = surface.upright ? HEADER.upright : HEADER.wide;
  return {
    width: surface.width / rem - 2 * MARGIN,
    height: surface.height / rem - header - FOOT,
  };
}

/** Gaps between cells, as shares of the body. */
export function gapsOf({ width, height }: Body): { readonly column: number; readonly row: number } {
  return { column: GAP.column / width, row: GAP.row / height };
}

/**
 * Ids of the widgets that cannot be read on that surface.
 * @param minimumOf least size of a type, in cells of the usual screen
 */
export function illegibleOn(
  surface: Surface,
  widgets: readonly PlacedWidget[],
  minimumOf: (type: string) => { readonly w: number; readonly h: number },
  viewing: Viewing = USUAL_VIEWING,
): ReadonlySet<string> {
  const body = bodyOf(surface, viewing);
  const { cells, rows } = upright(widgets);
  const shares = rows.reduce((sum, one) => sum + one, 0);
  const sizeOf = ({ id, w, h }: PlacedWidget): Body => {
    const cell = surface.upright ? cells.get(id) : undefined;
    if (!cell) return { width: (w * body.width) / GRID_COLUMNS, height: (h * body.height) / GRID_ROWS };
    return {
      width: (cell.columns * body.width) / GRID_COLUMNS,
      height: ((rows[cell.row - 1] ?? 0) * body.height) / shares,
    };
  };
  const isSmall = (widget: PlacedWidget) => {
    const { w, h } = minimumOf(widget.type);
    const { width, height } = sizeOf(widget);
    const least = { width: (w * USUAL.width) / GRID_COLUMNS, height: (h * USUAL.height) / GRID_ROWS };
    // On an upright screen all have the width there is: less of it is made up for by height.
    const small = surface.upright
      ? width * height < least.width * least.height * LEGIBLE
      : width < least.width * LEGIBLE || height < least.height * LEGIBLE;
    return small || surface.writing < LEGIBLE;
  };
  return new Set(widgets.filter(isSmall).map(({ id }) => id));
}
