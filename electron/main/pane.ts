/** One monitor of the wall: its window, what it shows, and the ladder by which it comes back. */
import type { BrowserWindow, NativeImage, WebContents } from 'electron';
import { CHANNELS } from '../contract/bridge.ts';
import type { PageContent, PageTrouble } from '../contract/faults.ts';
import type { Role } from '../contract/live.ts';
import type { WindowSetting } from '../contract/wall.ts';
import { SAFE_PAGE, WALL_PAGE } from './appProtocol.ts';
import { SAFE_RESTS, mayRedraw, nextRung, recent, WINDOW_BUDGET } from './budget.ts';
import type { Restarts } from './budget.ts';
import type { FaultLog } from './faultLog.ts';
import { hang, isHung } from './hang.ts';
import { checkPaint, freshWatch, paintedOn } from './paintWatch.ts';
import { cornerOf, makePaneWindow, memoryOf } from './paneWindow.ts';
import { NO_PROOF, isFrozen, look as lookAtCorner } from './proof.ts';
import { FAULT_PAGE, REST_PAGE, SPARE_PAGE } from './shellPages.ts';
import { prepare } from './understudy.ts';
import type { Understudy } from './understudy.ts';
import type { Placement } from './wallPlan.ts';

/** What came of putting a fresh window in the place of one that hangs. */
export type Renewal = 'renewed' | 'failed' | 'not_now';

export interface Pane {
  /** The monitor this pane hangs on, for this run. */
  displayId(): string;
  roles(): readonly Role[];
  owns(contents: WebContents): boolean;
  /** Takes its monitor and roles; a change of roles alone does not reload the page. */
  place(placement: Placement): void;
  /** Tells the page its setting; what it owes from now on is frames. */
  tell(setting: WindowSetting): void;
  /** A page reports a frame, and what is on it. */
  painted(contents: WebContents, frame: number, content: PageContent): void;
  /** The page was given its setting. */
  settled(contents: WebContents): void;
  /** Something on the page is lost or back. */
  trouble(trouble: PageTrouble): void;
  /** Shows the fault page, or the wall again. */
  showFault(fault: boolean): void;
  /** Loads the page again, as when the engine's address, which its policy names, has changed. */
  reload(): void;
  /** Prepares a fresh window behind this one and puts it in its place once it shows as much. */
  renew(): Promise<Renewal>;
  /** Puts the window over all others again. */
  raise(): void;
  /** `well`: it shows what it is to show, a dark page or one of the wall; `figures`: it has figures on it as well. */
  health(): 'ill' | 'well' | 'figures';
  /** A picture of what is on the monitor; `null` when it shows no wall. */
  picture(): Promise<NativeImage | null>;
  close(): void;
}

export interface PaneOptions {
  /** Built preload script. */
  preload: string;
  faults: FaultLog;
  /** How long a window whose budget is spent rests, ms. */
  rest: number;
}

/** Time for a window that was drawn anew to show it, ms. */
const REDRAW_GRACE = 2_000;
/** Time from knowing its setting until something is on the page, ms. */
const FILLED_WITHIN = 60_000;
/** The corner of the window is looked at so often, ms. */
const CORNER_EVERY = 5_000;

/** Opens a window on the monitor of `placement` and keeps it there until closed. */
export function openPane(first: Placement, options: PaneOptions): Pane {
  const { faults } = options;
  let placement = first;
  let fault = false;
  let stage: 'whole' | 'safe' | 'rest' = 'whole';
  let later: NodeJS.Timeout | undefined;
  let closed = false;
  let restarts: Restarts = [];
  /** When the window was last drawn anew. */
  let redrawnAt: number | null = null;
  let redrawBy: number | null = null;
  let watch = freshWatch(Date.now(), false);
  let proof = NO_PROOF;
  let cornerAt = 0;
  /** What the page showed last, and when it must show something. */
  let content: PageContent | null = null;
  let filledBy: number | null = null;
  /** Since when something is wrong, and what was shown before. */
  let wrong: { since: number; content: PageContent | null } | null = null;
  /** Why we ended the page's process ourselves. */
  let ending: string | null = null;
  let placing = 0;
  let astray = 0;
  let shownPage = '';
  let understudy: Understudy | null = null;
  let window = make();
  window.showInactive();
  begin();

  function make(): BrowserWindow {
    const made = makePaneWindow(placement.display.bounds, options.preload);
    const mine = () => !closed && made === window;
    made.on('close', (event) => {
      if (mine()) event.preventDefault();
    });
    made.on('closed', () => {
      if (mine()) climb('closed from outside');
    });
    made.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (made.isDestroyed()) return;
      if (understudy?.window === made) return understudy.gone();
      if (!mine()) return;
      const why = ending ?? `renderer ${reason}`;
      ending = null;
      faults.add('window_gone', { roles: placement.roles, reason, exitCode });
      // Not within the event: the contents are still busy with their end. A plain page of the shell is left to rest
      // at once, since where even that dies a quick new try is of no use.
      if (isLively(shownPage)) setImmediate(() => mine() && climb(why));
      else setTimeout(() => mine() && load(), options.rest);
    });
    made.webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
      if (!isMainFrame || code === -3) return;
      faults.add('page_failed', { roles: placement.roles, code, description });
      if (understudy?.window === made) understudy.gone();
      else if (isLively(shownPage)) setImmediate(() => mine() && climb('page not loaded'));
    });
    return made;
  }

  function begin(): void {
    load();
    settle();
  }

  function load(): void {
    turnTo(wantedPage());
    window.loadURL(shownPage).catch(() => {
      // `did-fail-load` has said it.
    });
  }

  /** From now on this is the page; nothing is known of it. */
  function turnTo(page: string): void {
    shownPage = page;
    watch = freshWatch(Date.now(), isLively(page), watch.gaps);
    proof = NO_PROOF;
    content = null;
    filledBy = null;
    redrawBy = null;
  }

  function wantedPage(): string {
    if (placement.roles.length === 0) return SPARE_PAGE;
    if (fault) return FAULT_PAGE;
    return { whole: WALL_PAGE, safe: SAFE_PAGE, rest: REST_PAGE }[stage];
  }

  function settle(): void {
    const mine = ++placing;
    const { bounds } = placement.display;
    void hang(window, bounds, () => mine === placing && !closed).then((there) => {
      if (!there)
        faults.add('bounds_refused', { roles: placement.roles, wanted: bounds, is: window.getBounds() });
    });
  }

  function goesWrong(): void {
    wrong ??= { since: Date.now(), content };
  }

  function climb(why: string): void {
    const now = Date.now();
    const rung = nextRung(restarts, now);
    goesWrong();
    faults.add('window_restarted', { roles: placement.roles, why, rung });
    clearTimeout(later);
    if (rung === 'rest') {
      stage = 'rest';
      // What dies again and again is tried again gently: the safe scene first.
      later = setTimeout(() => !closed && enterSafe(), options.rest);
      return replace();
    }
    restarts = [...recent(restarts, now, WINDOW_BUDGET.within), now];
    if (rung === 'safe') return enterSafe();
    if (rung === 'recreate' || window.isDestroyed()) return replace();
    load();
  }

  function enterSafe(): void {
    stage = 'safe';
    clearTimeout(later);
    later = setTimeout(() => void leaveSafe(), options.rest * SAFE_RESTS);
    replace();
  }

  /** Back to the whole scene, made ready behind the safe one: should it fail, nobody has seen it. */
  async function leaveSafe(): Promise<void> {
    if (closed || stage !== 'safe') return;
    if ((await renew()) === 'renewed') return;
    if (!closed && stage === 'safe') later = setTimeout(() => void leaveSafe(), options.rest * SAFE_RESTS);
  }

  function replace(): void {
    const old = window;
    window = make();
    window.showInactive();
    begin();
    if (!old.isDestroyed()) old.destroy();
  }

  /** Something that ran does not paint: first it is drawn anew, then its process is ended, which climbs the ladder. */
  function mend(why: string): void {
    const now = Date.now();
    goesWrong();
    if (redrawBy === null && !window.webContents.isCrashed() && mayRedraw(redrawnAt, now)) {
      redrawnAt = now;
      redrawBy = now + REDRAW_GRACE;
      window.webContents.invalidate();
      window.webContents.send(CHANNELS.redraw);
      return;
    }
    turnTo(shownPage);
    // A hung page does not even reload. Its end is reported, and that climbs the ladder.
    if (window.webContents.isCrashed()) return climb(why);
    ending = why;
    window.webContents.forcefullyCrashRenderer();
  }

  function lookAtPage(now: number, silent: boolean): void {
    if (!isLively(shownPage)) return;
    if (redrawBy !== null) {
      if (now >= redrawBy) mend('no frame painted');
    } else if (silent) {
      faults.add('window_silent', { roles: placement.roles, forMs: now - (watch.since ?? now) });
      mend('no frame painted');
    } else if (filledBy !== null && now > filledBy) {
      faults.add('window_silent', { roles: placement.roles, empty: true });
      // There is nothing to be drawn anew.
      redrawnAt = now;
      mend('nothing on the page');
    } else if (now - cornerAt > CORNER_EVERY) {
      cornerAt = now;
      void checkCorner();
    }
  }

  async function checkCorner(): Promise<void> {
    const [mine, page, { frame }] = [window, shownPage, watch];
    const colour = await cornerOf(mine);
    if (closed || mine !== window || page !== shownPage || redrawBy !== null) return;
    proof = lookAtCorner(proof, frame, colour);
    if (!isFrozen(proof)) return;
    faults.add('window_frozen', { roles: placement.roles, frame });
    proof = NO_PROOF;
    mend('frames do not reach the screen');
  }

  function look(): void {
    const now = Date.now();
    const { watch: next, silent } = checkPaint(watch, now);
    watch = next;
    if (window.isDestroyed()) return;
    lookAtPage(now, silent);
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

  function painted(frame: number, now: PageContent): void {
    // A page that had something on it and has nothing any more may paint as it likes: that is no wall.
    if (now === 'nothing' && content !== null && content !== 'nothing') return;
    content = now;
    if (now !== 'nothing') filledBy = null;
    watch = paintedOn(watch, frame, Date.now());
    if (redrawBy !== null) {
      redrawBy = null;
      faults.add('window_redrawn', { roles: placement.roles });
    }
    const asBefore = now === 'figures' || (now === 'waiting' && wrong?.content !== 'figures');
    if (!wrong || stage !== 'whole' || !asBefore) return;
    const since = new Date(wrong.since).toISOString();
    faults.add('window_recovered', { roles: placement.roles, since, afterMs: Date.now() - wrong.since });
    wrong = null;
  }

  async function renew(): Promise<Renewal> {
    if (!isLively(shownPage) || understudy || closed) return 'not_now';
    const before = memoryOf(window);
    understudy = prepare(make(), WALL_PAGE, () => content);
    const ready = await understudy.ready;
    if (!ready || closed || window.isDestroyed() || !isLively(shownPage)) return dismiss();
    const made = understudy.window;
    made.showInactive();
    window.moveTop();
    await hang(made, placement.display.bounds, () => !closed && !made.isDestroyed());
    if (!(await understudy.paintsOn()) || closed || made.isDestroyed()) return dismiss();
    const [old, { frame, showing }] = [window, understudy];
    understudy = null;
    stage = 'whole';
    clearTimeout(later);
    window = made;
    turnTo(WALL_PAGE);
    if (frame !== null && showing !== null) painted(frame, showing);
    old.destroy();
    settle();
    faults.add('window_renewed', {
      roles: placement.roles,
      beforeMib: before,
      afterMib: memoryOf(made),
    });
    return 'renewed';
  }

  function dismiss(): Renewal {
    const made = understudy?.window;
    understudy = null;
    if (made && !made.isDestroyed()) made.destroy();
    return 'failed';
  }

  function health(): 'ill' | 'well' | 'figures' {
    if (shownPage === SPARE_PAGE) return 'well';
    if (shownPage !== WALL_PAGE || wrong !== null || content === null || content === 'nothing') return 'ill';
    return content === 'figures' ? 'figures' : 'well';
  }

  const looking = setInterval(look, 1_000);

  return {
    displayId: () => placement.display.id,
    roles: () => placement.roles,
    health,
    owns: (contents) =>
      [window, understudy?.window].some((one) => one && !one.isDestroyed() && one.webContents === contents),
    place(next) {
      const moved = JSON.stringify(next.display.bounds) !== JSON.stringify(placement.display.bounds);
      placement = next;
      if (moved) settle();
      if (wantedPage() !== shownPage) load();
    },
    tell(setting) {
      if (isLively(shownPage) && !window.isDestroyed())
        window.webContents.send(CHANNELS.settingChanged, setting);
      understudy?.tell(setting);
    },
    painted(contents, frame, now) {
      if (understudy?.window.webContents === contents) understudy.painted(frame, now);
      else if (isLively(shownPage)) painted(frame, now);
    },
    settled(contents) {
      if (!window.isDestroyed() && window.webContents === contents && (content ?? 'nothing') === 'nothing')
        filledBy ??= Date.now() + FILLED_WITHIN;
    },
    trouble({ kind, role }) {
      if (placement.roles.includes(role)) faults.add(kind, { roles: [role] });
    },
    showFault(now) {
      fault = now;
      // The sentence may be another one than before, so the fault page is loaded anew.
      if (wantedPage() !== shownPage || shownPage === FAULT_PAGE) load();
    },
    reload: () => load(),
    renew,
    raise() {
      if (!window.isDestroyed()) window.moveTop();
    },
    async picture() {
      if (!isLively(shownPage) || window.isDestroyed()) return null;
      const image = await window.webContents.capturePage();
      return image.isEmpty() ? null : image;
    },
    close() {
      closed = true;
      clearInterval(looking);
      clearTimeout(later);
      dismiss();
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

/** Whether the page has a script of ours, which reports frames. */
function isLively(page: string): boolean {
  return page === WALL_PAGE || page === SAFE_PAGE;
}
