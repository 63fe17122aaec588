/** One monitor of the wall: its window, what it shows, and the ladder by which it comes back. */
import { BrowserWindow } from 'electron';
import type { NativeImage, WebContents } from 'electron';
import { CHANNELS } from '../contract/bridge.ts';
import type { Role } from '../contract/live.ts';
import type { WindowSetting } from '../contract/wall.ts';
import { WALL_PAGE } from './appProtocol.ts';
import { WINDOW_BUDGET, nextRung, recent } from './budget.ts';
import type { Restarts } from './budget.ts';
import type { FaultLog } from './faultLog.ts';
import { hang, isHung } from './hang.ts';
import { checkPaint, freshWatch, paintedOn, watchFrom } from './paintWatch.ts';
import { FAULT_PAGE, REST_PAGE, SPARE_PAGE } from './shellPages.ts';
import type { Placement } from './wallPlan.ts';

export interface Pane {
  /** The monitor this pane hangs on, for this run. */
  displayId(): string;
  roles(): readonly Role[];
  owns(contents: WebContents): boolean;
  /** Takes its monitor and roles; a change of roles alone does not reload the page. */
  place(placement: Placement): void;
  /** Tells the page its setting; what it owes from now on is frames. */
  tell(setting: WindowSetting): void;
  painted(frame: number): void;
  /** The page was given its setting. */
  settled(): void;
  /** Shows the fault page, or the wall again. */
  showFault(fault: boolean): void;
  /** Loads the page again, as when the engine's address, which its policy names, has changed. */
  reload(): void;
  /** A picture of what is on the monitor; `null` when it shows no wall. */
  picture(): Promise<NativeImage | null>;
  close(): void;
}

export interface PaneOptions {
  /** Built preload script. */
  preload: string;
  faults: FaultLog;
  /** How long a window that has painted may be silent, ms. */
  silence: number;
}

/** Opens a window on the monitor of `placement` and keeps it there until closed. */
export function openPane(first: Placement, options: PaneOptions): Pane {
  const { faults } = options;
  let placement = first;
  let fault = false;
  let resting: NodeJS.Timeout | undefined;
  let closed = false;
  let restarts: Restarts = [];
  let watch = freshWatch(Date.now());
  let placing = 0;
  let astray = 0;
  let shownPage = '';
  let window = make();
  begin();

  function make(): BrowserWindow {
    const made = new BrowserWindow({
      ...placement.display.bounds,
      show: false,
      frame: false,
      skipTaskbar: true,
      autoHideMenuBar: true,
      enableLargerThanScreen: true,
      backgroundColor: '#101820',
      title: 'IOC Wall',
      webPreferences: {
        preload: options.preload,
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
    made.on('close', (event) => {
      if (!closed && made === window) event.preventDefault();
    });
    made.on('closed', () => {
      if (!closed && made === window) climb('closed from outside');
    });
    made.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (closed || made !== window || made.isDestroyed()) return;
      faults.add('window_gone', { roles: placement.roles, reason, exitCode });
      const mine = () => !closed && made === window;
      // Not within the event: the contents are still busy with their end. A plain page of the shell is left to rest
      // at once, since where even that dies a quick new try is of no use.
      if (shownPage === WALL_PAGE) setImmediate(() => mine() && climb(`renderer ${reason}`));
      else setTimeout(() => mine() && load(), WINDOW_BUDGET.rest);
    });
    made.webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
      if (isMainFrame && code !== -3)
        faults.add('page_failed', { roles: placement.roles, code, description });
    });
    made.showInactive();
    return made;
  }

  function begin(): void {
    load();
    settle();
  }

  function load(): void {
    shownPage = wantedPage();
    watch = freshWatch(Date.now());
    window.loadURL(shownPage).catch(() => {
      // `did-fail-load` has said it; the watch brings the page back.
    });
  }

  function wantedPage(): string {
    if (placement.roles.length === 0) return SPARE_PAGE;
    if (fault) return FAULT_PAGE;
    return resting ? REST_PAGE : WALL_PAGE;
  }

  function settle(): void {
    const mine = ++placing;
    const { bounds } = placement.display;
    void hang(window, bounds, () => mine === placing && !closed).then((there) => {
      if (!there)
        faults.add('bounds_refused', { roles: placement.roles, wanted: bounds, is: window.getBounds() });
    });
  }

  function climb(why: string): void {
    const now = Date.now();
    const rung = nextRung(restarts, now);
    faults.add('window_restarted', { roles: placement.roles, why, rung });
    if (rung === 'rest') {
      clearTimeout(resting);
      resting = setTimeout(() => {
        resting = undefined;
        if (!closed) load();
      }, WINDOW_BUDGET.rest);
      return renew();
    }
    restarts = [...recent(restarts, now, WINDOW_BUDGET.within), now];
    if (rung === 'recreate' || window.isDestroyed()) return renew();
    load();
  }

  function renew(): void {
    const old = window;
    window = make();
    begin();
    if (!old.isDestroyed()) old.destroy();
  }

  function look(): void {
    const { watch: next, silent } = checkPaint(watch, Date.now(), options.silence);
    watch = next;
    if (window.isDestroyed()) return;
    if (silent && shownPage === WALL_PAGE) {
      watch = freshWatch(Date.now());
      faults.add('window_silent', { roles: placement.roles });
      // A hung page does not even reload. Its end is reported, and that climbs the ladder.
      if (window.webContents.isCrashed()) climb('no frame painted');
      else window.webContents.forcefullyCrashRenderer();
      return;
    }
    // Three looks in a row, so that a window on its way is left alone.
    astray =
      window.isVisible() && !window.isMinimized() && isHung(window, placement.display.bounds)
        ? 0
        : astray + 1;
    if (astray < 3) return;
    astray = 0;
    window.restore();
    window.showInactive();
    settle();
  }

  const looking = setInterval(look, 1_000);

  return {
    displayId: () => placement.display.id,
    roles: () => placement.roles,
    owns: (contents) => !window.isDestroyed() && window.webContents === contents,
    place(next) {
      const moved = JSON.stringify(next.display.bounds) !== JSON.stringify(placement.display.bounds);
      placement = next;
      if (moved) settle();
      if (wantedPage() !== shownPage) load();
    },
    tell(setting) {
      if (shownPage !== WALL_PAGE || window.isDestroyed()) return;
      window.webContents.send(CHANNELS.settingChanged, setting);
    },
    painted(frame) {
      watch = paintedOn(watch, frame, Date.now());
    },
    settled() {
      watch = watchFrom(watch, Date.now());
    },
    showFault(now) {
      fault = now;
      // The sentence may be another one than before, so the fault page is loaded anew.
      if (wantedPage() !== shownPage || shownPage === FAULT_PAGE) load();
    },
    reload: () => load(),
    async picture() {
      if (shownPage !== WALL_PAGE || window.isDestroyed()) return null;
      const image = await window.webContents.capturePage();
      return image.isEmpty() ? null : image;
    },
    close() {
      closed = true;
      clearInterval(looking);
      clearTimeout(resting);
      if (!window.isDestroyed()) window.destroy();
    },
  };
}
