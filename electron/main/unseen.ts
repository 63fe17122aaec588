/** Windows that nobody sees, drawn to be photographed, and how what was taken is handed to the engine. */
import { BrowserWindow } from 'electron';
import type { NativeImage } from 'electron';
import type { Greeting } from './engineChild.ts';

/** Longest a picture may take to be handed over, ms. */
const SENDING = 20_000;
/** A frame that was asked for and has not come in so long is asked for again, ms. */
const FRAME_AGAIN = 500;
/** Nobody watches: a few frames a second are enough, and spare the wall. */
const FRAMES_PER_SECOND = 5;

/**
 * Drawn off screen, one page pixel for one of the monitor. X11 makes any window of a monitor's very size a pixel smaller,
 * so this one is a pixel higher, and its page is told the size it is to have.
 */
export function openUnseen(width: number, height: number, preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width,
    height: height + 1,
    show: false,
    frame: false,
    enableLargerThanScreen: true,
    skipTaskbar: true,
    focusable: false,
    backgroundColor: '#101820',
    title: 'IOC Wall',
    webPreferences: {
      offscreen: true,
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
  const { webContents } = window;
  webContents.setFrameRate(FRAMES_PER_SECOND);
  const size = { width, height };
  const corner = { x: 0, y: 0 };
  webContents.on('did-navigate', () =>
    webContents.enableDeviceEmulation({
      screenPosition: 'desktop',
      screenSize: size,
      viewSize: size,
      viewPosition: corner,
      deviceScaleFactor: 1,
      scale: 1,
    }),
  );
  return window;
}

/** The whole page as it is drawn next; asked for again where a request fell between two frames. */
export async function nextFrame(window: BrowserWindow): Promise<NativeImage> {
  const { promise, resolve } = Promise.withResolvers<NativeImage>();
  window.webContents.once('paint', (_event, _dirty, image) => resolve(image));
  const asking = setInterval(() => window.isDestroyed() || window.webContents.invalidate(), FRAME_AGAIN);
  window.webContents.invalidate();
  try {
    return await promise;
  } finally {
    clearInterval(asking);
  }
}

export async function within<T>(ms: number, sentence: string, act: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(sentence)), ms);
  });
  try {
    return await Promise.race([act(), late]);
  } finally {
    clearTimeout(timer);
  }
}

export async function sendTo(
  { url, wallToken }: Greeting,
  path: string,
  method: 'PUT' | 'POST',
  type: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const answer = await fetch(new URL(`/api/v1${path}`, url), {
    method,
    headers: { authorization: `Bearer ${wallToken}`, 'content-type': type },
    body,
    signal: AbortSignal.timeout(SENDING),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`the engine answered ${answer.status}`);
}
