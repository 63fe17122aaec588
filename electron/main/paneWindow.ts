/** A window of the wall: bare, over everything, and let out of nothing. */
import { BrowserWindow, app } from 'electron';
import type { NativeImage } from 'electron';
import type { Bounds } from './fingerprint.ts';

/** Made hidden; it paints nevertheless. @param preload built preload script */
export function makePaneWindow(bounds: Bounds, preload: string): BrowserWindow {
  return new BrowserWindow({
    ...bounds,
    show: false,
    frame: false,
    skipTaskbar: true,
    autoHideMenuBar: true,
    enableLargerThanScreen: true,
    backgroundColor: '#101820',
    title: 'IOC Wall',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
      backgroundThrottling: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
    },
  });
}

/** Side of the corner that a page colours anew with every frame it reports, px. */
const CORNER = 2;
/** A picture that takes longer (ms) is none. */
const PATIENCE = 4_000;

/** Colour of the window's lower right corner as it was really put together; `null` when no picture can be had. */
export async function cornerOf(window: BrowserWindow): Promise<string | null> {
  const { width, height } = window.getContentBounds();
  const corner = { x: width - CORNER, y: height - CORNER, width: CORNER, height: CORNER };
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null));
  try {
    const image: NativeImage | null = await Promise.race([window.webContents.capturePage(corner), late]);
    return image === null || image.isEmpty() ? null : image.toBitmap().subarray(0, 4).toString('hex');
  } catch {
    return null;
  }
}

/** Memory of the process that draws the window, MiB; `null` when it has none. */
export function memoryOf(window: BrowserWindow): number | null {
  const pid = window.webContents.getOSProcessId();
  const found = app.getAppMetrics().find((metric) => metric.pid === pid);
  return found ? Math.round(found.memory.workingSetSize / 1024) : null;
}
