/** From the bytes of a file to what is reported of it and the map that it makes: all that takes time, in one call. */
import type { MapPack, MapPlace } from '../../../contract/map.ts';
import type { MapFault, MapOptions, MapReport } from '../../../contract/maps.ts';
import { checked, fault } from './checking.ts';
import { drawn } from './drawing.ts';
import { areaChange, packed } from './packing.ts';
import { areaOf } from './plane.ts';
import { propertiesOf, propertiesUsed } from './properties.ts';
import { shapesIn } from './reading.ts';

export interface MapUnit {
  readonly unit: string;
  readonly name: string;
  readonly lat: number | null;
  readonly lon: number | null;
}

export interface MapWork {
  readonly number: number;
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly options: MapOptions;
  /** Units by code; `null` where a code is the unit's key. */
  readonly table: readonly (readonly [code: string, unit: string])[] | null;
  /** Whether every row of the table must be met: of a table that was given for this file. */
  readonly wholeTable: boolean;
  /** Units of the organisation that the map is to draw. */
  readonly units: readonly MapUnit[];
  readonly base: MapPack | null;
  readonly places: readonly MapPlace[];
}

export interface MapMade {
  readonly report: MapReport;
  /** `null` as long as faults keep it from being drawn. */
  readonly pack: MapPack | null;
}

/** Most faults that are listed. */
const LISTED_MOST = 500;
const PROPERTIES_MOST = 100;

/** @throws UnreadableMap for a file that cannot be read as a whole */
export function worked(work: MapWork): MapMade {
  const { options, table, units } = work;
  const shapes = shapesIn(work.bytes);
  const properties = propertiesOf(shapes);
  const found = propertiesUsed(properties, {
    code: options.codeProperty,
    name: options.nameProperty,
    area: options.areaProperty,
  });
  const byCode = table === null ? null : new Map(table);
  const { boundaries, faults } = checked(shapes, found, (code) => (byCode ? byCode.get(code) : code));
  const drawnUnits = new Set(boundaries.map(({ unit }) => unit));
  const known = new Map(units.map((unit) => [unit.unit, unit]));
  const all: MapFault[] = [
    ...faults,
    ...[...drawnUnits]
      .filter((unit) => !known.has(unit))
      .map((unit) => fault('unit_unknown', { name: unit })),
    ...units
      .filter(({ unit }) => !drawnUnits.has(unit))
      .map(({ unit, name }) => fault('unit_missing', { name, other: unit })),
    ...unusedRows(work, new Set(boundaries.map(({ code }) => code))),
  ];
  const refusing = all.filter(({ refuses }) => refuses).length;
  const drawing = boundaries.length === 0 || refusing > 0 ? null : drawn(boundaries, options.detailM);
  const pack =
    drawing === null
      ? null
      : packed({ number: work.number, file: work.file, options, boundaries, drawing, ...placed(work) });
  const unitNames = [...drawnUnits].sort();
  return {
    report: {
      shapes: shapes.length,
      properties: properties.slice(0, PROPERTIES_MOST),
      found,
      faults: [...all].sort((a, b) => Number(b.refuses) - Number(a.refuses)).slice(0, LISTED_MOST),
      faultCount: { refusing, remarks: all.length - refusing },
      units: unitNames.map((unit) => {
        const own = boundaries.filter((one) => one.unit === unit);
        const area = own.reduce((sum, one) => sum + (one.areaKm2 ?? areaOf(one.polygons)), 0);
        const name = known.get(unit)?.name ?? unit;
        return { unit, name, parts: own.length, areaKm2: Math.round(area * 100) / 100 };
      }),
      drawing:
        drawing === null || pack === null
          ? null
          : {
              corners: drawing.corners,
              cornersKept: drawing.cornersKept,
              bytes: Buffer.byteLength(JSON.stringify(pack)),
              areaChange: Math.round(areaChange(boundaries, drawing) * 100) / 100,
            },
    },
    pack,
  };
}

function placed({ units, base, places }: MapWork) {
  return { units, base, places };
}

function unusedRows({ table, wholeTable }: MapWork, codes: ReadonlySet<string>): MapFault[] {
  if (table === null || !wholeTable) return [];
  return table
    .filter(([code]) => !codes.has(code))
    .map(([code, unit]) => fault('row_unused', { name: code, other: unit }));
}
