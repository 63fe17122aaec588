/** The wall as a whole: its panes follow the monitors, and all hear of the engine. */
import type { WebContents } from 'electron';
import type { Pulse } from '../contract/release.ts';
import type { ScreenCare } from '../contract/screens.ts';
import type { WallOrder, WallReport, WindowSetting } from '../contract/wall.ts';
import { makeBinder } from './binder.ts';
import type { BindingsFile } from './bindingsFile.ts';
import type { Move } from './chords.ts';
import { currentDisplays } from './displays.ts';
import type { Greeting } from './engineChild.ts';
import type { Doorkeeper } from './door.ts';
import { openPane } from './pane.ts';
import type { Pane, PaneOptions } from './pane.ts';
import { hangPanes, shownOn } from './panes.ts';
import { makeSigns } from './signs.ts';
import type { Placement } from './wallPlan.ts';
import type { Locale } from './words.ts';

export interface Wall extends Omit<Doorkeeper, 'complete'> {
  /** Plans for the monitors there are now, and hangs the windows accordingly. */
  arrange(): void;
  placements(): readonly Placement[];
  report(): WallReport;
  /** What a person asks for in the console. Throws an Error with the reason where it cannot be. */
  carryOut(order: WallOrder): void;
  /** What a person asks for by keyboard. */
  identify(): void;
  assign(): void;
  move(move: Move): void;
  panes(): readonly Pane[];
  /** How many windows hang, how many of them are well, how many have figures on them. */
  health(): Pick<Pulse, 'windows' | 'painting' | 'figures'>;
  /** The windows of the roles, without those that only show more of the wall. */
  pictured(): readonly Pane[];
  engineReady(greeting: Greeting): void;
  engineRefused(): void;
  /** The care of the screens has changed. */
  tellCare(): void;
  close(): void;
}

export interface WallOptions extends PaneOptions {
  bindings: BindingsFile;
  /** How windows spare their monitors at present. */
  care(): ScreenCare;
  locale: Locale;
}

export function makeWall(options: WallOptions): Wall {
  const binder = makeBinder(options);
  let panes: Pane[] = [];
  let greeting: Greeting | null = null;
  let refused = false;
  let waiting: (() => void)[] = [];

  const settingOf = (pane: Pane, { url, wallToken }: Greeting): WindowSetting => ({
    roles: [...pane.roles()],
    part: partOf(pane),
    arrangement: binder.arrangement(),
    unsure: binder.state().state === 'unsure',
    engineUrl: url,
    wallToken,
    locale: options.locale,
    care: options.care(),
  });
  const tell = (pane: Pane) => {
    if (greeting && pane.roles().length > 0) pane.tell(settingOf(pane, greeting));
  };

  const extraOf = (pane: Pane) =>
    binder.placements().find(({ display }) => display.id === pane.displayId())?.extra ?? null;
  const partOf = (pane: Pane) => {
    const extra = extraOf(pane);
    return extra?.kind === 'part' ? extra.part : null;
  };

  function hang(): void {
    panes = hangPanes(shownOn(binder.placements()), panes, (placement) => {
      const pane = openPane(placement, options);
      if (refused) pane.showFault(true);
      return pane;
    });
    panes.forEach(tell);
  }

  function confirm(placements: readonly Placement[]): void {
    binder.confirm(placements);
    hang();
  }

  const signs = makeSigns({
    placements: binder.placements,
    standings: binder.standings,
    doubt: () => binder.state().state === 'unsure',
    confirm,
  });

  return {
    arrange() {
      const before = JSON.stringify(binder.placements());
      binder.plan(currentDisplays());
      if (JSON.stringify(binder.placements()) !== before) signs.drop();
      hang();
    },
    placements: binder.placements,
    report: () => ({ monitors: binder.monitors(), binding: binder.state() }),
    carryOut(order) {
      if (order.do === 'identify') return signs.identify();
      signs.drop();
      confirm(binder.wanted(order.wanted));
    },
    identify: signs.identify,
    assign: signs.assign,
    move: signs.move,
    pictured: () => panes.filter((pane) => extraOf(pane) === null),
    panes: () => panes,
    health() {
      const all = panes.map((pane) => pane.health());
      return {
        windows: all.length,
        painting: all.filter((health) => health !== 'ill').length,
        figures: all.filter((health) => health === 'figures').length,
      };
    },
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
      pane.settled(contents);
      return settingOf(pane, greeting);
    },
    painted(contents, frame, content) {
      panes.find((p) => p.owns(contents))?.painted(contents, frame, content);
    },
    trouble(contents, trouble) {
      panes.find((p) => p.owns(contents))?.trouble(trouble);
    },
    tellCare: () => panes.forEach(tell),
    close() {
      signs.drop();
      for (const pane of panes.splice(0)) pane.close();
      waiting = [];
    },
  };
}
