/** Bytes → shapes: GeoJSON (RFC 7946) and TopoJSON, with whatever faults single shapes have. */
import { isUtf8 } from 'node:buffer';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { z } from 'zod';
import { MAP_CORNERS_MOST, MAP_SHAPES_MOST } from '../../../contract/maps.ts';
import type { BoundaryShape } from './shape.ts';
import { UnreadableMap } from './unreadable.ts';

const looseFeature = z.object({
  properties: z.record(z.string(), z.unknown()).nullish(),
  id: z.union([z.string(), z.number()]).nullish(),
  geometry: z.object({ type: z.string(), coordinates: z.unknown() }).nullish(),
});
const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });
const single = z.looseObject({ type: z.literal('Feature') });
const geometryCollection = z.looseObject({
  type: z.literal('GeometryCollection'),
  geometries: z.array(z.unknown()),
});
const position = z.array(z.number()).min(2);
const topology = z.looseObject({
  type: z.literal('Topology'),
  arcs: z.array(z.array(position)),
  objects: z.record(z.string(), z.looseObject({ type: z.string() })),
  transform: z
    .object({ scale: z.tuple([z.number(), z.number()]), translate: z.tuple([z.number(), z.number()]) })
    .optional(),
});

/** @throws UnreadableMap naming what is wrong with the file as a whole. */
export function shapesIn(bytes: Uint8Array): BoundaryShape[] {
  const shapes = featuresOf(parsed(bytes)).map(shapeOf);
  if (shapes.length === 0)
    throw new UnreadableMap('no_shapes', 'The file has no shape: export the layer with its polygons.');
  if (shapes.length > MAP_SHAPES_MOST)
    throw new UnreadableMap(
      'too_many_shapes',
      `The file has more than ${MAP_SHAPES_MOST} shapes: export the territory of one agency.`,
    );
  if (shapes.reduce((sum, { polygons }) => sum + cornersOf(polygons), 0) > MAP_CORNERS_MOST)
    throw new UnreadableMap(
      'too_many_corners',
      `The file has more than ${MAP_CORNERS_MOST} corners: simplify it first, or export the territory of one agency.`,
    );
  return shapes;
}

function parsed(bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw new UnreadableMap('empty', 'The file is empty: choose the one with the map.');
  if (!isUtf8(bytes))
    throw new UnreadableMap(
      'not_utf8',
      'The file is not written in UTF-8: export it as GeoJSON or TopoJSON in UTF-8 (not a shapefile, not an archive).',
    );
  try {
    return JSON.parse(new TextDecoder('utf-8').decode(bytes));
  } catch {
    throw new UnreadableMap('not_json', 'The file is no whole JSON: export it again as GeoJSON or TopoJSON.');
  }
}

function featuresOf(file: unknown): unknown[] {
  const features = collection.safeParse(file);
  if (features.success) return features.data.features;
  if (single.safeParse(file).success) return [file];
  const topo = topology.safeParse(file);
  if (topo.success) return topologyFeatures(topo.data as unknown as Topology);
  throw new UnreadableMap(
    'not_a_map',
    'The file is JSON but neither a GeoJSON FeatureCollection nor a TopoJSON Topology: export the layer as one of them.',
  );
}

/** Features of the object with most shapes: others are lines or points of the same drawing. */
function topologyFeatures(topo: Topology): unknown[] {
  const objects = Object.values(topo.objects);
  const sized = objects.map((object) => ({
    object,
    size: geometryCollection.safeParse(object).data?.geometries.length ?? 1,
  }));
  const [largest] = sized.sort((a, b) => b.size - a.size);
  if (!largest) return [];
  try {
    const made = feature(topo, largest.object);
    return made.type === 'FeatureCollection' ? made.features : [made];
  } catch {
    throw new UnreadableMap(
      'broken_topology',
      'A shape of the TopoJSON names an arc that is not in the file: export it again.',
    );
  }
}

function shapeOf(one: unknown, i: number): BoundaryShape {
  const n = i + 1;
  const { success, data } = looseFeature.safeParse(one);
  if (!success || !data.geometry)
    return { n, properties: data?.properties ?? {}, kind: null, polygons: null };
  const { type, coordinates } = data.geometry;
  const named = data.id === null || data.id === undefined ? {} : { id: data.id };
  return {
    n,
    properties: { ...named, ...data.properties },
    kind: type,
    polygons: type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null,
  };
}

/** Pairs of numbers at any depth; the depth of what is no map is not followed. */
function cornersOf(value: unknown, depth = 0): number {
  if (!Array.isArray(value) || depth > 4) return 0;
  if (typeof value[0] === 'number') return 1;
  return value.reduce((sum: number, inner) => sum + cornersOf(inner, depth + 1), 0);
}
