/** How a mapped value is found in a row and read as what its field holds. */
import type { MappedValue, RowCondition, TargetField } from '../../../contract/mapping.ts';
import type { Instant } from '../../../contract/calendar.ts';
import { dateOf, instantOf, NotADate } from './dates.ts';
import { NotANumber, realOf, wholeOf } from './numbers.ts';
import { cell, Misfit, type Row, type Scalar, shown } from './row.ts';

type Detailed = Exclude<MappedValue, string>;
type Read = Exclude<Detailed, { const: unknown }>;

/** The value for a field; `undefined` leaves the field out. Throws `Misfit`. */
export function valueOf(spec: MappedValue, row: Row, field: string, target: TargetField): Scalar | undefined {
  const read = readingOf(spec);
  const scalar = scalarOf(spec, row, field);
  if (scalar === null) return emptyFor(field, target, spec);
  return guarded(field, scalar, () => {
    switch (target.holds) {
      case 'text':
        return String(scalar);
      case 'whole':
        return wholeOf(scalar, read?.number);
      case 'real':
        return realOf(scalar, read?.number);
      case 'day':
        return dateOf(scalar, read?.date);
    }
  });
}

/** The instant a mapped value means. Throws `Misfit`, also where there is none. */
export function mappedInstant(spec: MappedValue, row: Row, field: string): Instant {
  const read = readingOf(spec);
  const scalar = scalarOf(spec, row, field);
  if (scalar === null) throw new Misfit(field, `${sourceOf(spec)} is empty.`);
  return guarded(field, scalar, () => instantOf(scalar, read?.date, read?.clock));
}

/** A version: a whole number, or the milliseconds of an instant where the mapping gives a date format. */
export function mappedVersion(spec: MappedValue, row: Row): number {
  if (readingOf(spec)?.date !== undefined) return mappedInstant(spec, row, 'v');
  return Number(valueOf(spec, row, 'v', { holds: 'whole', whenEmpty: 'refuse' }));
}

/** Whether a row meets a condition. */
export function meets(row: Row, { from, in: allowed, notIn, filled }: RowCondition): boolean {
  const scalar = cell(row, from, 'where');
  const text = scalar === null ? '' : String(scalar);
  const is = (value: string) => value.normalize('NFC').trim() === text;
  if (filled !== undefined && filled !== (scalar !== null)) return false;
  if (allowed && !allowed.some(is)) return false;
  return !notIn?.some(is);
}

function readingOf(spec: MappedValue): Read | null {
  return typeof spec === 'string' || 'const' in spec ? null : spec;
}

function scalarOf(spec: MappedValue, row: Row, field: string): Scalar {
  if (typeof spec === 'string') return cell(row, spec, field);
  if ('const' in spec) return spec.const;
  const { slice, map, otherwise, whenEmpty } = spec;
  let scalar = 'from' in spec ? cell(row, spec.from, field) : filledIn(spec.template, row, field);
  if (scalar !== null && slice) scalar = String(scalar).slice(slice[0], slice[1]).trim() || null;
  if (scalar === null) return whenEmpty ?? null;
  if (!map) return scalar;
  const meaning = meaningOf(map, String(scalar));
  if (meaning !== undefined) return meaning;
  if (otherwise !== undefined) return otherwise;
  throw new Misfit(field, `${sourceOf(spec)} is ${shown(scalar)}, which the map does not name.`);
}

function meaningOf(map: Record<string, Scalar>, text: string): Scalar | undefined {
  if (Object.hasOwn(map, text)) return map[text];
  for (const [name, meaning] of Object.entries(map))
    if (name.normalize('NFC').trim() === text) return meaning;
  return undefined;
}

function filledIn(template: string, row: Row, field: string): string {
  return template.replace(/\{([^{}]+)\}/g, (_, from: string) => {
    const scalar = cell(row, from, field);
    if (scalar === null) throw new Misfit(field, `"${from}" is empty.`);
    return String(scalar);
  });
}

function emptyFor(field: string, target: TargetField, spec: MappedValue): null | undefined {
  if (target.whenEmpty === 'refuse') throw new Misfit(field, `${sourceOf(spec)} is empty.`);
  return target.whenEmpty === 'null' ? null : undefined;
}

function sourceOf(spec: MappedValue): string {
  if (typeof spec === 'string') return `"${spec}"`;
  if ('const' in spec) return 'The constant';
  return `"${'from' in spec ? spec.from : spec.template}"`;
}

function guarded<T>(field: string, scalar: Scalar, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotANumber || error instanceof NotADate)
      throw new Misfit(field, `${shown(scalar)} ${error.message}.`);
    throw error;
  }
}
