import { readFileSync } from 'node:fs';
import clipping, { type MultiPolygon } from 'polygon-clipping';
import { beforeAll, describe, expect, it } from 'vitest';
import { type MapPack, mapPack, type Position } from '../../electron/contract/map.ts';
import { connected } from './cartogram.ts';
import { landWithin } from './land.ts';
import { outlineOf, landUnder } from './outline.ts';
import { type Area, areaOf, contains, signedArea, toPlane } from './plane.ts';
import { makePack } from './pack.ts';

type Table = {
  offices: { unit: string; lat: number; lon: number }[];
  wards: { code: string; lat: number; lon: number; areaKm2: number; office: string }[];
};

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const table = read('../../assets/offices/hcm.json') as Table;
const shipped = mapPack.parse(read('../../assets/map/hcm.json'));

/** Côn Đảo is drawn in an inset, away from its position. */
const mainland = table.wards.filter((ward) => ward.lat > 9.5);
const planeOf = (shape: MapPack['land']): Area =>
  shape.map((polygon) => polygon.map((ring) => ring.map(toPlane)));
const regionOf = (unit: string): Area =>
  planeOf(shipped.regions.find((region) => region.unit === unit)?.shape ?? []);

const inInset = ([lon, lat]: Position = [0, 0]): boolean =>
  shipped.insets.some(
    ({ frame: [west, south, east, north] }) => lon > west && lon < east && lat > south && lat < north,
  );

describe('the shipped map', () => {
  it('is what the program makes of the table of wards', () => {
    const wards = table.wards.map(({ office, ...ward }) => ({ ...ward, unit: office }));
    expect(makePack(wards, table.offices)).toEqual(shipped);
  }, 60_000);

  it('stays small', () => {
    expect(JSON.stringify(shipped).length).toBeLessThan(300_000);
  });

  it('draws the 19 offices of the table, once each, on the map and in the cartogram', () => {
    const offices = table.offices.map((office) => office.unit).sort();
    expect(offices).toHaveLength(19);
    expect(shipped.regions.map((region) => region.unit).sort()).toEqual(offices);
    expect(shipped.cartogram.map((cell) => cell.unit).sort()).toEqual(offices);
  });

  it('puts nearly every ward into the region of its office, and into that one only', () => {
    const holders = mainland.map((ward) => {
      const at = toPlane([ward.lon, ward.lat]);
      return {
        ward,
        in: shipped.regions.filter(({ unit }) => contains(regionOf(unit), at)).map(({ unit }) => unit),
      };
    });
    expect(holders.filter((holder) => holder.in.length !== 1)).toEqual([]);
    // Smoothing a border may carry it past a ward that lies a rounding step (1.1 km) from its neighbour.
    const strayed = holders.filter((holder) => holder.in[0] !== holder.ward.office);
    expect(strayed.length).toBeLessThanOrEqual(2);
  });
});

describe('its geometry', () => {
  let outline: Area;
  beforeAll(() => {
    const wards = mainland.map((ward) => ({ at: toPlane([ward.lon, ward.lat]), areaKm2: ward.areaKm2 }));
    const land = landUnder(
      wards.map((ward) => ward.at),
      landWithin([103.6, 9.2, 110.2, 12.6]),
    );
    outline = outlineOf(wards, land);
  }, 60_000);

  it('has as much land as the wards declare', () => {
    const declared = mainland.reduce((sum, ward) => sum + ward.areaKm2, 0);
    expect(Math.abs(areaOf(outline) / declared - 1)).toBeLessThan(0.01);
  });

  it('covers the outline, and no region covers another', () => {
    const drawn = shipped.regions.map(({ shape }) =>
      planeOf(shape.filter((polygon) => !inInset(polygon[0]?.[0]))),
    );
    const total = drawn.reduce((sum, area) => sum + areaOf(area), 0);
    const union = clipping.union(drawn[0] as MultiPolygon, ...(drawn.slice(1) as MultiPolygon[])) as Area;
    expect(total - areaOf(union)).toBeLessThan(2);
    expect(areaOf(clipping.difference(outline as MultiPolygon, union as MultiPolygon) as Area)).toBeLessThan(
      10,
    );
    expect(areaOf(clipping.difference(union as MultiPolygon, outline as MultiPolygon) as Area)).toBeLessThan(
      35,
    );
  });

  it('is made of closed rings with area', () => {
    for (const shape of [shipped.land, ...shipped.regions.map((region) => region.shape)])
      for (const ring of shape.flat()) {
        expect(ring.at(-1)).toEqual(ring[0]);
        expect(Math.abs(signedArea(ring.map(toPlane)))).toBeGreaterThan(0);
      }
  });

  it('says where a name has room', () => {
    for (const { unit, label } of shipped.regions)
      expect(contains(regionOf(unit), toPlane(label))).toBe(true);
  });
});

describe('its cartogram', () => {
  it('hangs together, each cell on its own', () => {
    expect(connected(shipped.cartogram)).toBe(true);
    expect(new Set(shipped.cartogram.map((cell) => `${cell.column},${cell.row}`)).size).toBe(19);
  });

  it('keeps north above south and west left of east for offices far apart', () => {
    const cells = new Map(shipped.cartogram.map((cell) => [cell.unit, cell]));
    const seats = new Map(shipped.regions.map((region) => [region.unit, toPlane(region.seat)]));
    for (const [a, [ax, ay]] of seats)
      for (const [b, [bx, by]] of seats) {
        if (ay - by > 45)
          expect(cells.get(a)?.row, `${a} north of ${b}`).toBeLessThanOrEqual(cells.get(b)?.row ?? 0);
        if (bx - ax > 45)
          expect(cells.get(a)?.column, `${a} west of ${b}`).toBeLessThanOrEqual(cells.get(b)?.column ?? 0);
      }
  });
});
