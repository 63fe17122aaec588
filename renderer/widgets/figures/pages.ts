/** How figures that have no room beside and under each other are dealt out to pages. */
import { dealt } from '../turns/turns.ts';
import type { Config } from './config.ts';

/** What a row needs for its tiles to say all they have, and a tile to say the least, rem. */
const ROW = { height: 8.5, title: 12.5, tile: 19 };
const TILE = { height: 6.75, width: 12.25 };

interface Room {
  /** rem */
  readonly width: number;
  readonly height: number;
}

export interface Paged {
  /** Keys of indicators. */
  readonly pages: readonly (readonly string[])[];
  /** Tiles beside each other. */
  readonly columns: number;
}

/** Pages of as many tiles as have room, dealt evenly; `null` where all rows stand under each other. */
export function pagesOf(rows: Config['rows'], { width, height }: Room): Paged | null {
  const widest = Math.max(...rows.map((r) => r.indicators.length));
  if (height >= rows.length * ROW.height && width >= ROW.title + widest * ROW.tile) return null;
  const across = Math.max(1, Math.floor(width / TILE.width));
  const down = Math.max(1, Math.floor(height / TILE.height));
  const keys = [...new Set(rows.flatMap((r) => r.indicators))];
  const pages = dealt(keys, across * down);
  const each = pages[0]?.length ?? 1;
  return { pages, columns: Math.ceil(each / Math.ceil(each / across)) };
}
