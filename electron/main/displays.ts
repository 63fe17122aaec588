/** The monitors there are, and word of when that changes. */
import { powerMonitor, screen } from 'electron';
import { makeBurst } from './burst.ts';
import type { Display } from './fingerprint.ts';
import { withoutMirrors } from './readingOrder.ts';
import { readOutputs, serialAt } from './serials.ts';
import type { Output } from './serials.ts';

let outputs: readonly Output[] = [];

/** Reads what tells monitors of one model apart. The next look at the displays knows it. */
export async function readSerials(): Promise<void> {
  outputs = await readOutputs();
}

/** Monitors the system really shows: no display that is still unknown (id −1) or without area. */
export function currentDisplays(): Display[] {
  const known = screen
    .getAllDisplays()
    .filter((d) => d.id !== -1 && d.bounds.width > 0 && d.bounds.height > 0)
    .map(({ id, label, bounds: { x, y, width, height }, scaleFactor: scale }) => {
      const bounds = { x, y, width, height };
      return { id: String(id), label, serial: serialAt(outputs, bounds, scale), bounds, scale };
    });
  return withoutMirrors(known);
}

/** Calls back after each burst of changes, and after the machine has slept: monitors may have changed unheard. */
export function watchDisplays(changed: () => void): void {
  const heard = makeBurst(() => void readSerials().then(changed));
  screen.on('display-added', heard);
  screen.on('display-removed', heard);
  screen.on('display-metrics-changed', heard);
  powerMonitor.on('resume', heard);
  powerMonitor.on('unlock-screen', heard);
}
