/** Hangs a window on its monitor and makes sure that it is there. */
import type { BrowserWindow } from 'electron';
import type { Bounds } from './fingerprint.ts';

/** Rounds of placing and looking, and the pause (ms) that a window system needs to do what it was told. */
const ROUNDS = 8;
const PAUSE = 250;

/** Whether the window covers the monitor. Scaled monitors round; one pixel is no gap. */
export function isHung(window: BrowserWindow, bounds: Bounds): boolean {
  const now = window.getBounds();
  return (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(now[side] - bounds[side]) <= 1);
}

/**
 * Places, looks and repeats, because window systems apply the scale of the monitor the window came from, and put
 * full-screen windows on the monitor they like. Resolves to whether the window is where it should be; `stillWanted`
 * ends a placing that a newer one has overtaken.
 */
export async function hang(
  window: BrowserWindow,
  bounds: Bounds,
  stillWanted: () => boolean,
): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round++) {
    if (!usable(window, stillWanted)) return true;
    if (window.isKiosk() && isHung(window, bounds)) return true;
    if (!isHung(window, bounds)) {
      if (window.isKiosk()) {
        window.setKiosk(false);
        await pause();
        if (!usable(window, stillWanted)) return true;
      }
      window.setBounds(bounds);
      await pause();
      if (!usable(window, stillWanted)) return true;
    }
    if (!window.isKiosk()) window.setKiosk(true);
    await pause();
  }
  return !usable(window, stillWanted) || isHung(window, bounds);
}

function usable(window: BrowserWindow, stillWanted: () => boolean): boolean {
  return !window.isDestroyed() && stillWanted();
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE));
}
