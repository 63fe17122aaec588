/** What somebody wants to hang where, before it is confirmed. Every step is pure and keeps each role hung exactly once. */
import { ROLES, type Role } from '../../../electron/contract/live.ts';
import type { ExtraShows, Monitor, WantedHanging } from '../../../electron/contract/wall.ts';

export type Draft = WantedHanging;

/** As the wall hangs now. */
export function draftOf(monitors: readonly Monitor[]): Draft {
  const homeOf = (role: Role) => monitors.find(({ roles }) => roles.includes(role))?.id ?? '';
  return {
    roles: {
      statistics: homeOf('statistics'),
      map: homeOf('map'),
      trends: homeOf('trends'),
      operations: homeOf('operations'),
    },
    extras: Object.fromEntries(monitors.flatMap(({ id, extra }) => (extra ? [[id, extra]] : []))),
  };
}

export function rolesOn(draft: Draft, monitor: string): Role[] {
  return ROLES.filter((role) => draft.roles[role] === monitor);
}

/**
 * Hangs a role on a monitor. Where every role has a monitor to itself the two monitors change places; with fewer monitors the role
 * joins those there, unless its own monitor would be left empty: then the two change places too.
 */
export function hangRole(draft: Draft, role: Role, monitor: string, monitors: number): Draft {
  const from = draft.roles[role];
  if (from === monitor) return draft;
  const alone = rolesOn(draft, from).length === 1;
  if (monitors >= ROLES.length || alone) return swapMonitors(draft, from, monitor);
  return { ...draft, roles: { ...draft.roles, [role]: monitor } };
}

/** Two monitors change all that they show. */
export function swapMonitors(draft: Draft, one: string, other: string): Draft {
  const across = (id: string) => (id === one ? other : id === other ? one : id);
  const roles = { ...draft.roles };
  for (const role of ROLES) roles[role] = across(roles[role]);
  const extras = Object.fromEntries(Object.entries(draft.extras).map(([id, shows]) => [across(id), shows]));
  return { roles, extras };
}

/** What a monitor beyond those of the roles is to show. */
export function showExtra(draft: Draft, monitor: string, shows: ExtraShows): Draft {
  return { ...draft, extras: { ...draft.extras, [monitor]: shows } };
}

export function sameDraft(a: Draft, b: Draft): boolean {
  const flat = ({ roles, extras }: Draft) =>
    JSON.stringify([
      ROLES.map((role) => roles[role]),
      Object.entries(extras).sort(([x], [y]) => (x < y ? -1 : 1)),
    ]);
  return flat(a) === flat(b);
}

/** The monitors scaled into a frame of the given width; `height` follows from how they hang. */
export function scaledTo(
  width: number,
  monitors: readonly Pick<Monitor, 'x' | 'y' | 'width' | 'height'>[],
): {
  readonly height: number;
  readonly places: { left: number; top: number; width: number; height: number }[];
} {
  const left = Math.min(...monitors.map(({ x }) => x));
  const top = Math.min(...monitors.map(({ y }) => y));
  const right = Math.max(...monitors.map((m) => m.x + m.width));
  const bottom = Math.max(...monitors.map((m) => m.y + m.height));
  const factor = width / (right - left);
  return {
    height: (bottom - top) * factor,
    places: monitors.map((m) => ({
      left: (m.x - left) * factor,
      top: (m.y - top) * factor,
      width: m.width * factor,
      height: m.height * factor,
    })),
  };
}
