/** What somebody may do with a dashboard: its owner everything, others what is shared with them. */
import type { Permission } from '../../contract/access.ts';
import type { Share } from '../../contract/dashboards.ts';
import type { Placed } from '../access/index.ts';

/** Somebody as far as dashboards go. */
export interface Somebody {
  /** Row of the person. */
  readonly id: number;
  readonly role: string;
  readonly permissions: readonly Permission[];
  /** Unit where the person stands; `null` is the whole organisation. */
  readonly place: string | null;
}

export type May = 'own' | 'edit' | 'read';

/** `null` when the dashboard is none of theirs: then not even its title is told. */
export function mayOf(
  dashboard: { readonly owner: number | null; readonly shares: readonly Share[] },
  who: Somebody,
  units: () => readonly Placed[],
): May | null {
  if (dashboard.owner === who.id) return 'own';
  // Whose owner is gone is looked after by those who look after people.
  if (dashboard.owner === null && who.permissions.includes('people.manage')) return 'own';
  const shares = dashboard.shares.filter((one) => reaches(one, who, units));
  if (shares.some(({ may }) => may === 'edit')) return 'edit';
  return shares.length > 0 ? 'read' : null;
}

function reaches(share: Share, who: Somebody, units: () => readonly Placed[]): boolean {
  switch (share.with) {
    case 'everyone':
      return true;
    case 'role':
      return share.role === who.role;
    case 'unit':
      return standsIn(share.unit, who.place, units());
  }
}

/** Whether a place lies in the subtree of a unit; whoever sees the whole organisation stands in its topmost units. */
function standsIn(unit: string, place: string | null, units: readonly Placed[]): boolean {
  const parents = new Map(units.map((one) => [one.unit, one.parent]));
  if (place === null) return parents.get(unit) === null;
  const seen = new Set<string>();
  for (
    let at: string | null | undefined = place;
    at !== null && at !== undefined && !seen.has(at);
    at = parents.get(at)
  ) {
    if (at === unit) return true;
    seen.add(at);
  }
  return false;
}
