/** What the engine's API says of maps from files with boundaries, and of what the room looks at on them. */
import type { MapPack } from '../../../electron/contract/map.ts';
import {
  type MapFocus,
  mapDrawing,
  mapFileProblem,
  mapFocus,
  mapFocusAnswer,
  type MapListed,
  mapListed,
  type MapOptions,
  type MapPreview,
  mapPreview,
  type MapRegionsAnswer,
  mapRegionsAnswer,
  type MapsAnswer,
  mapsAnswer,
} from '../../../electron/contract/maps.ts';
import { type StreetsAnswer, streetsAnswer, streetsProblem } from '../../../electron/contract/streets.ts';
import { nothing } from '../api.ts';
import { ApiError, call } from '../call.ts';

const NAME_MOST = 200;
const nameOf = (file: File): string => encodeURIComponent(file.name.slice(-NAME_MOST) || '?');
const of = (root: string): string => `root=${encodeURIComponent(root)}`;

export const maps = {
  list: (): Promise<MapsAnswer> => call('GET', '/maps', mapsAnswer),
  bring: (file: File, root: string): Promise<MapPreview> =>
    call('POST', `/maps?name=${nameOf(file)}&${of(root)}`, mapPreview, file),
  preview: (number: number): Promise<MapPreview> => call('GET', `/maps/${number}`, mapPreview),
  drawing: async (number: number): Promise<MapPack> =>
    (await call('GET', `/maps/${number}/drawing`, mapDrawing)).pack,
  choose: (number: number, options: MapOptions): Promise<MapPreview> =>
    call('PUT', `/maps/${number}/options`, mapPreview, options),
  giveTable: (number: number, file: File): Promise<MapPreview> =>
    call('PUT', `/maps/${number}/table?name=${nameOf(file)}`, mapPreview, file),
  publish: (number: number, seen: string): Promise<MapListed> =>
    call('POST', `/maps/${number}/publication`, mapListed, { seen }),
  withdraw: (number: number): Promise<MapListed> => call('DELETE', `/maps/${number}/publication`, mapListed),
  drop: (number: number) => call('DELETE', `/maps/${number}`, nothing),
};

export const streets = {
  list: (): Promise<StreetsAnswer> => call('GET', '/maps/streets', streetsAnswer),
  choose: (file: string): Promise<StreetsAnswer> => call('PUT', '/maps/streets', streetsAnswer, { file }),
  remove: (): Promise<StreetsAnswer> => call('DELETE', '/maps/streets', streetsAnswer),
};

export const focus = {
  /** Of the unit, else of the first that has a map. */
  regions: (root: string | null): Promise<MapRegionsAnswer> =>
    call('GET', `/wall/map-regions${root === null ? '' : `?${of(root)}`}`, mapRegionsAnswer),
  now: async (root: string): Promise<MapFocus | null> =>
    (await call('GET', `/wall/map-focus?${of(root)}`, mapFocusAnswer)).focus,
  look: (wanted: { root: string; region: string; part: string | null; minutes: number }): Promise<MapFocus> =>
    call('PUT', '/wall/map-focus', mapFocus, wanted),
  end: (root: string) => call('DELETE', `/wall/map-focus?${of(root)}`, nothing),
};

/** What is wrong with a whole file, when the engine said that; `null` for any other failure. */
export function mapFaultOf(error: unknown) {
  return error instanceof ApiError ? (mapFileProblem.safeParse(error.said).data ?? null) : null;
}

/** Why a file of streets cannot be drawn, when the engine said that; `null` for any other failure. */
export function streetsFaultOf(error: unknown) {
  return error instanceof ApiError ? (streetsProblem.safeParse(error.said).data?.reason ?? null) : null;
}
