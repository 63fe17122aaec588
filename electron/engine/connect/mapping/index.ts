/** Rows become events as a mapping says, or are refused whole with the reason. */
import { createHash } from 'node:crypto';
import { addMonths, DAY_MS, formatInstant, type Instant, yearStart } from '../../../contract/calendar.ts';
import { KEY_FIELDS, type Mapping, TARGET_FIELDS } from '../../../contract/mapping.ts';
import { type Item, type Line, type Reading, readLine } from '../../ingest/index.ts';
import { Misfit, type Row, type Scalar } from './row.ts';
import { mappedInstant, mappedVersion, meets, valueOf } from './values.ts';

export { heading, type Row } from './row.ts';

/** Longest identity an event may have, in characters. */
const ID_MOST = 128;

/** The events a row becomes, or its refusals; nothing where no mapping concerns it. */
export function itemsOf(row: Row, mappings: readonly Mapping[], now: Instant): Item[] {
  const items: Item[] = [];
  for (const mapping of mappings) {
    try {
      if (mapping.where?.every((condition) => meets(row, condition)) ?? true)
        items.push(mapped(row, mapping, now));
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      const detail = `${row.place}: ${error.message}`;
      items.push({
        line: row.line,
        seq: row.seq,
        refusal: { reason: 'unmapped', field: error.field, detail },
      });
    }
  }
  return items;
}

function mapped(row: Row, mapping: Mapping, now: Instant): Item {
  const fields = fieldsOf(row, mapping);
  const { at, counts } = instantFor(row, mapping, fields, now);
  const key = `${mapping.event}/${KEY_FIELDS[mapping.event].map((name) => fields.get(name)).join('/')}`;
  const eventOf = (id: string, v: number): Reading => {
    const body = { id, type: mapping.event, v, at: formatInstant(at), ...nested(fields) };
    const reading = readLine(
      lineOf(JSON.stringify({ ...body, ...(row.seq !== null && { seq: row.seq }) })),
      now,
    );
    if ('event' in reading) return { ...reading, line: row.line };
    const { refusal } = reading;
    return {
      line: row.line,
      seq: row.seq,
      refusal: { ...refusal, detail: `${row.place}: ${refusal.detail}` },
    };
  };
  if (mapping.v !== undefined) {
    const v = mappedVersion(mapping.v, row);
    return eventOf(mapping.id === undefined ? identity(key, v) : textFor(row, mapping.id), v);
  }
  const said = [...fields, ...(counts ? [['at', at]] : [])];
  const digest = createHash('sha256').update(JSON.stringify(said)).digest().subarray(0, 16);
  return { line: row.line, seq: row.seq, key, digest, versioned: (v) => eventOf(identity(key, v), v) };
}

type Fields = Map<string, Scalar>;

function fieldsOf(row: Row, { event, fields }: Mapping): Fields {
  const found: Fields = new Map();
  for (const [name, target] of Object.entries(TARGET_FIELDS[event])) {
    const spec = fields[name];
    const value =
      spec === undefined
        ? target.whenEmpty === 'null'
          ? null
          : undefined
        : valueOf(spec, row, name, target);
    if (value !== undefined) found.set(name, value);
  }
  return found;
}

/** When the state began to hold; an instant that only says when it was read is no content (`counts`). */
function instantFor(
  row: Row,
  mapping: Mapping,
  fields: Fields,
  now: Instant,
): { at: Instant; counts: boolean } {
  const { at = 'month_end' } = mapping;
  if (at === 'received') return { at: now, counts: false };
  if (at !== 'month_end') return { at: mappedInstant(at, row, 'at'), counts: true };
  const [year, month] = [Number(fields.get('year')), Number(fields.get('month'))];
  if (!(year >= 1900 && year <= 9999)) throw new Misfit('year', `${year} is no statistical year.`);
  if (!(month >= 1 && month <= 12))
    throw new Misfit('month', `${month} is no month of the statistical year: 1 is October, 12 is September.`);
  // A month that still runs is reported as far as it has come.
  const end = addMonths(yearStart(year), month) - 1;
  return { at: end > now && end - now < 31 * DAY_MS ? now : end, counts: false };
}

/** `values.F` is the letter F in the object `values`. */
function nested(fields: Fields): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, value] of fields) {
    const [table = '', letter] = name.split('.');
    if (letter === undefined) made[name] = value;
    else made[table] = { ...(made[table] as object | undefined), [letter]: value };
  }
  if (fields.has('year') && fields.has('month')) return { values: {}, money: {}, ...made };
  return made;
}

function textFor(row: Row, spec: NonNullable<Mapping['id']>): string {
  return String(valueOf(spec, row, 'id', { holds: 'text', whenEmpty: 'refuse' }));
}

function identity(key: string, v: number): string {
  const plain = `${key}/${v}`;
  if ([...plain].length <= ID_MOST) return plain;
  return `${createHash('sha256').update(key).digest('hex')}/${v}`;
}

/** A text as a line of its own. */
export function lineOf(text: string): Line {
  const bytes = Buffer.from(text);
  return { bytes, length: bytes.length, whole: true };
}
