/** From ward positions to regions: every place belongs to the office of the nearest ward. */
import { Delaunay } from 'd3-delaunay';
import clipping, { type MultiPolygon } from 'polygon-clipping';
import { smoothTogether } from './arcs.ts';
import { type Area, type Point, areaOf, contains, edgeDistance } from './plane.ts';

export type Ward = { code: string; at: Point; areaKm2: number; unit: string };

/** The cells around the wards, cut off far outside. */
export function cellsOf(wards: readonly Ward[]): Point[][] {
  const far = 400;
  const cells = Delaunay.from(wards.map((ward) => ward.at)).voronoi([-far, -far, far, far]);
  return wards.map((_, i) => cells.cellPolygon(i) as Point[]);
}

/** Territory of each office: its wards' cells dissolved, borders smoothed, cut to the outline. */
export function regionsOf(wards: readonly Ward[], outline: Area): Map<string, Area> {
  const cells = cellsOf(wards);
  const units = [...new Set(wards.map((ward) => ward.unit))].sort();
  const dissolved = units.map((unit) => {
    const own = cells.filter((_, i) => wards[i]?.unit === unit).map((cell): Point[][] => [cell]);
    return clipping.union(own[0] as MultiPolygon[number], ...(own.slice(1) as MultiPolygon));
  });
  const smooth = smoothTogether(dissolved, 2);
  return new Map(
    units.map((unit, i) => {
      const cut = clipping.intersection(smooth[i] as MultiPolygon, outline) as Area;
      return [unit, cut.filter((polygon) => areaOf([polygon]) > 0.05)];
    }),
  );
}

/** Middle and radius (km) of a large circle inside the area, looked for on ever finer grids. */
export function roomiest(area: Area): { at: Point; radius: number } {
  const corners = area.flat(2);
  const xs = corners.map((p) => p[0]);
  const ys = corners.map((p) => p[1]);
  let [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = { at: [(west + east) / 2, (south + north) / 2] as Point, radius: -1 };
  for (let round = 0; round < 4; round++) {
    const parts = 24;
    for (let i = 0; i <= parts; i++)
      for (let j = 0; j <= parts; j++) {
        const p: Point = [west + ((east - west) * i) / parts, south + ((north - south) * j) / parts];
        if (!contains(area, p)) continue;
        const radius = edgeDistance(area, p);
        if (radius > best.radius) best = { at: p, radius };
      }
    const [w, h] = [(east - west) / 6, (north - south) / 6];
    [west, east, south, north] = [best.at[0] - w, best.at[0] + w, best.at[1] - h, best.at[1] + h];
  }
  return best;
}
