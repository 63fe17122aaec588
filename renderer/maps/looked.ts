/** What is brought to the front of the map: a region, or a part of it. */
import type { Box, MapPack } from '../../electron/contract/map.ts';
import { boxOf } from './viewport.ts';

export interface Looked {
  /** Key of its unit. */
  readonly region: string;
  /** Code of the part, where one is looked at. */
  readonly part: string | null;
}

/** What of it the map knows; `null` when it is not on this map. */
export function lookedOn(pack: MapPack, wanted: Looked | null): Looked | null {
  if (!wanted || !pack.regions.some(({ unit }) => unit === wanted.region)) return null;
  const part = pack.parts.find(({ code, unit }) => code === wanted.part && unit === wanted.region);
  return { region: wanted.region, part: part?.code ?? null };
}

/** The box of what is looked at; of what is drawn in an inset, where it is drawn. */
export function boxOfLooked(pack: MapPack, { region, part }: Looked): Box {
  const shape =
    pack.parts.find(({ code }) => code === part)?.shape ??
    pack.regions.find(({ unit }) => unit === region)?.shape ??
    [];
  const inset = pack.insets.find(({ units }) => units.includes(region));
  const mainland = inset
    ? shape.filter((polygon) => !polygon[0]?.some(([lon, lat]) => isIn(inset.frame, lon, lat)))
    : shape;
  return boxOf((mainland.length > 0 ? mainland : shape).flat(2));
}

function isIn([west, south, east, north]: Box, lon: number, lat: number): boolean {
  return lon > west && lon < east && lat > south && lat < north;
}
