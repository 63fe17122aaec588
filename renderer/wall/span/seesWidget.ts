import { GRID_COLUMNS, GRID_ROWS, type PlacedWidget } from '../../../electron/contract/layouts.ts';
import type { SpanView } from '../../screens/spanView.ts';

/** What lies at most beside the grid on a canvas, as shares of its size: margins and header, with something to spare. */
const SLACK_X = 0.06;
const SLACK_Y = 0.1;

/**
 * Whether any of a widget may lie in the window's part of the canvas. What surely does not is not drawn there at all, so that
 * a canvas over four monitors is not four times the work.
 */
export function seesWidget({ x, y, w, h }: PlacedWidget, { width, height, part }: SpanView): boolean {
  // Turned canvases arrange their widgets anew.
  if (height > width) return true;
  const meets = (from: number, to: number, begin: number, end: number) => from < end && to > begin;
  return (
    meets(
      (x / GRID_COLUMNS - SLACK_X) * width,
      ((x + w) / GRID_COLUMNS + SLACK_X) * width,
      part.x,
      part.x + part.width,
    ) &&
    meets(
      (y / GRID_ROWS - SLACK_Y) * height,
      ((y + h) / GRID_ROWS + SLACK_Y) * height,
      part.y,
      part.y + part.height,
    )
  );
}
