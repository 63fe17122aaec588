/** Where map, cartogram and legend stand in the widget's box. */
import type { MapPack } from '../../../electron/contract/map.ts';
import type { Size } from '../../charts/useSize.ts';
import { gridOf } from '../../maps/cells.ts';
import { clearHeight, type Corner, occupied, type Room, roomIn } from '../../maps/freeRoom.ts';
import type { Pixel } from '../../maps/viewport.ts';
import { fit, type Viewport } from '../../maps/viewport.ts';
import { briefLines, legendHeight, type LegendLayers } from './legendHeight.ts';

/** A cell of the cartogram, rem: what reads well, from the best size down. */
const CELL = { widest: 9, narrowest: 5.25, highest: 7, lowest: 4.5, stride: 0.5 };
/** Widths the legend may have in a corner of the map, rem. */
const LEGEND = { narrowest: 19, widest: 42 };
const GAP = 1;

export interface Arrangement {
  readonly map: Viewport;
  readonly cells: Room;
  readonly legend: Room;
  /** The legend has room for what must be said and no more. */
  readonly brief: boolean;
  /** The map has room for names. */
  readonly named: boolean;
}

/** A cell of the cartogram that stands beside the map, the width that must be left for the map, and the short legend; rem. */
const BESIDE = { width: 5.5, height: 3.5, map: 11.5, legend: 3.75, line: 1.8, gap: 0.5 };
/** The same of a cartogram under the map: offices are named by their numbers alone. */
const STACKED = { width: 3.9, height: 3.75, map: 10, legend: 7.5 };

/** The legend beside a map that has the room, and what must be left for that map. */
const FIRST = { legend: 19, map: 18, below: 1.8 };

/**
 * Layers that lie on the map want a large map: where there is no room for both, it takes the cartogram's. Else
 * cartogram and legend stand in corners of the map where no region lies, if they come out large enough there; else
 * the legend stands below the map, and the cartogram too where it must.
 */
export function arrange(pack: MapPack, size: Size, layers: LegendLayers): Arrangement {
  const { width, height, rem } = size;
  if (pack.cartogram.length === 0) {
    const first = mapFirst(pack, size, layers);
    if (first) return first;
  }
  const map = fit(pack.frame, pack.freeCorner, { width, height }, GAP * rem);
  const points = occupied(pack, map);
  for (let cell = CELL.highest; cell >= CELL.lowest; cell -= CELL.stride) {
    const cells = cellsOver(pack, map, points, rem, cell);
    const legend = cells && legendOver(pack, map, points, cells, rem, layers);
    if (cells && legend) return { map, cells, legend, brief: false, named: true };
  }
  const first = mapFirst(pack, size, layers);
  if (layers.onMap && first) return first;
  return (
    beside(pack, size, layers) ?? stacked(pack, size, layers) ?? first ?? legendBelow(pack, size, layers)
  );
}

/** The map alone, the legend at its right or, in an upright box, below. `null` where they have no room. */
function mapFirst(pack: MapPack, { width, height, rem }: Size, layers: LegendLayers): Arrangement | null {
  const cells = { x: 0, y: 0, width: 0, height: 0 };
  const right = FIRST.legend * rem;
  if (width - right - GAP * rem >= FIRST.map * rem) {
    const map = { width: width - right - GAP * rem, height };
    return {
      map: fit(pack.frame, pack.freeCorner, map, (GAP / 2) * rem),
      legend: { x: width - right, y: 0, width: right, height },
      ...{ cells, brief: true, named: true },
    };
  }
  const below = (BESIDE.legend + FIRST.below + briefLines(width / rem, layers) * BESIDE.line) * rem;
  const above = { width, height: height - below - BESIDE.gap * rem };
  if (above.height < STACKED.map * rem) return null;
  return {
    map: fit(pack.frame, pack.freeCorner, above, (GAP / 2) * rem),
    legend: { x: 0, y: height - below, width, height: below },
    ...{ cells, brief: true, named: true },
  };
}

/** The map at the left, the cartogram at its right, a short legend below both. `null` where they have no room. */
function beside(pack: MapPack, { width, height, rem }: Size, layers: LegendLayers): Arrangement | null {
  const { columns, rows } = gridOf(pack);
  const right = columns * BESIDE.width * rem;
  const left = width - right - GAP * rem;
  if (left < BESIDE.map * rem) return null;
  const wraps = layers.rowRem > width / rem ? 1 : 0;
  const below = (BESIDE.legend + (wraps + briefLines(width / rem, layers)) * BESIDE.line) * rem;
  const above = height - below - BESIDE.gap * rem;
  if (above < rows * BESIDE.height * rem) return null;
  return {
    map: fit(pack.frame, pack.freeCorner, { width: left, height: above }, (GAP / 2) * rem),
    cells: { x: width - right, y: 0, width: right, height: Math.min(above, rows * CELL.highest * rem) },
    legend: { x: 0, y: height - below, width, height: below },
    brief: true,
    named: false,
  };
}

/** Map, cartogram and a short legend under each other. `null` where they have no room. */
function stacked(pack: MapPack, { width, height, rem }: Size, layers: LegendLayers): Arrangement | null {
  const { columns, rows } = gridOf(pack);
  if (width < columns * STACKED.width * rem) return null;
  const below = (STACKED.legend + briefLines(width / rem, layers) * BESIDE.line) * rem;
  const cells = rows * STACKED.height * rem;
  const above = height - below - cells - 2 * BESIDE.gap * rem;
  if (above < STACKED.map * rem) return null;
  return {
    map: fit(pack.frame, pack.freeCorner, { width, height: above }, (GAP / 2) * rem),
    cells: { x: 0, y: above + BESIDE.gap * rem, width, height: cells },
    legend: { x: 0, y: height - below, width, height: below },
    brief: true,
    named: false,
  };
}

function legendBelow(pack: MapPack, { width, height, rem }: Size, layers: LegendLayers): Arrangement {
  const below = Math.min(legendHeight(width / rem, layers) * rem, height / 3);
  const legend = { x: 0, y: height - below, width, height: below };
  const above = { width, height: height - below - GAP * rem };
  const map = fit(pack.frame, pack.freeCorner, above, GAP * rem);
  const points = occupied(pack, map);
  for (let cell = CELL.highest; cell >= CELL.lowest; cell -= CELL.stride) {
    const cells = cellsOver(pack, map, points, rem, cell);
    if (cells) return { map, cells, legend, brief: false, named: true };
  }
  const cellsHeight = Math.min(gridOf(pack).rows * CELL.lowest * rem, above.height / 2);
  const upper = { width, height: above.height - cellsHeight - GAP * rem };
  return {
    map: fit(pack.frame, pack.freeCorner, upper, GAP * rem),
    cells: { x: 0, y: upper.height + GAP * rem, width, height: cellsHeight },
    legend,
    brief: false,
    named: true,
  };
}

/** The cartogram over the map with cells of that height (rem); `null` where they would come out too narrow. */
function cellsOver(
  pack: MapPack,
  map: Viewport,
  points: readonly Pixel[],
  rem: number,
  cell: number,
): Room | null {
  const { columns, rows } = gridOf(pack);
  const height = rows * cell * rem;
  for (
    let width = columns * CELL.widest * rem;
    width >= columns * CELL.narrowest * rem;
    width -= columns * rem * 0.25
  )
    if (
      width <= map.width &&
      clearHeight(points, pack.freeCorner, map, width + GAP * rem) >= height + GAP * rem
    )
      return roomIn(pack.freeCorner, map, { width, height });
  return null;
}

/** The legend at the other end of the cartogram's side, in the width that keeps it lowest. */
function legendOver(
  pack: MapPack,
  map: Viewport,
  points: readonly Pixel[],
  cells: Room,
  rem: number,
  layers: LegendLayers,
): Room | null {
  const corner = opposed(pack.freeCorner);
  const [near, far] = [cells.y, cells.y + cells.height];
  const taken = [
    ...points,
    ...[cells.x, cells.x + cells.width].flatMap((x) => [[x, near] as const, [x, far] as const]),
  ];
  for (let width = LEGEND.widest; width >= LEGEND.narrowest; width--) {
    const height = legendHeight(width, layers) * rem;
    const free = clearHeight(taken, corner, map, (width + GAP) * rem);
    if (width * rem <= map.width && free >= height + GAP * rem)
      return roomIn(corner, map, { width: width * rem, height });
  }
  return null;
}

/** The same side, the other end. */
function opposed(corner: Corner): Corner {
  switch (corner) {
    case 'north-east':
      return 'south-east';
    case 'south-east':
      return 'north-east';
    case 'north-west':
      return 'south-west';
    case 'south-west':
      return 'north-west';
  }
}
