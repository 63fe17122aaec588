import type { Position, Shape } from '../../electron/contract/map.ts';
import { project, type Viewport } from './viewport.ts';

/** A shape as the data of an SVG path, to a tenth of a pixel; fill it by the even-odd rule. */
export function pathOf(shape: Shape, view: Viewport): string {
  const point = (p: Position): string =>
    project(view, p)
      .map((value) => value.toFixed(1))
      .join(' ');
  return shape.flatMap((polygon) => polygon.map((ring) => `M${ring.map(point).join('L')}Z`)).join('');
}
