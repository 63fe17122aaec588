/** Files of vector tiles as tools write them, sound and with every fault, for tests. */
import { gzipSync } from 'node:zlib';
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { Compression, TileType, zxyToTileId } from 'pmtiles';
import type { Box } from '../../../contract/map.ts';

/** A piece of the city: two roads that cross, streets around them, a river, a park. */
export const CITY: Box = [106.3, 10.4, 107.3, 11.1];
const HEADER_BYTES = 127;

/** Its own types do not resolve. */
const Cutter = GeoJSONVT as unknown as new (
  data: FeatureCollection,
  options: object,
) => { getTile(z: number, x: number, y: number): object | null };

function line(properties: Record<string, string>, ...coordinates: Position[]): Feature {
  return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates } };
}
function area(properties: Record<string, string>, [west, south, east, north]: Box): Feature {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
}

/** Features by layers, named as Protomaps Basemap or OpenMapTiles name them. */
export function cityLayers(scheme: 'protomaps' | 'openmaptiles'): Record<string, Feature[]> {
  const ours = scheme === 'protomaps';
  const kind = (one: string, other: string) => (ours ? { kind: one } : { class: other });
  const main = [
    line(kind('highway', 'motorway'), [106.35, 10.95], [106.7, 10.8], [107.25, 10.5]),
    line(kind('major_road', 'primary'), [106.6, 10.45], [106.65, 10.78], [106.8, 11.05]),
  ];
  const small = Array.from({ length: 24 }, (_, i) => [
    line(kind('minor_road', 'minor'), [106.5 + i * 0.012, 10.68], [106.52 + i * 0.012, 10.9]),
    line(kind('minor_road', 'minor'), [106.5, 10.68 + i * 0.009], [106.79, 10.69 + i * 0.009]),
  ]).flat();
  const river = Array.from(
    { length: 60 },
    (_, i): Position => [106.4 + i * 0.012, 10.98 - i * 0.008 + 0.02 * Math.sin(i / 3)],
  );
  return {
    [ours ? 'roads' : 'transportation']: [...main, ...small],
    water: [area(kind('lake', 'lake'), [106.9, 10.85, 107.05, 10.95])],
    [ours ? 'landuse' : 'park']: [area(kind('park', 'park'), [106.42, 10.55, 106.5, 10.62])],
    [ours ? 'physical_line' : 'waterway']: [line(kind('river', 'river'), ...river)],
    // Of no schema that is known: drawn by nobody.
    surprises: [area({ kind: 'surprise' }, CITY)],
  };
}

export interface Making {
  readonly layers?: Record<string, Feature[]>;
  readonly maxZoom?: number;
  readonly bounds?: Box;
  /** Changes what stands in the header, or the finished file. */
  readonly header?: Partial<{ version: number; tileType: number; tileCompression: number }>;
  readonly metadata?: string;
}

/** A file with all tiles of some layers, from zoom 0. */
export function tilesFile(making: Making = {}): Buffer {
  const { layers = cityLayers('protomaps'), maxZoom = 11, bounds = CITY, header = {} } = making;
  const cut = Object.entries(layers).map(([name, features]) => {
    const collection: FeatureCollection = { type: 'FeatureCollection', features };
    return [name, new Cutter(collection, { maxZoom, indexMaxZoom: maxZoom, indexMaxPoints: 0 })] as const;
  });
  const tiles: { id: number; bytes: Buffer }[] = [];
  for (let z = 0; z <= maxZoom; z += 1)
    for (const [x, y] of tilesOf(bounds, z)) {
      const found = cut.flatMap(([name, index]) => {
        const tile = index.getTile(z, x, y);
        return tile ? [[name, tile] as const] : [];
      });
      if (found.length === 0) continue;
      const bytes = gzipSync(fromGeojsonVt(Object.fromEntries(found) as never, { version: 2 }));
      tiles.push({ id: zxyToTileId(z, x, y), bytes });
    }
  tiles.sort((a, b) => a.id - b.id);
  const metadata = gzipSync(
    making.metadata ??
      JSON.stringify({ vector_layers: Object.keys(layers).map((id) => ({ id, fields: {} })) }),
  );
  const directory = gzipSync(directoryOf(tiles));
  const data = Buffer.concat(tiles.map(({ bytes }) => bytes));
  const parts = [directory, metadata, Buffer.alloc(0), data];
  const head = Buffer.alloc(HEADER_BYTES);
  head.write('PMTiles', 0, 'latin1');
  head.writeUInt8(header.version ?? 3, 7);
  let at = HEADER_BYTES;
  for (const [i, part] of parts.entries()) {
    head.writeBigUInt64LE(BigInt(at), 8 + 16 * i);
    head.writeBigUInt64LE(BigInt(part.length), 16 + 16 * i);
    at += part.length;
  }
  for (const place of [72, 80, 88]) head.writeBigUInt64LE(BigInt(tiles.length), place);
  head.writeUInt8(1, 96);
  head.writeUInt8(Compression.Gzip, 97);
  head.writeUInt8(header.tileCompression ?? Compression.Gzip, 98);
  head.writeUInt8(header.tileType ?? TileType.Mvt, 99);
  head.writeUInt8(0, 100);
  head.writeUInt8(maxZoom, 101);
  for (const [i, degrees] of bounds.entries()) head.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i);
  return Buffer.concat([head, ...parts]);
}

function tilesOf([west, south, east, north]: Box, z: number): [number, number][] {
  const count = 2 ** z;
  const column = (lon: number) => Math.floor(((lon + 180) / 360) * count);
  const row = (lat: number) => {
    const y = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
    return Math.floor((0.5 - y / (2 * Math.PI)) * count);
  };
  const found: [number, number][] = [];
  for (let x = column(west); x <= column(east); x += 1)
    for (let y = row(north); y <= row(south); y += 1) found.push([x, y]);
  return found;
}

/** Entries of the one directory: ids and lengths as differences, in numbers of seven bits a byte. */
function directoryOf(tiles: readonly { id: number; bytes: Buffer }[]): Buffer {
  const written: number[] = [];
  const number = (value: number): void => {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) written.push((rest % 128) + 128);
    written.push(rest);
  };
  number(tiles.length);
  tiles.forEach(({ id }, i) => number(id - (tiles[i - 1]?.id ?? 0)));
  for (const _ of tiles) number(1);
  for (const { bytes } of tiles) number(bytes.length);
  // 0: right behind the one before; the first begins at 0, which is written as 1.
  tiles.forEach((_, i) => number(i === 0 ? 1 : 0));
  return Buffer.from(written);
}
