/** Widgets on the grid of 12 × 12: every step is pure, and either leaves a layout valid or says why it cannot be done. */
import { GRID_COLUMNS, GRID_ROWS, type PlacedWidget } from '../../electron/contract/layouts.ts';

/** A place on the grid, in cells. */
export interface Cells {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Minimum {
  readonly w: number;
  readonly h: number;
}

/** Smallest size of a widget by its type; unknown types may have any. */
export type MinimumOf = (type: string) => Minimum;

/** Why a widget cannot stand where it was put. */
export type Refusal =
  | { readonly why: 'off_grid' }
  | { readonly why: 'too_small'; readonly minimum: Minimum }
  | { readonly why: 'over'; readonly other: string }
  | { readonly why: 'no_room' }
  | { readonly why: 'full' };

export type Placed = { readonly widgets: readonly PlacedWidget[] } | { readonly refusal: Refusal };

/** As many as a layout may have. */
const WIDGETS_MAX = 60;

/** Why a widget may not stand there; `null` when it may. */
export function refusalOf(
  widgets: readonly PlacedWidget[],
  id: string | null,
  cells: Cells,
  minimum: Minimum,
): Refusal | null {
  const { x, y, w, h } = cells;
  if (x < 0 || y < 0 || x + w > GRID_COLUMNS || y + h > GRID_ROWS) return { why: 'off_grid' };
  if (w < minimum.w || h < minimum.h) return { why: 'too_small', minimum };
  const other = widgets.find((one) => one.id !== id && !apart(one, cells));
  return other ? { why: 'over', other: other.id } : null;
}

function apart(a: Cells, b: Cells): boolean {
  return a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
}

/** Moves or resizes a widget. */
export function place(
  widgets: readonly PlacedWidget[],
  id: string,
  { x, y, w, h }: Cells,
  minimumOf: MinimumOf,
): Placed {
  const found = widgets.find((one) => one.id === id);
  if (!found) return { widgets };
  const refusal = refusalOf(widgets, id, { x, y, w, h }, minimumOf(found.type));
  if (refusal) return { refusal };
  return { widgets: widgets.map((one) => (one.id === id ? { ...one, x, y, w, h } : one)) };
}

/** Puts a new widget there, under an id that none has; `id` of the answer is that. */
export function add(
  widgets: readonly PlacedWidget[],
  widget: Omit<PlacedWidget, 'id'>,
  minimumOf: MinimumOf,
): { readonly widgets: readonly PlacedWidget[]; readonly id: string } | { readonly refusal: Refusal } {
  if (widgets.length >= WIDGETS_MAX) return { refusal: { why: 'full' } };
  const refusal = refusalOf(widgets, null, widget, minimumOf(widget.type));
  if (refusal) return { refusal };
  const id = freeId(widgets, widget.type);
  return { id, widgets: [...widgets, { ...widget, id }] };
}

/** The same at the first free place in reading order: as large as wanted, else as small as it may be. */
export function addAnywhere(
  widgets: readonly PlacedWidget[],
  widget: Pick<PlacedWidget, 'type' | 'config' | 'w' | 'h'>,
  minimumOf: MinimumOf,
): ReturnType<typeof add> {
  const minimum = minimumOf(widget.type);
  for (const { w, h } of [widget, minimum]) {
    const free = freePlace(widgets, { w: Math.max(w, minimum.w), h: Math.max(h, minimum.h) });
    if (free) return add(widgets, { ...widget, ...free }, minimumOf);
  }
  return { refusal: { why: 'no_room' } };
}

/** The first place of this size in reading order that nothing stands on; `null` without one. */
function freePlace(widgets: readonly PlacedWidget[], { w, h }: Minimum): Cells | null {
  for (let y = 0; y + h <= GRID_ROWS; y += 1)
    for (let x = 0; x + w <= GRID_COLUMNS; x += 1)
      if (widgets.every((one) => apart(one, { x, y, w, h }))) return { x, y, w, h };
  return null;
}

export function remove(widgets: readonly PlacedWidget[], id: string): readonly PlacedWidget[] {
  return widgets.filter((one) => one.id !== id);
}

export function configure(
  widgets: readonly PlacedWidget[],
  id: string,
  config: PlacedWidget['config'],
): readonly PlacedWidget[] {
  return widgets.map((one) => (one.id === id ? { ...one, config } : one));
}

/** `ranking`, `ranking-2`, … */
function freeId(widgets: readonly PlacedWidget[], type: string): string {
  const taken = new Set(widgets.map(({ id }) => id));
  const stem =
    type
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]/g, '-')
      .replace(/^-+/, '')
      .slice(0, 50) || 'widget';
  if (!taken.has(stem)) return stem;
  for (let n = 2; ; n += 1) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`;
}
