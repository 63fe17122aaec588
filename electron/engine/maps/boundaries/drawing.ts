/**
 * From boundaries to outlines: common borders are found once and simplified once, so that neighbours keep them in common;
 * wards are dissolved into the regions of their offices. Simplified by Visvalingam and Whyatt (1993): the corner whose
 * triangle with its neighbours is smallest goes first.
 */
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature, merge } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type {
  GeometryCollection,
  MultiPolygon as TopoMultiPolygon,
  Polygon as TopoPolygon,
  Topology,
} from 'topojson-specification';
import type { Position, Shape } from '../../../contract/map.ts';
import type { Boundary } from './checking.ts';
import { inKm, ringArea } from './plane.ts';
import type { Ring } from './shape.ts';

export interface Outline {
  readonly key: string;
  readonly shape: Shape;
}

export interface Drawing {
  /** By code. */
  readonly parts: Outline[];
  /** By unit. */
  readonly regions: Outline[];
  readonly corners: number;
  readonly cornersKept: number;
}

/** Steps of the grid that corners are laid on, so that borders of two surveys meet: about a metre across a province. */
const GRID = 200_000;

type Drawn = TopoPolygon<{ code: string; unit: string }> | TopoMultiPolygon<{ code: string; unit: string }>;
type Objects = { all: GeometryCollection<{ code: string; unit: string }> };

/** @param detailM bends smaller than this (metres) go */
export function drawn(boundaries: readonly Boundary[], detailM: number): Drawing {
  const features = boundaries.map(
    ({ code, unit, polygons }): Feature<MultiPolygon, { code: string; unit: string }> => ({
      type: 'Feature',
      properties: { code, unit },
      geometry: {
        type: 'MultiPolygon',
        coordinates: polygons.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [lon, lat]))),
      },
    }),
  );
  const all: FeatureCollection<MultiPolygon> = { type: 'FeatureCollection', features };
  const whole = topology({ all }, GRID) as unknown as Topology<Objects>;
  const corners = whole.arcs.reduce((sum, arc) => sum + arc.length, 0);
  const simple = detailM === 0 ? whole : simplified(whole, detailM);
  const geometries = simple.objects.all.geometries as Drawn[];
  const units = [...new Set(geometries.map((one) => one.properties?.unit ?? ''))].sort();
  return {
    parts: geometries.map((one) => ({
      key: one.properties?.code ?? '',
      shape: shapeOf((feature(simple, one) as Feature).geometry),
    })),
    regions: units.map((unit) => ({
      key: unit,
      shape: shapeOf(
        merge(
          simple,
          geometries.filter((one) => one.properties?.unit === unit),
        ),
      ),
    })),
    corners,
    cornersKept: simple.arcs.reduce((sum, arc) => sum + arc.length, 0),
  };
}

function simplified(whole: Topology<Objects>, detailM: number): Topology<Objects> {
  const [, south = 0, , north = 0] = whole.bbox ?? [];
  const middle = (south + north) / 2;
  const triangle = (corners: readonly (readonly number[])[]): number => {
    const [a, b, c] = corners.map(([lon = 0, lat = 0]) => inKm([lon, lat], middle)) as [
      [number, number],
      [number, number],
      [number, number],
    ];
    return Math.abs((a[0] - c[0]) * (b[1] - a[1]) - (a[0] - b[0]) * (c[1] - a[1])) / 2;
  };
  const weighed = presimplify(whole, triangle);
  keepShapes(weighed);
  return simplify(weighed, (detailM / 1000) ** 2 / 2);
}

/** Small islands and slim wards do not vanish: of every border its most telling corner stays, of a lone ring two. */
function keepShapes({ arcs }: Topology): void {
  for (const arc of arcs) {
    const [first, last] = [arc[0], arc.at(-1)];
    const closed = first?.[0] === last?.[0] && first?.[1] === last?.[1];
    const inner = arc.slice(1, -1).sort((a, b) => (b[2] ?? 0) - (a[2] ?? 0));
    for (const corner of inner.slice(0, closed ? 2 : 1)) corner[2] = Infinity;
  }
}

/** Rounded to 0.00001° (about a metre), rings closed, what became a line left out. */
function shapeOf(geometry: { type: string } | Polygon | MultiPolygon): Shape {
  const { coordinates } = geometry as Polygon | MultiPolygon;
  const polygons = (geometry.type === 'Polygon' ? [coordinates] : coordinates) as number[][][][];
  return polygons
    .map((rings) => rings.map(ringOf).filter((ring) => ring.length >= 4 && ringArea(ring as Ring) !== 0))
    .filter((rings) => rings.length > 0);
}

function ringOf(ring: readonly (readonly number[])[]): Position[] {
  const corners = ring
    .map(([lon = 0, lat = 0]): Position => [round(lon), round(lat)])
    .filter((p, i, all) => p[0] !== all[i - 1]?.[0] || p[1] !== all[i - 1]?.[1]);
  return corners;
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
