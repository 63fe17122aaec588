/** A row as it came, and how its cells are found. */
import type { Line } from '../../ingest/index.ts';

/** One row of a table, or one JSON object, before it is mapped. */
export interface Row {
  values: object;
  /** Of a table every row has every column: one that is missing is a wrong name, not an empty cell. */
  tabular: boolean;
  /** Where it stands, such as `row 12 of thang-3.csv`. */
  place: string;
  seq: number | null;
  /** What goes to quarantine if the row does not fit. */
  line: Line;
}

/** What a cell may hold once it is found. */
export type Scalar = string | number | null;

/** A row does not fit its mapping; the message is one sentence about one field. */
export class Misfit extends Error {
  readonly field: string;
  constructor(field: string, sentence: string) {
    super(sentence);
    this.field = field;
  }
}

/** Longest text shown of a cell that does not fit. */
const SHOWN = 60;

/** A value as it may stand in a message. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return `"${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}"`;
}

/** A heading as it is compared: composed, one space between words, none around. */
export function heading(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** The cell a mapping names; text composed and without spaces around, `null` where there is nothing. */
export function cell(row: Row, from: string, field: string): Scalar {
  const found = from.startsWith('/') ? pointed(row.values, from) : named(row, from, field);
  if (found === undefined || found === null) return null;
  if (typeof found === 'string') return found.normalize('NFC').trim() || null;
  if (typeof found === 'number') return found;
  if (typeof found === 'boolean' || typeof found === 'bigint') return String(found);
  throw new Misfit(
    field,
    `"${from}" holds ${Array.isArray(found) ? 'a list' : 'an object'}: name a value in it.`,
  );
}

function named(row: Row, from: string, field: string): unknown {
  if (Object.hasOwn(row.values, from)) return Reflect.get(row.values, from);
  const plain = heading(from);
  if (Object.hasOwn(row.values, plain)) return Reflect.get(row.values, plain);
  if (!row.tabular) return null;
  const columns = Object.keys(row.values).slice(0, 30).join(', ');
  throw new Misfit(field, `There is no column "${from}"; there are ${columns}.`);
}

/** What a JSON Pointer (RFC 6901) leads to, if it leads anywhere. */
function pointed(value: object, pointer: string): unknown {
  let here: unknown = value;
  for (const token of pointer.slice(1).split('/')) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return null;
    here = Reflect.get(here, name);
  }
  return here;
}
