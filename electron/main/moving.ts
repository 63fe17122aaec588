/** Moving roles between monitors by keyboard: one pure step for each key. */
import type { Move } from './chords.ts';
import type { Placement } from './wallPlan.ts';

export interface Moving {
  /** What each monitor would show, in reading order. */
  readonly placements: readonly Placement[];
  /** Number, from 1, of the monitor whose contents are to change places with the next one named. */
  readonly picked: number | null;
}

/**
 * What a digit does: the first names a monitor, the second the one to change places with; the same one twice puts it back. A digit
 * without a monitor does nothing.
 */
export function step({ placements, picked }: Moving, { digit }: Exclude<Move, string>): Moving {
  if (digit > placements.length) return { placements, picked };
  if (picked === null) return { placements, picked: digit };
  if (picked === digit) return { placements, picked: null };
  return { placements: swapped(placements, picked - 1, digit - 1), picked: null };
}

function swapped(placements: readonly Placement[], i: number, j: number): Placement[] {
  return placements.map((placement, place) => {
    const other = placements[place === i ? j : place === j ? i : place] ?? placement;
    return { display: placement.display, roles: [...other.roles], extra: other.extra };
  });
}
