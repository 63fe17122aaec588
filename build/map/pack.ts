/** Ho Chi Minh City's map pack, put together from ward positions and the coast. */
import { type MapPack, type Position, type Shape, mapPack } from '../../electron/contract/map.ts';
import { cartogramOf } from './cartogram.ts';
import { landWithin } from './land.ts';
import { landUnder, outlineOf } from './outline.ts';
import { type Area, type Point, toDegrees, toPlane } from './plane.ts';
import { type Ward, regionsOf, roomiest } from './regions.ts';

export type WardPosition = { code: string; lon: number; lat: number; areaKm2: number; unit: string };
export type Office = { unit: string; lon: number; lat: number };

/** Everything south of this latitude is Côn Đảo. */
const ISLANDS_SOUTH_OF = 9.5;
/** Côn Đảo is drawn this far from where it lies (degrees east, north), within the frame of its inset. */
const ISLANDS_MOVED = [0.87, 1.63] as const;
const ISLANDS_FRAME = [107.31, 10.21, 107.62, 10.41] as const;
const ISLANDS_NAME: Position = [107.41, 10.237];
const FRAME = [106.27, 10.19, 107.64, 11.55] as const;
/** As many cells as fit the free corner of the frame. */
const CARTOGRAM = { columns: 6, rows: 4 } as const;
/** Land is drawn beyond the frame, for windows of another shape. */
const LAND = [103.6, 9.2, 110.2, 12.6] as const;

export function makePack(positions: readonly WardPosition[], offices: readonly Office[]): MapPack {
  const wards = positions.map(
    ({ code, lon, lat, areaKm2, unit }): Ward => ({ code, at: toPlane([lon, lat]), areaKm2, unit }),
  );
  const far = new Set(positions.filter((p) => p.lat < ISLANDS_SOUTH_OF).map((p) => p.code));
  const mainland = wards.filter((ward) => !far.has(ward.code));
  const points = mainland.map((ward) => ward.at);
  const land = landUnder(points, landWithin(LAND));
  const outline = outlineOf(mainland, land);
  const regions = regionsOf(mainland, outline);
  const islands = landWithin([106.4, 8.5, 106.9, 8.95]).map((polygon) =>
    polygon.map((ring) =>
      ring.map((p): Position => {
        const [lon, lat] = toDegrees(p);
        return [round(lon + ISLANDS_MOVED[0]), round(lat + ISLANDS_MOVED[1])];
      }),
    ),
  );
  const islandUnit = wards.find((ward) => far.has(ward.code))?.unit;

  const drawn = [...regions].map(([unit, area]) => {
    const room = roomiest(area);
    return { unit, area, room, seat: seatOf(offices, unit) };
  });
  const cells = cartogramOf(
    drawn.map(({ unit, seat }) => ({ unit, at: seat })),
    touching(drawn),
    CARTOGRAM,
  );
  return mapPack.parse({
    schema: 1,
    id: 'hcm',
    root: 'HCM',
    name: { vi: 'Thành phố Hồ Chí Minh', en: 'Ho Chi Minh City' },
    schematic: true,
    note: {
      vi: 'Sơ đồ tính từ vị trí phường, xã; không phải địa giới chính thức. Địa bàn KV 9 đến KV 19 là giả định.',
      en: 'Schematic computed from ward positions, not official boundaries. Territories of KV 9 to KV 19 are assumed.',
    },
    noteBrief: {
      vi: 'Sơ đồ, không phải địa giới; KV 9–19 giả định',
      en: 'Schematic, no boundaries; KV 9–19 are assumed',
    },
    sources: [
      'Regions: computed from the positions of 168 wards, rounded to 0.01 degrees; not the official boundaries',
      'Coast and land: Natural Earth 1:10m, public domain',
    ],
    frame: [...FRAME],
    land: shapeOf(land),
    regions: drawn.map(({ unit, area, room, seat }) => ({
      unit,
      shape: [...shapeOf(area), ...(unit === islandUnit ? islands : [])],
      label: toDegrees(room.at),
      roomKm: Math.round(room.radius * 10) / 10,
      seat: toDegrees(seat),
      areaKm2: declaredArea(positions, unit),
    })),
    insets:
      islandUnit === undefined
        ? []
        : [
            {
              name: { vi: 'Côn Đảo', en: 'Côn Đảo' },
              at: ISLANDS_NAME,
              frame: [...ISLANDS_FRAME],
              units: [islandUnit],
            },
          ],
    places: [
      { kind: 'neighbour', name: { vi: 'Tây Ninh', en: 'Tây Ninh' }, at: [106.36, 10.79] },
      { kind: 'neighbour', name: { vi: 'Đồng Nai', en: 'Đồng Nai' }, at: [107.08, 10.93] },
      { kind: 'neighbour', name: { vi: 'Đồng Tháp', en: 'Đồng Tháp' }, at: [106.48, 10.36] },
      { kind: 'neighbour', name: { vi: 'Lâm Đồng', en: 'Lâm Đồng' }, at: [107.78, 10.85] },
      { kind: 'sea', name: { vi: 'Biển Đông', en: 'East Sea' }, at: [107.02, 10.25] },
    ],
    cartogram: cells,
    freeCorner: 'north-east',
  });
}

const round = (value: number): number => Math.round(value * 2000) / 2000;

/** Degrees, each ring closed and without repeated corners; what rounding made too small is left out. */
function shapeOf(area: Area): Shape {
  const polygons = area.map((polygon) =>
    polygon
      .map((ring) => {
        const corners = ring.map(toDegrees).filter((p, i, all) => p.join() !== all[i - 1]?.join());
        if (corners[0]?.join() === corners.at(-1)?.join()) corners.pop();
        return corners.length < 3 ? [] : [...corners, corners[0] as Point];
      })
      .filter((ring) => ring.length > 0),
  );
  return polygons.filter((polygon) => polygon.length > 0);
}

/** Sum of the declared areas of an office's wards, km². */
function declaredArea(wards: readonly WardPosition[], unit: string): number {
  const sum = wards.filter((ward) => ward.unit === unit).reduce((all, { areaKm2 }) => all + areaKm2, 0);
  return Math.round(sum * 100) / 100;
}

function seatOf(offices: readonly Office[], unit: string): Point {
  const office = offices.find((o) => o.unit === unit);
  if (!office)
    throw new Error(`wards name the office "${unit}", which is not in the table of offices: add it`);
  return toPlane([office.lon, office.lat]);
}

/** Pairs of units with a common stretch of border. */
function touching(drawn: readonly { unit: string; area: Area }[]): [string, string][] {
  const holders = new Map<string, Set<string>>();
  for (const { unit, area } of drawn)
    for (const p of area.flat(2)) {
      const key = toDegrees(p).join();
      holders.set(key, (holders.get(key) ?? new Set()).add(unit));
    }
  const counts = new Map<string, number>();
  for (const units of holders.values())
    for (const a of units)
      for (const b of units) if (a < b) counts.set(`${a}|${b}`, (counts.get(`${a}|${b}`) ?? 0) + 1);
  return [...counts].flatMap(([pair, corners]) => (corners > 2 ? [pair.split('|') as [string, string]] : []));
}
