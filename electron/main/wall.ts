/** The wall as a whole: its panes follow the monitors, and all hear of the engine. */
import type { WebContents } from 'electron';
import type { Role } from '../contract/live.ts';
import type { Monitor, WindowSetting } from '../contract/wall.ts';
import type { BindingsFile } from './bindingsFile.ts';
import { currentDisplays } from './displays.ts';
import type { Greeting } from './engineChild.ts';
import type { Doorkeeper } from './door.ts';
import type { Seen } from './fingerprint.ts';
import { openPane } from './pane.ts';
import type { Pane, PaneOptions } from './pane.ts';
import { bindingsAfter, planWall, seenAfter } from './wallPlan.ts';
import type { Placement } from './wallPlan.ts';
import type { Locale } from './words.ts';

export interface Wall extends Pick<Doorkeeper, 'setting' | 'painted'> {
  /** Plans for the monitors there are now, and hangs the windows accordingly. */
  arrange(): void;
  placements(): readonly Placement[];
  monitors(): Monitor[];
  panes(): readonly Pane[];
  engineReady(greeting: Greeting): void;
  engineRefused(): void;
  close(): void;
}

export interface WallOptions extends PaneOptions {
  bindings: BindingsFile;
  locale: Locale;
}

export function makeWall(options: WallOptions): Wall {
  let bindings = options.bindings.load();
  let seen: Seen = new Map();
  let placements: Placement[] = [];
  let panes: Pane[] = [];
  let greeting: Greeting | null = null;
  let refused = false;
  let waiting: (() => void)[] = [];

  const settingOf = (pane: Pane, { url, wallToken }: Greeting): WindowSetting => ({
    roles: [...pane.roles()],
    engineUrl: url,
    wallToken,
    locale: options.locale,
  });
  const tell = (pane: Pane) => {
    if (greeting && pane.roles().length > 0) pane.tell(settingOf(pane, greeting));
  };

  return {
    arrange() {
      placements = planWall(currentDisplays(), bindings, seen);
      const learnt = bindingsAfter(placements, bindings, seen);
      seen = seenAfter(placements, seen);
      panes = hangPanes(placements, panes, tell, (placement) => {
        const pane = openPane(placement, options);
        if (refused) pane.showFault(true);
        return pane;
      });
      if (learnt) {
        bindings = learnt;
        options.bindings.save(learnt);
      }
    },
    placements: () => placements,
    monitors: () => placements.map(asMonitor),
    panes: () => panes,
    engineReady(now) {
      const moved = greeting !== null && new URL(greeting.url).origin !== new URL(now.url).origin;
      greeting = now;
      for (const pane of panes) {
        if (refused) pane.showFault(false);
        else if (moved) pane.reload();
        else tell(pane);
      }
      refused = false;
      for (const go of waiting.splice(0)) go();
    },
    engineRefused() {
      refused = true;
      for (const pane of panes) pane.showFault(true);
    },
    async setting(contents: WebContents) {
      if (!greeting) await new Promise<void>((resolve) => waiting.push(resolve));
      const pane = panes.find((p) => p.owns(contents));
      if (!greeting || !pane || pane.roles().length === 0)
        throw new Error('This window has no place on the wall any more.');
      pane.settled();
      return settingOf(pane, greeting);
    },
    painted(contents, frame) {
      panes.find((p) => p.owns(contents))?.painted(frame);
    },
    close() {
      for (const pane of panes.splice(0)) pane.close();
      waiting = [];
    },
  };
}

/** Brings the panes in line with the plan: those that stay change what they show before any closes or opens. */
function hangPanes(
  placements: readonly Placement[],
  before: readonly Pane[],
  tell: (pane: Pane) => void,
  open: (placement: Placement) => Pane,
): Pane[] {
  const free = new Set(before);
  const take = (found: Pane | undefined) => {
    if (found) free.delete(found);
    return found;
  };
  const kept = placements.map((p) => take(before.find((pane) => pane.displayId() === p.display.id)));
  // The same monitor may come back under another id: a pane without a monitor moves there with its roles.
  const panes = placements.map(
    (p, i) => kept[i] ?? take([...free].find((pane) => sameRoles(pane.roles(), p.roles))),
  );
  panes.forEach((pane, i) => {
    const placement = placements[i];
    if (!pane || !placement) return;
    const changed = !sameRoles(pane.roles(), placement.roles);
    pane.place(placement);
    if (changed) tell(pane);
  });
  for (const pane of free) pane.close();
  return placements.map((placement, i) => panes[i] ?? open(placement));
}

function sameRoles(a: readonly Role[], b: readonly Role[]): boolean {
  return a.join() === b.join();
}

function asMonitor({ display, roles }: Placement): Monitor {
  return {
    id: display.id,
    label: display.label,
    x: Math.round(display.bounds.x),
    y: Math.round(display.bounds.y),
    width: Math.round(display.bounds.width),
    height: Math.round(display.bounds.height),
    scale: display.scale,
    roles,
  };
}
