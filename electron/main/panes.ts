/** Which windows there are to be, and bringing those there are in line with that. */
import { ROLES } from '../contract/live.ts';
import type { Role } from '../contract/live.ts';
import type { Pane } from './pane.ts';
import type { Placement } from './wallPlan.ts';

/** The monitors that get a window, each with the roles whose window that is: that of a role, or one that shows more of the wall. */
export function shownOn(placements: readonly Placement[]): Placement[] {
  return placements
    .filter(({ extra }) => extra?.kind !== 'free')
    .map(({ display, roles, extra }) => ({
      display,
      extra,
      roles: extra?.kind === 'role' ? [extra.role] : extra?.kind === 'part' ? [standIn(extra.part)] : roles,
    }));
}

/** What is shown in place of a part that the scene does not have: its roles in turn. */
function standIn(part: number): Role {
  const [first] = ROLES;
  return ROLES[(part - 1) % ROLES.length] ?? first;
}

/** Brings the panes in line with the plan: those that stay change what they show before any closes or opens. */
export function hangPanes(
  shown: readonly Placement[],
  before: readonly Pane[],
  open: (placement: Placement) => Pane,
): Pane[] {
  const free = new Set(before);
  const take = (found: Pane | undefined) => {
    if (found) free.delete(found);
    return found;
  };
  const kept = shown.map((p) => take(before.find((pane) => pane.displayId() === p.display.id)));
  // The same monitor may come back under another id: a pane without a monitor moves there with its roles.
  const panes = shown.map(
    (p, i) => kept[i] ?? take([...free].find((pane) => sameRoles(pane.roles(), p.roles))),
  );
  panes.forEach((pane, i) => {
    const placement = shown[i];
    if (pane && placement) pane.place(placement);
  });
  for (const pane of free) pane.close();
  return shown.map((placement, i) => panes[i] ?? open(placement));
}

function sameRoles(a: readonly Role[], b: readonly Role[]): boolean {
  return a.join() === b.join();
}
