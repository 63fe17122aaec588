/** A map pack of the checked boundaries of one agency. */
import { type MapPack, type MapPlace, mapPack, type Position } from '../../../contract/map.ts';
import type { MapOptions } from '../../../contract/maps.ts';
import type { Boundary } from './checking.ts';
import type { Drawing } from './drawing.ts';
import { framed } from './inset.ts';
import { areaOf } from './plane.ts';
import { cellsOf, roomiest } from './placing.ts';
import type { MapUnit } from './work.ts';

export interface PackParts {
  readonly number: number;
  readonly file: string;
  readonly options: MapOptions;
  readonly boundaries: readonly Boundary[];
  readonly drawing: Drawing;
  readonly units: readonly MapUnit[];
  /** The map of the same unit that came with the program: its coast and cartogram go on where they fit. */
  readonly base: MapPack | null;
  /** Names of seas and archipelagos. */
  readonly places: readonly MapPlace[];
}

export function packed(parts: PackParts): MapPack {
  const { number, file, options, boundaries, drawing, base } = parts;
  const { frame, inset, freeCorner, isFar, moved } = framed(drawing.regions.map(({ shape }) => shape));
  const units = new Map(parts.units.map((unit) => [unit.unit, unit]));
  const byCode = new Map(boundaries.map((one) => [one.code, one]));
  const within = ([lon, lat]: Position): boolean =>
    lon > frame[0] && lon < frame[2] && lat > frame[1] && lat < frame[3];
  const regions = drawing.regions.map(({ key: unit, shape }) => {
    const near = shape.filter((polygon) => !isFar(polygon));
    const { at, km } = roomiest(near.length > 0 ? near : moved(shape));
    const { lat, lon } = units.get(unit) ?? { lat: null, lon: null };
    const seat: Position = lat !== null && lon !== null && within([lon, lat]) ? [lon, lat] : at;
    const areaKm2 = declaredArea(boundaries.filter((one) => one.unit === unit));
    const size = areaKm2 === null ? {} : { areaKm2 };
    return { unit, shape: moved(shape), label: at, roomKm: km, seat, ...size };
  });
  const wards = drawing.parts.flatMap(({ key: code, shape }) => {
    const one = byCode.get(code);
    if (!one || shape.length === 0) return [];
    const drawnAt = moved(shape);
    const { at, km } = roomiest(drawnAt);
    return [{ code, name: one.name, unit: one.unit, shape: drawnAt, label: at, roomKm: km }];
  });
  const same = base !== null && sameUnits(base, regions);
  const farNames = boundaries.filter(({ polygons }) => polygons.every((rings) => isFar(shapeLike(rings))));
  const name = farNames.map((one) => one.name).join(', ');
  return mapPack.parse({
    schema: 1,
    id: `map-${number}`,
    root: options.root,
    name: { vi: options.title, en: options.title },
    schematic: false,
    note: {
      vi: `Ranh giới theo tệp “${file}” (bản đồ số ${number}), nét giản lược ${options.detailM} m.`,
      en: `Boundaries by the file “${file}” (map no. ${number}), simplified to ${options.detailM} m.`,
    },
    noteBrief: { vi: `Ranh giới: bản đồ số ${number}`, en: `Boundaries: map no. ${number}` },
    sources: [file],
    frame,
    land: base?.land ?? [],
    regions,
    parts: wards.length === regions.length && options.assignment === 'own' ? [] : wards,
    insets:
      inset === null || name === ''
        ? []
        : [{ ...inset, name: { vi: name, en: name }, units: [...new Set(farNames.map(({ unit }) => unit))] }],
    places: (base?.places ?? parts.places).filter(({ at }) => within(at)),
    cartogram: same ? base.cartogram : cellsOf(regions.map(({ unit, seat }) => ({ unit, at: seat }))),
    freeCorner,
  });
}

function shapeLike(rings: readonly (readonly (readonly [number, number])[])[]): Position[][] {
  return rings.map((ring) => ring.map(([lon, lat]): Position => [lon, lat]));
}

/** Sum of declared areas, km²; `null` where one of the wards declares none. */
function declaredArea(boundaries: readonly Boundary[]): number | null {
  let sum = 0;
  for (const { areaKm2 } of boundaries) {
    if (areaKm2 === null) return null;
    sum += areaKm2;
  }
  return sum > 0 ? Math.round(sum * 100) / 100 : null;
}

function sameUnits(base: MapPack, regions: readonly { unit: string }[]): boolean {
  const cells = new Set(base.cartogram.map(({ unit }) => unit));
  return cells.size === regions.length && regions.every(({ unit }) => cells.has(unit));
}

/** By how much (percent) the area of any unit differs from that of its boundaries. */
export function areaChange(boundaries: readonly Boundary[], drawing: Drawing): number {
  const before = new Map<string, number>();
  for (const { unit, polygons } of boundaries) before.set(unit, (before.get(unit) ?? 0) + areaOf(polygons));
  return Math.max(
    0,
    ...drawing.regions.map(({ key, shape }) => {
      const was = before.get(key) ?? 0;
      return was === 0 ? 0 : (Math.abs(areaOf(shape) - was) / was) * 100;
    }),
  );
}
