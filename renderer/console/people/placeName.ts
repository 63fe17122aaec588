import type { UnitNode } from '../../../electron/contract/answers.ts';

/** How a place is shown: the unit's name, or its key while it is not there; `null` for the whole organisation. */
export function placeName(place: string | null, units: readonly UnitNode[]): string | null {
  if (place === null) return null;
  return units.find(({ unit }) => unit === place)?.name ?? place;
}

export interface PlacedUnit extends UnitNode {
  /** 0 at the top. */
  depth: number;
}

/** Units as they are read from the top: each followed by what is below it. */
export function fromTheTop(units: readonly UnitNode[]): PlacedUnit[] {
  const known = new Set(units.map(({ unit }) => unit));
  const below = Map.groupBy(units, ({ parent }) => (parent !== null && known.has(parent) ? parent : null));
  const walk = (parent: string | null, depth: number): PlacedUnit[] =>
    (below.get(parent) ?? []).flatMap((node) => [{ ...node, depth }, ...walk(node.unit, depth + 1)]);
  return walk(null, 0);
}
