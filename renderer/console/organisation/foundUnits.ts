/** Units of a tree as they are found and listed. Pure. */
import type { OrganisationUnit } from '../../../electron/contract/organisation.ts';

/** A unit with how deep it lies. */
export type Placed = OrganisationUnit & { readonly depth: number };

/** Letters as they are compared: without diacritics and case. */
export function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}

/** Depths of units that come parents first. */
export function placed(units: readonly OrganisationUnit[]): Placed[] {
  const depths = new Map<string, number>();
  return units.map((unit) => {
    const depth = unit.parent === null ? 0 : (depths.get(unit.parent) ?? -1) + 1;
    depths.set(unit.unit, depth);
    return { ...unit, depth };
  });
}

/** The units that a search finds by name or code, and those above them, so that each is seen in its place. */
export function found(
  units: readonly Placed[],
  words: string,
  wanted: (unit: OrganisationUnit) => boolean,
): (Placed & { readonly hit: boolean })[] {
  const sought = plain(words.trim());
  const hits = new Set(
    units
      .filter(
        (unit) => wanted(unit) && (plain(unit.name).includes(sought) || plain(unit.unit).includes(sought)),
      )
      .map(({ unit }) => unit),
  );
  const shown = new Set(hits);
  // From below, so that those above are reached.
  for (const { unit, parent } of [...units].reverse())
    if (parent !== null && shown.has(unit)) shown.add(parent);
  return units.filter(({ unit }) => shown.has(unit)).map((unit) => ({ ...unit, hit: hits.has(unit.unit) }));
}

const DAY_MS = 86_400_000;

/** Units whose first or last day lies within so many days of a day. */
export function turning(
  units: readonly OrganisationUnit[],
  day: string,
  within: number,
): { unit: OrganisationUnit; day: string; begins: boolean }[] {
  const near = (other: string | null): other is string =>
    other !== null && Math.abs(Date.parse(other) - Date.parse(day)) <= within * DAY_MS;
  return units
    .flatMap((unit) => [
      ...(near(unit.from) ? [{ unit, day: unit.from, begins: true }] : []),
      ...(near(unit.to) ? [{ unit, day: unit.to, begins: false }] : []),
    ])
    .sort((a, b) => a.day.localeCompare(b.day));
}
