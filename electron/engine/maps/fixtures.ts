/** Boundaries as files have them, sound and with every fault, for tests. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { MapOptions } from '../../contract/maps.ts';
import type { MapWork } from './boundaries/work.ts';

export type Corners = number[][];

/** A square of a tenth of a degree, `i` to the east and `j` to the north of a corner of the city; its ring may be changed. */
export function square(i: number, j: number, change: (ring: Corners) => Corners = (ring) => ring): Corners {
  const [x, y] = [106.4 + i / 10, 10.4 + j / 10];
  const corners = [
    [x, y],
    [x + 0.1, y],
    [x + 0.1, y + 0.1],
    [x, y + 0.1],
    [x, y],
  ].map((corner) => corner.map((value) => Math.round(value * 1e6) / 1e6));
  return change(corners);
}

export interface FileShape {
  readonly ma?: string;
  readonly ten?: string;
  readonly area?: number;
  readonly geometry?: unknown;
}

/** A file of shapes as GIS programs write it. */
export function fileOf(shapes: readonly FileShape[]): Buffer {
  const features = shapes.map(({ ma, ten, area, geometry = null }) => ({
    type: 'Feature',
    properties: { ma, ten, ...(area !== undefined && { dien_tich: area }) },
    geometry,
  }));
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
}

export function polygon(...rings: Corners[]): object {
  return { type: 'Polygon', coordinates: rings };
}

/** Four squares in a row, two of each office. */
export const ROW: readonly FileShape[] = [0, 1, 2, 3].map((i) => ({
  ma: `0000${i}`,
  ten: `Phường ${i}`,
  geometry: polygon(square(i, 0)),
}));
export const ROW_TABLE = [
  ['00000', 'A'],
  ['00001', 'A'],
  ['00002', 'B'],
  ['00003', 'B'],
] as const;

export const OPTIONS: MapOptions = {
  root: 'HCM',
  title: 'Thành phố thử',
  assignment: 'table',
  detailM: 0,
  codeProperty: null,
  nameProperty: null,
  areaProperty: null,
};

export function work(bytes: Uint8Array, change: Partial<MapWork> = {}): MapWork {
  const unit = (key: string) => ({ unit: key, name: `Phòng ${key}`, lat: null, lon: null });
  return {
    number: 1,
    file: 'địa giới.geojson',
    bytes,
    options: OPTIONS,
    table: ROW_TABLE,
    wholeTable: true,
    units: [unit('A'), unit('B')],
    base: null,
    places: [],
    ...change,
  };
}

/** Folder with real boundaries that are not part of the project: `IOC_WALL_BOUNDARIES`, else beside the project. */
const FOLDER =
  process.env['IOC_WALL_BOUNDARIES'] ?? resolve(import.meta.dirname, '../../../../shared/data/geo');

/** A file of real boundaries; `null` where there is none on this machine. */
export function realBoundaries(name: string): Buffer | null {
  const file = join(FOLDER, name);
  return existsSync(file) ? readFileSync(file) : null;
}
