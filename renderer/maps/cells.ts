import type { MapPack } from '../../electron/contract/map.ts';

/** Columns and rows of the pack's cartogram. */
export function gridOf(pack: MapPack): { columns: number; rows: number } {
  return {
    columns: Math.max(...pack.cartogram.map((cell) => cell.column)) + 1,
    rows: Math.max(...pack.cartogram.map((cell) => cell.row)) + 1,
  };
}
