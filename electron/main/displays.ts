/** The monitors there are, and word of when that changes. */
import { powerMonitor, screen } from 'electron';
import type { Display } from './fingerprint.ts';
import { withoutMirrors } from './readingOrder.ts';

/** A dock or a cable makes a burst of events; the wall is planned once the burst is over (ms). */
const BURST = 400;

/** Monitors the system really shows: no display that is still unknown (id −1) or without area. */
export function currentDisplays(): Display[] {
  const known = screen
    .getAllDisplays()
    .filter((d) => d.id !== -1 && d.bounds.width > 0 && d.bounds.height > 0)
    .map((d) => ({
      id: String(d.id),
      label: d.label,
      bounds: { x: d.bounds.x, y: d.bounds.y, width: d.bounds.width, height: d.bounds.height },
      scale: d.scaleFactor,
    }));
  return withoutMirrors(known);
}

/** Calls back after each burst of changes, and after the machine has slept: monitors may have changed unheard. */
export function watchDisplays(changed: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  const burst = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, BURST);
  };
  screen.on('display-added', burst);
  screen.on('display-removed', burst);
  screen.on('display-metrics-changed', burst);
  powerMonitor.on('resume', burst);
  powerMonitor.on('unlock-screen', burst);
}
