/** Coast and land of a box, from Natural Earth 1:10m (public domain, registry package `world-atlas`). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import clipping, { type MultiPolygon } from 'polygon-clipping';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { type Area, toPlane } from './plane.ts';

export type Box = readonly [number, number, number, number];

/** Land inside `box` (degrees: west, south, east, north), in the plane. */
export function landWithin(box: Box): Area {
  const file = createRequire(import.meta.url).resolve('world-atlas/land-10m.json');
  const topology = JSON.parse(readFileSync(file, 'utf8')) as Topology<{ land: GeometryCollection }>;
  const shapes: MultiPolygon = [];
  for (const { geometry } of feature(topology, topology.objects.land).features) {
    if (geometry.type === 'MultiPolygon') shapes.push(...(geometry.coordinates as MultiPolygon));
    if (geometry.type === 'Polygon') shapes.push(geometry.coordinates as MultiPolygon[number]);
  }
  const near = shapes
    .filter((polygon) => touches(polygon[0] ?? [], box))
    .map((polygon) => polygon.map((ring) => gathered(ring, box)).filter((ring) => ring.length > 3));
  const [west, south, east, north] = box;
  const window: MultiPolygon = [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ];
  const land = clipping.intersection(near, window);
  return land.map((polygon) => polygon.map((ring) => ring.map(toPlane)));
}

function touches(ring: readonly [number, number][], [west, south, east, north]: Box): boolean {
  const lon = ring.map((p) => p[0]);
  const lat = ring.map((p) => p[1]);
  const most = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
  const least = (values: number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
  return least(lon) < east && most(lon) > west && least(lat) < north && most(lat) > south;
}

/** The ring with everything far outside the box drawn in to its surroundings: a continent's coast becomes short. */
function gathered(ring: readonly [number, number][], [west, south, east, north]: Box): [number, number][] {
  const around = 1;
  const clamp = (value: number, low: number, high: number): number =>
    Math.min(high + around, Math.max(low - around, value));
  const drawn = ring.map(([lon, lat]): [number, number] => [
    clamp(lon, west, east),
    clamp(lat, south, north),
  ]);
  return drawn.filter((p, i) => i === 0 || p.join() !== drawn[i - 1]?.join());
}
