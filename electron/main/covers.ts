/**
 * Notices windows of other programs over the wall, notes them, and puts the wall over them again. An X server tells the
 * order of its windows; elsewhere only the loss of the keyboard can be noticed. What draws past the window manager (the
 * bubbles of some desktops, a locked screen) cannot be seen from here at all.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { BrowserWindow, app, screen } from 'electron';
import { WINDOW_BUDGET, recent } from './budget.ts';
import type { Restarts } from './budget.ts';
import type { FaultLog } from './faultLog.ts';
import type { Pane } from './pane.ts';
import { foreignAbove, overlap, stackingOf, windowIn } from './stacking.ts';
import type { ForeignWindow } from './stacking.ts';

const LOOK_EVERY = 3_000;
const run = promisify(execFile);

/** Looks while it is wanted; the result ends it. */
export function watchCovers(panes: () => readonly Pane[], faults: FaultLog): () => void {
  let raises: Restarts = [];
  let ended = false;
  let timer: NodeJS.Timeout | undefined;

  /** Somebody who insists is left his window: it is noted, and the wall does not fight. */
  const covered = (detail: Readonly<Record<string, unknown>>) => {
    const now = Date.now();
    raises = recent(raises, now, WINDOW_BUDGET.within);
    const raised = raises.length < WINDOW_BUDGET.restarts;
    if (raised) {
      raises = [...raises, now];
      for (const pane of panes()) pane.raise();
    }
    faults.add('wall_covered', { ...detail, done: raised ? 'raise' : 'leave' });
  };

  const known = new Set<number>();
  const look = async () => {
    try {
      for (const [number, found] of await windowsAbove()) {
        if (ended) return;
        if (known.has(number)) {
          // It is back on top, or has never left.
          if (raises.length >= WINDOW_BUDGET.restarts) continue;
        }
        known.add(number);
        covered({ by: found.title, bounds: found.bounds });
      }
      if (!ended) timer = setTimeout(() => void look(), LOOK_EVERY);
    } catch {
      // Without the tools the keyboard has to do.
      if (!ended) app.on('browser-window-blur', blurred);
    }
  };
  const blurred = () => {
    setTimeout(() => {
      if (!ended && BrowserWindow.getFocusedWindow() === null) covered({ by: null });
    }, 500);
  };

  void look();
  return () => {
    ended = true;
    clearTimeout(timer);
    app.off('browser-window-blur', blurred);
  };
}

/** Windows of others that can be seen over ours, by number. @throws where that cannot be asked */
async function windowsAbove(): Promise<Map<number, ForeignWindow>> {
  if (process.platform !== 'linux') throw new Error('There is no X server to ask.');
  const ours = BrowserWindow.getAllWindows().filter((window) => !window.isDestroyed());
  const numbers = new Set(ours.map((window) => window.getNativeWindowHandle().readUInt32LE()));
  const { stdout } = await run('xprop', ['-root', '_NET_CLIENT_LIST_STACKING'], { timeout: LOOK_EVERY });
  const found = new Map<number, ForeignWindow>();
  for (const number of foreignAbove(stackingOf(stdout), numbers)) {
    const told = await run('xwininfo', ['-id', String(number)], { timeout: LOOK_EVERY }).catch(() => null);
    const one = told && windowIn(told.stdout);
    const bounds = ours.map((window) => screen.dipToScreenRect(window, window.getBounds()));
    if (one && bounds.some((mine) => overlap(mine, one.bounds))) found.set(number, one);
  }
  return found;
}
