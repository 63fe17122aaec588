/** A sign on every monitor that says which one it is, for whoever mounts them. */
import { BrowserWindow } from 'electron';
import { identifyPage } from './shellPages.ts';
import type { Placement } from './wallPlan.ts';

/** How long the signs stay, ms. */
const SHOWN = 8_000;

let signs: BrowserWindow[] = [];

/** Shows the signs; asked again while they show, takes them away. */
export function identifyMonitors(placements: readonly Placement[]): void {
  if (signs.length > 0) return takeAway();
  signs = placements.map((placement, place) => {
    const { x, y, width, height } = placement.display.bounds;
    const sign = new BrowserWindow({
      x: Math.round(x + width / 4),
      y: Math.round(y + height / 4),
      width: Math.round(width / 2),
      height: Math.round(height / 2),
      frame: false,
      focusable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      show: false,
      backgroundColor: '#101820',
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, devTools: false },
    });
    sign.setAlwaysOnTop(true, 'screen-saver');
    sign.once('ready-to-show', () => sign.showInactive());
    void sign.loadURL(identifyPage(placement, place));
    return sign;
  });
  setTimeout(takeAway, SHOWN);
}

function takeAway(): void {
  for (const sign of signs.splice(0)) if (!sign.isDestroyed()) sign.destroy();
}
