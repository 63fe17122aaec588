/** What a file would make of the organisation. Pure: the organisation and the time are passed in. */
import { dayOf, dayStart, type Instant } from '../../contract/calendar.ts';
import type { AbsentEntity, ImportOptions, OrganisationKind } from '../../contract/organisation.ts';
import { checkWhole } from './checking.ts';
import { addFault, type Compared, compareTable, cut, settled } from './comparing.ts';
import type { FileTable } from './fileTables.ts';
import { type Organisation, stampOf, standingAt, statesFrom } from './standing.ts';

export interface Outlook {
  /** When it is in force from. */
  at: Instant;
  rows: Compared[];
  absent: AbsentEntity[];
  /** Recognises what this was computed from. */
  state: string;
}

export function outlookOf(
  tables: readonly FileTable[],
  options: ImportOptions,
  organisation: Organisation,
  now: Instant,
): Outlook {
  const at = options.day === null ? now : dayStart(options.day);
  const inFile = tables.flatMap((table) => compareTable(table, organisation, at));
  const absent = tables.flatMap(({ kind }) => absentOf(kind, inFile, organisation, at));
  const ended = absent.flatMap((entity) => endedRow(entity, options, organisation, at) ?? []);
  const rows = [...inFile, ...ended];
  checkWhole(rows, organisation, at);
  for (const row of rows) settled(row);
  const isEnded = new Set(ended.map(({ kind, key }) => `${kind}/${key}`));
  return {
    at,
    rows,
    absent: absent.filter(({ kind, key }) => !isEnded.has(`${kind}/${key}`)),
    state: stampOf(organisation, at, [options, dayOf(now)]),
  };
}

/** What goes on, is of a kind that the file lists, and is not in it. */
function absentOf(
  kind: OrganisationKind,
  inFile: readonly Compared[],
  organisation: Organisation,
  at: Instant,
): AbsentEntity[] {
  const named = new Set(inFile.filter((row) => row.kind === kind).map(({ key }) => key));
  return [...organisation[kind].values()].flatMap((entity) => {
    const last = statesFrom(entity, at).at(-1)?.state;
    if (!last || entity.published || named.has(entity.key) || standingAt(last, at) === 'ended') return [];
    return [{ kind, key: entity.key, name: cut(last.name), unit: last.above }];
  });
}

function endedRow(
  { kind, key }: AbsentEntity,
  { ends }: ImportOptions,
  organisation: Organisation,
  at: Instant,
): Compared | null {
  const chosen = kind === 'unit' ? ends?.units : ends?.officers;
  const last = statesFrom(organisation[kind].get(key), at).at(-1)?.state;
  if (!ends || !last || !chosen?.includes(key) || last.to === ends.lastDay) return null;
  const row: Compared = {
    n: null,
    kind,
    key,
    state: { ...last, to: ends.lastDay },
    before: last,
    became: 'ended',
    changes: [{ field: 'to', before: last.to, after: ends.lastDay }],
    faults: [],
    remarks: [],
    columnOf: () => null,
  };
  if (last.from !== null && ends.lastDay < last.from) {
    const detail = `“${key}” begins on ${last.from} only: choose a later last day, or do not end it.`;
    addFault(row, { code: 'ends_before_start', field: 'to', value: ends.lastDay, other: last.from, detail });
  }
  return row;
}
