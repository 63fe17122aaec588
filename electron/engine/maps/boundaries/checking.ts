/** Everything that is wrong with the shapes of a file, shape by shape and among each other. */
import { createHash } from 'node:crypto';
import type { MapFault, MapFaultCode } from '../../../contract/maps.ts';
import { MAP_FAULTS } from '../../../contract/maps.ts';
import { middleOf, polygonsOf } from './geometry.ts';
import { areaOf } from './plane.ts';
import { numberOf, type Properties, textOf } from './properties.ts';
import type { BoundaryShape, Corner, Polygons } from './shape.ts';

/** A shape that can be drawn, with the unit whose figures colour it. */
export interface Boundary {
  readonly n: number;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly polygons: Polygons;
  /** As declared; `null` where nobody declared it. */
  readonly areaKm2: number | null;
}

export interface Checked {
  readonly boundaries: Boundary[];
  readonly faults: MapFault[];
}

/** Drawn and declared areas that differ by more than this share are worth a look: coasts differ by as much. */
const AREA_DIFFERS = 0.35;
/** Letters that were lost, or UTF-8 that somebody read as Windows-1252. */
const DAMAGED = /\uFFFD|Ã[\u0080-\u00BF]|á»|áº|Æ°|Ä‘/u;

const REFUSES: ReadonlySet<string> = new Set(MAP_FAULTS);

export function fault(
  code: MapFaultCode,
  about: { n?: number; name: string; at?: Corner | null; other?: string | null },
): MapFault {
  const { n = null, name, at = null, other = null } = about;
  return { code, refuses: REFUSES.has(code), n, name, at: at === null ? null : [at[0], at[1]], other };
}

/** @param unitOf the unit of a code; `undefined` where the table of units has no such code */
export function checked(
  shapes: readonly BoundaryShape[],
  properties: Properties,
  unitOf: (code: string) => string | undefined,
): Checked {
  const boundaries: Boundary[] = [];
  const faults: MapFault[] = [];
  const byCode = new Map<string, number>();
  const byName = new Map<string, number>();
  const byShape = new Map<string, number>();
  for (const shape of shapes) {
    const { n } = shape;
    const code = textOf(shape, properties.code);
    const name = textOf(shape, properties.name);
    const called = name || code || `#${n}`;
    const { polygons, faults: geometry } = polygonsOf(shape);
    const at = polygons === null ? null : middleOf(polygons);
    const say = (which: MapFaultCode, other: string | null = null) =>
      void faults.push(fault(which, { n, name: called, at, other }));
    for (const one of geometry) faults.push(fault(one.code, { n, name: called, ...one }));
    if (code === '') say('code_missing');
    const again = (seen: Map<string, number>, key: string, which: MapFaultCode): void => {
      const before = seen.get(key);
      if (before === undefined) seen.set(key, n);
      else say(which, `#${before}`);
    };
    if (code !== '') again(byCode, code, 'code_twice');
    if (name === '') say('name_missing');
    else {
      again(byName, name, 'name_twice');
      if (DAMAGED.test(name)) say('name_damaged');
    }
    const unit = code === '' ? undefined : unitOf(code);
    if (code !== '' && unit === undefined) say('unassigned', code);
    if (!polygons) continue;
    again(byShape, printOf(polygons), 'shape_twice');
    const areaKm2 = numberOf(shape, properties.area);
    const drawn = areaOf(polygons);
    if (areaKm2 !== null && Math.abs(drawn - areaKm2) > AREA_DIFFERS * areaKm2)
      say('area_differs', `${drawn.toPrecision(3)} / ${areaKm2} km²`);
    if (unit !== undefined) boundaries.push({ n, code, name: called, unit, polygons, areaKm2 });
  }
  return { boundaries, faults };
}

function printOf(polygons: Polygons): string {
  return createHash('sha1').update(JSON.stringify(polygons)).digest('base64');
}
