import type { Monitor } from '../../electron/contract/wall.ts';

type Hung = Pick<Monitor, 'id' | 'label' | 'x' | 'y' | 'width' | 'height'>;

/** Monitors in the order one reads them: from left to right, rows from top to bottom. */
function inReadingOrder(monitors: readonly Hung[]): Hung[] {
  const half = Math.max(1, ...monitors.map(({ height }) => height)) / 2;
  return [...monitors].sort((a, b) => (Math.abs(a.y - b.y) < half ? a.x - b.x : a.y - b.y));
}

/**
 * How people call a monitor: by the name it gives itself, or by its place, first to last, where that is no more than a
 * number of the system. Two that call themselves the same are told apart by their place.
 * @param numbered words for "monitor number n"
 */
export function monitorName(
  monitor: Hung,
  monitors: readonly Hung[],
  numbered: (n: number) => string,
): string {
  const { label, width, height } = monitor;
  const place = numbered(inReadingOrder(monitors).findIndex(({ id }) => id === monitor.id) + 1);
  const named = /\p{L}/u.test(label);
  const alone = monitors.filter((one) => one.label === label).length <= 1;
  const name = !named ? place : alone ? label : `${place}, ${label}`;
  return `${name}, ${width} × ${height}`;
}
