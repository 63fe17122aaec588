/** Signs on every monitor that say which one it is, and moving roles between them by keyboard. */
import { BrowserWindow } from 'electron';
import type { Standing } from '../contract/wall.ts';
import type { Role } from '../contract/live.ts';
import type { Move } from './chords.ts';
import { step } from './moving.ts';
import type { Moving } from './moving.ts';
import { positionsOf } from './readingOrder.ts';
import { signAddress } from './signPage.ts';
import type { Placement } from './wallPlan.ts';

/** How long the signs stay, ms. */
const SHOWN = 12_000;
/** How long roles can be moved without a key, ms; then all stays as it was. */
const MOVING = 60_000;

/** What is behind the signs. */
export interface Behind {
  placements(): readonly Placement[];
  standings(): ReadonlyMap<Role, Standing>;
  doubt(): boolean;
  /** A person has looked at all monitors and says that this is right. */
  confirm(placements: readonly Placement[]): void;
}

export interface Signs {
  /** Shows which monitor is which; asked again while that shows, takes it away. */
  identify(): void;
  /** Begins to move roles; asked again, leaves all as it was. */
  assign(): void;
  /** A key while roles are moved; nothing otherwise. */
  move(move: Move): void;
  /** The monitors have changed: what was being moved has no meaning any more. */
  drop(): void;
}

export function makeSigns(behind: Behind): Signs {
  const windows: BrowserWindow[] = [];
  let moving: Moving | null = null;
  let ending: NodeJS.Timeout | undefined;

  function drop(): void {
    clearTimeout(ending);
    moving = null;
    const gone = windows.splice(0);
    for (const window of gone) if (!window.isDestroyed()) window.destroy();
  }

  function stayFor(time: number): void {
    clearTimeout(ending);
    ending = setTimeout(drop, time);
  }

  /** Draws the signs, in the windows there are. */
  function show(placements: readonly Placement[]): void {
    const positions = positionsOf(placements.map(({ display }) => display));
    const standings = behind.standings();
    const changed = moving !== null && JSON.stringify(placements) !== JSON.stringify(behind.placements());
    placements.forEach(({ display, roles, extra }, place) => {
      const position = positions[place];
      if (!position) return;
      const { width, height } = display.bounds;
      const window = (windows[place] ??= openSign(display.bounds, place === 0 && moving !== null));
      const address = signAddress({
        position,
        label: display.label,
        size: `${Math.round(width * display.scale)} × ${Math.round(height * display.scale)}`,
        roles: roles.map((role) => ({ role, standing: changed ? null : (standings.get(role) ?? 'new') })),
        extra,
        moving: moving !== null,
        picked: moving?.picked === position.place,
        doubt: behind.doubt() && !changed,
      });
      window.loadURL(address).catch(() => {
        // A sign that was taken away while it loaded.
      });
    });
  }

  return {
    identify() {
      if (windows.length > 0) return drop();
      show(behind.placements());
      stayFor(SHOWN);
    },
    assign() {
      const already = moving !== null;
      drop();
      if (already) return;
      moving = { placements: behind.placements(), picked: null };
      show(moving.placements);
      stayFor(MOVING);
    },
    move(move) {
      if (!moving) return;
      const { placements } = moving;
      if (move === 'leave') return drop();
      if (move === 'confirm') {
        drop();
        return behind.confirm(placements);
      }
      moving = step(moving, move);
      show(moving.placements);
      stayFor(MOVING);
    },
    drop,
  };
}

/** A window over the middle of a monitor; with `keys` it gets the keyboard. */
function openSign({ x, y, width, height }: Placement['display']['bounds'], keys: boolean): BrowserWindow {
  const part = { width: Math.round(width * 0.7), height: Math.round(height * 0.7) };
  const window = new BrowserWindow({
    x: Math.round(x + (width - part.width) / 2),
    y: Math.round(y + (height - part.height) / 2),
    ...part,
    frame: false,
    focusable: keys,
    skipTaskbar: true,
    alwaysOnTop: true,
    show: false,
    backgroundColor: '#101820',
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, devTools: false },
  });
  window.setAlwaysOnTop(true, 'screen-saver');
  window.once('ready-to-show', () => {
    if (keys) window.show();
    else window.showInactive();
  });
  return window;
}
