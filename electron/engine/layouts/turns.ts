/** Layouts of a role that take turns: whose turn it is follows from the time alone, so that any past minute can be told. Pure. */
import type { Instant } from '../../contract/calendar.ts';
import type { Layout, Scene } from '../../contract/layouts.ts';
import { ROLES, type Role } from '../../contract/live.ts';

export interface Turns {
  readonly layouts: readonly Layout[];
  /** Each is shown for so long, s. */
  readonly everyS: number;
}

/** A scene of which some roles have several layouts; `layouts` has the first of each. */
export type Turning = Scene & { readonly turns?: Partial<Record<Role, Turns>> | undefined };

/** Whose turn it is `shownFor` ms after the scene was first shown: one text as long as that is the same. */
export function turnsAt({ turns = {} }: Turning, shownFor: number): string {
  return ROLES.map((role) => placeAt(turns[role], shownFor)).join();
}

/** The scene as it is `shownFor` ms after it was first shown. */
export function atTurn({ turns, ...scene }: Turning, shownFor: Instant): Scene {
  if (turns === undefined) return scene;
  const of = (role: Role) => turns[role]?.layouts[placeAt(turns[role], shownFor)] ?? scene.layouts[role];
  return {
    ...scene,
    layouts: {
      statistics: of('statistics'),
      map: of('map'),
      trends: of('trends'),
      operations: of('operations'),
    },
  };
}

function placeAt(turns: Turns | undefined, shownFor: number): number {
  if (turns === undefined || shownFor < 0) return 0;
  return Math.floor(shownFor / (turns.everyS * 1000)) % turns.layouts.length;
}
