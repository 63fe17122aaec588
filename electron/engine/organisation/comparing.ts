/** Each row of a file held against what is known: what it would add or change, or why it cannot be read. */
import { dayOf, type Instant } from '../../contract/calendar.ts';
import { officerEvent, unitEvent } from '../../contract/events.ts';
import {
  ORGANISATION_FIELDS,
  type OrganisationField,
  type OrganisationKind,
  type RowFault,
  type RowOutcome,
  type RowRemark,
} from '../../contract/organisation.ts';
import { LINE_BYTES_MOST } from '../ingest/index.ts';
import { dayIn, degreesIn, keyIn, levelIn, NoValue, textIn, textLike } from './cells.ts';
import { folded } from './columns.ts';
import { eventOf } from './events.ts';
import { type FileTable, has, keyField } from './fileTables.ts';
import { type Entity, type EntityState, type Organisation, statesFrom } from './standing.ts';

export interface Change {
  field: string;
  before: string | null;
  after: string | null;
}

/** A row with what it says and what is known of what it names. */
export interface Compared {
  /** `null` of what is ended without being in the file. */
  n: number | null;
  kind: OrganisationKind;
  key: string;
  /** What it is to be; of a refused row as far as it could be read. */
  state: EntityState;
  /** What it is now, in the end. */
  before: EntityState | undefined;
  became: RowOutcome;
  changes: Change[];
  faults: RowFault[];
  remarks: RowRemark[];
  /** The heading of a field's column. */
  columnOf(field: string): string | null;
}

const NOTHING: EntityState = {
  name: '',
  above: null,
  from: null,
  to: null,
  level: null,
  lat: null,
  lon: null,
};

/** Where a field is kept in a state: both `parent` and an officer's `unit` say what is above. */
export function placeOf(kind: OrganisationKind, field: string): keyof EntityState {
  if (field === 'parent' || (field === 'unit' && kind === 'officer')) return 'above';
  return field as keyof EntityState;
}

/** The rows of a table, in its order. @param at when the file is in force from */
export function compareTable(table: FileTable, organisation: Organisation, at: Instant): Compared[] {
  const keys = keysIn(table, organisation);
  const aboveKnown = (key: string) =>
    organisation.unit.has(key) || (table.kind === 'unit' && keys.all.has(key));
  const seen = new Map<string, number>();
  return table.rows.map((row) => {
    const key = keys.of(row) ?? '';
    const entity = key === '' ? undefined : organisation[table.kind].get(key);
    const compared = compareRow({ table, row, key, entity, at, aboveKnown });
    const first = seen.get(key);
    if (key !== '' && first !== undefined) {
      const detail = `“${key}” stands in row ${first} already: leave one of the two rows.`;
      addFault(compared, {
        code: 'duplicate',
        field: keyField(table.kind),
        value: key,
        other: String(first),
        detail,
      });
    }
    if (first === undefined) seen.set(key, row.n);
    if (entity === undefined && key !== '') remarkNear(compared, keys.like(key));
    return settled(compared);
  });
}

type Row = FileTable['rows'][number];

interface Keys {
  of(row: Row): string | null;
  all: ReadonlySet<string>;
  /** Another key, known or of the file, that reads the same. */
  like(key: string): string | undefined;
}

function keysIn(table: FileTable, organisation: Organisation): Keys {
  const known = organisation[table.kind];
  const found = new Map(
    table.rows.map((row) => [row, keyOrNothing(row, table.kind, (key) => known.has(key))]),
  );
  const all = new Set([...found.values()].filter((key) => key !== null));
  const alike = new Map<string, string[]>();
  for (const key of new Set([...known.keys(), ...all])) {
    const read = folded(key);
    alike.set(read, [...(alike.get(read) ?? []), key]);
  }
  return {
    of: (row) => found.get(row) ?? null,
    all,
    like: (key) => alike.get(folded(key))?.find((other) => other !== key),
  };
}

function keyOrNothing(row: Row, kind: OrganisationKind, isKnown: (key: string) => boolean): string | null {
  try {
    return keyIn(row.cells[keyField(kind)], isKnown);
  } catch (error) {
    if (error instanceof NoValue) return null;
    throw error;
  }
}

function compareRow(parts: {
  table: FileTable;
  row: Row;
  key: string;
  entity: Entity | undefined;
  at: Instant;
  aboveKnown: (key: string) => boolean;
}): Compared {
  const { table, row, key, entity, at, aboveKnown } = parts;
  const { kind } = table;
  const states = statesFrom(entity, at);
  const last = states.at(-1)?.state;
  const compared: Compared = {
    n: row.n,
    kind,
    key,
    state: { ...(last ?? NOTHING) },
    before: last,
    became: 'unchanged',
    changes: [],
    faults: [],
    remarks: [],
    columnOf: (field) => table.headings[field] ?? null,
  };
  for (const field of ORGANISATION_FIELDS[kind]) {
    if (!has(table, field)) continue;
    const cell = row.cells[field];
    try {
      if (field === keyField(kind)) {
        textIn(cell);
        if (key === '') throw new NoValue('missing', 'is empty: every row needs a code of its own.');
      } else
        Object.assign(compared.state, { [placeOf(kind, field)]: valueOf(field, cell, last, aboveKnown) });
    } catch (error) {
      if (!(error instanceof NoValue)) throw error;
      const value = textOrMark(cell);
      const detail = `${value === '' ? 'it' : `“${cut(value)}”`} ${error.message}`;
      addFault(compared, { code: error.code, field, value, other: null, detail });
    }
  }
  if (kind === 'officer' && compared.state.above === null && last?.above !== null)
    missing(compared, 'unit', 'it is empty: write the code of their unit.');
  const { from, to } = compared.state;
  if (from !== null && to !== null && to < from && !(last?.from === from && last.to === to)) {
    const detail = `“${to}” is before the first day, ${from}: correct one of the two.`;
    addFault(compared, { code: 'ends_before_start', field: 'to', value: to, other: from, detail });
  }
  compared.changes = changesOf(compared, entity, states, at);
  if (compared.changes.length > 0 && compared.faults.length === 0) refuseUnlessEvent(compared, at);
  return compared;
}

function valueOf(
  field: OrganisationField,
  cell: Row['cells'][string],
  last: EntityState | undefined,
  aboveKnown: (key: string) => boolean,
): string | number | null {
  switch (field) {
    case 'name': {
      const name = textLike(cell, last?.name);
      if (name === '' && last?.name !== '') throw new NoValue('missing', 'is empty: write the name.');
      return name;
    }
    case 'level':
      return levelIn(cell);
    case 'from':
    case 'to':
      return dayIn(cell);
    case 'lat':
      return degreesIn(cell, 90);
    case 'lon':
      return degreesIn(cell, 180);
    default:
      return keyIn(cell, aboveKnown);
  }
}

/** What differs from how it is in the end; or since when it is so, where only that differs. */
function changesOf(
  { kind, state, before }: Compared,
  entity: Entity | undefined,
  states: ReturnType<typeof statesFrom>,
  at: Instant,
): Change[] {
  const fields: OrganisationField[] = ORGANISATION_FIELDS[kind].filter((field) => field !== keyField(kind));
  const differing = (than: EntityState | undefined) =>
    fields.flatMap((field) => {
      const place = placeOf(kind, field);
      const [was, is] = [than?.[place] ?? null, state[place]];
      return was === is ? [] : [{ field, before: worded(was), after: worded(is) }];
    });
  const changes = differing(before);
  if (entity === undefined || changes.length > 0) return changes;
  const [first] = states;
  const always =
    first !== undefined && first.from <= at && states.every((one) => differing(one.state).length === 0);
  return always
    ? []
    : [{ field: 'at', before: states.length > 0 ? dayOf(first?.from ?? at) : null, after: dayOf(at) }];
}

function worded(value: string | number | null): string | null {
  return value === null ? null : String(value);
}

/** The one schema of events has the last word. */
function refuseUnlessEvent(compared: Compared, at: Instant): void {
  const event = eventOf(compared, { id: 'row', v: 1, at });
  const read = (compared.kind === 'unit' ? unitEvent : officerEvent).safeParse(event);
  const issue = read.error?.issues[0];
  const tooLong = Buffer.byteLength(JSON.stringify(event)) > LINE_BYTES_MOST;
  if (!issue && !tooLong) return;
  const field = String(issue?.path[0] ?? 'name');
  const detail = issue
    ? `it ${issue.message}.`
    : `the row has more than ${LINE_BYTES_MOST} bytes: shorten the name.`;
  addFault(compared, { code: 'invalid', field, value: null, other: null, detail });
}

function missing(compared: Compared, field: OrganisationField, detail: string): void {
  if (compared.faults.some((fault) => fault.field === field)) return;
  addFault(compared, { code: 'missing', field, value: '', other: null, detail });
}

function remarkNear(compared: Compared, near: string | undefined): void {
  if (near === undefined) return;
  const detail = `“${near}” is another code that reads the same: check that a new one is meant.`;
  const field = keyField(compared.kind);
  compared.remarks.push({
    code: 'near_key',
    field,
    column: compared.columnOf(field),
    value: compared.key,
    other: near,
    detail,
  });
}

/** Notes a fault, the sentence beginning with the row and the column. */
export function addFault(
  compared: Compared,
  { code, field, value, other, detail }: Omit<RowFault, 'column'>,
): void {
  compared.faults.push({ code, ...said(compared, { field, value, other, detail }) });
}

export function said(
  { n, columnOf }: Compared,
  { field, value, other, detail }: Omit<RowFault, 'column' | 'code'>,
): Omit<RowFault, 'code'> {
  const column = columnOf(field);
  const where = n === null ? '' : `Row ${n}, ${column ?? field}: `;
  return { field, column, value: value === null ? null : cut(value), other, detail: where + detail };
}

/** What becomes of a row, after everything was said about it. */
export function settled(compared: Compared): Compared {
  const { faults, changes, before, state } = compared;
  const ends = before !== undefined && before.to === null && state.to !== null;
  compared.became =
    faults.length > 0
      ? 'refused'
      : changes.length === 0
        ? 'unchanged'
        : before === undefined
          ? 'added'
          : ends
            ? 'ended'
            : 'changed';
  return compared;
}

function textOrMark(cell: Row['cells'][string]): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

const SHOWN_MOST = 300;

/** Long texts are shown by their beginning. */
export function cut(text: string): string {
  const characters = [...text.slice(0, 2 * SHOWN_MOST + 2)];
  return characters.length <= SHOWN_MOST ? text : `${characters.slice(0, SHOWN_MOST).join('')}…`;
}
