/** A file with the organisation: brought, looked at, and taken in whole or not at all. */
import { dayOf, type Instant } from '../../contract/calendar.ts';
import {
  type ImportHead,
  type ImportOptions,
  type ImportPreview,
  ROW_OUTCOMES,
  type RowOutcome,
} from '../../contract/organisation.ts';
import { newSource } from '../../contract/sources.ts';
import { type Ingest, NotWhole } from '../ingest/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { type Compared, cut } from './comparing.ts';
import { eventsOf } from './events.ts';
import { fileProblem } from './fileProblem.ts';
import { type FileTable, tablesIn } from './fileTables.ts';
import { createImportStore, type KeptImport } from './importStore.ts';
import { type Outlook, outlookOf } from './previewing.ts';
import { entityAt, highestVersions, type Organisation, readOrganisation } from './standing.ts';

/** The source under which what files say is kept. */
export const ORGANISATION_SOURCE = 'organisation-files';
/** Files come when something changes: their source is never late. */
const NEVER_LATE_S = 31_536_000;
const LISTED_MOST = 50;

/** What became of an import, for the audit trail. */
export interface Applied {
  file: string;
  before: object;
  after: object;
}

export interface Imports {
  list(): ImportHead[];
  /** Reads a file and keeps it. @throws ProblemError when it cannot be read as a whole. */
  bring(file: string, bytes: Buffer, by: string, mayRead: MayRead): Promise<ImportPreview>;
  preview(number: number, mayRead: MayRead): ImportPreview;
  choose(number: number, options: ImportOptions, mayRead: MayRead): ImportPreview;
  drop(number: number): void;
  /**
   * Takes a file in as it was previewed.
   * @param state of the preview that was looked at
   * @param also told what is written, in the transaction that writes it
   */
  apply(
    number: number,
    wanted: { state: string; by: string; mayRead: MayRead; also: (applied: Applied) => void },
  ): ImportHead;
}

/** Refuses whoever may not read what the tables list. */
type MayRead = (tables: readonly FileTable[]) => void;

export function createImports(parts: {
  db: WritableDB;
  ingest: Pick<Ingest, 'has' | 'add' | 'takeWhole'>;
  now: () => Instant;
}): Imports {
  const { db, ingest, now } = parts;
  const store = createImportStore(db);
  /** One file after the other: each takes memory of its own while it is read. */
  let turn: Promise<unknown> = Promise.resolve();

  function found(number: number): KeptImport {
    const kept = store.find(number);
    if (kept) return kept;
    throw new ProblemError(404, `There is no import ${number}: bring the file again.`, { field: 'number' });
  }

  function open(number: number, mayRead: MayRead): KeptImport & { tables: FileTable[] } {
    const kept = found(number);
    const { tables } = kept;
    if (tables === null)
      throw new ProblemError(409, `Import ${number} was applied already: bring a new file.`, {
        field: 'number',
      });
    mayRead(tables);
    return { ...kept, tables };
  }

  function look(kept: KeptImport & { tables: FileTable[] }): Outlook & { organisation: Organisation } {
    const organisation = readOrganisation(db);
    return { ...outlookOf(kept.tables, kept.options, organisation, now()), organisation };
  }

  function preview(number: number, mayRead: MayRead): ImportPreview {
    const kept = open(number, mayRead);
    return answerOf(kept, look(kept));
  }

  return {
    list: () => store.list(LISTED_MOST),
    async bring(file, bytes, by, mayRead) {
      const read = turn.then(() => tablesIn(bytes));
      turn = read.catch(() => undefined);
      const tables = await read;
      mayRead(tables);
      return preview(store.add(file, tables, by, now()), mayRead);
    },
    preview,
    choose(number, options, mayRead) {
      open(number, mayRead);
      const today = dayOf(now());
      if (options.day !== null && options.day > today)
        throw new ProblemError(
          400,
          `day: a file is in force from ${today} at the latest; bring it on that day.`,
          {
            field: 'day',
          },
        );
      store.choose(number, options);
      return preview(number, mayRead);
    },
    drop(number) {
      found(number);
      store.drop(number);
    },
    apply(number, { state, by, mayRead, also }) {
      const kept = open(number, mayRead);
      const outlook = look(kept);
      const { rows, at, organisation } = outlook;
      refuseUnlessReady(outlook, state);
      const above = new Map(
        rows.filter(({ kind }) => kind === 'unit').map((row) => [row.key, row.state.above]),
      );
      const events = eventsOf(rows, {
        number,
        at,
        aboveOf: (unit) =>
          above.get(unit) ??
          (above.has(unit) ? null : (entityAt(organisation.unit.get(unit), at)?.above ?? null)),
        highest: highestVersions(db, organisation),
      });
      if (!ingest.has(ORGANISATION_SOURCE)) ingest.add(sourceSettings());
      const counts = countsOf(rows);
      try {
        ingest.takeWhole(ORGANISATION_SOURCE, events, () => {
          store.apply(number, by, now(), counts);
          also({ file: kept.head.file, ...summaryOf(kept, rows, organisation) });
        });
      } catch (error) {
        if (!(error instanceof NotWhole)) throw error;
        throw fileProblem(409, 'refused_rows', `Nothing was changed: ${error.refusal.detail}`);
      }
      return found(number).head;
    },
  };
}

function refuseUnlessReady({ state: is, rows }: Outlook, seen: string): void {
  if (is !== seen)
    throw fileProblem(
      409,
      'stale',
      'The organisation, or how the file is to be taken in, changed after this preview: look at the preview again.',
    );
  const { refused, added, changed, ended } = countsOf(rows);
  if (refused > 0)
    throw fileProblem(
      409,
      'refused_rows',
      `${refused} rows cannot be taken in, so none is: correct them and bring the file again.`,
    );
  if (added + changed + ended === 0)
    throw fileProblem(
      409,
      'nothing_to_do',
      'The file says what is known already: there is nothing to apply.',
    );
}

function sourceSettings() {
  return newSource.parse({
    id: ORGANISATION_SOURCE,
    kind: 'push',
    name: 'Tệp tổ chức',
    nature: 'operational',
    expectEveryS: NEVER_LATE_S,
  });
}

function countsOf(rows: readonly Compared[]): Record<RowOutcome, number> {
  const counts = Object.fromEntries(ROW_OUTCOMES.map((one) => [one, 0])) as Record<RowOutcome, number>;
  for (const { became } of rows) counts[became] += 1;
  return counts;
}

function answerOf({ head, options, tables }: KeptImport, { rows, absent, state }: Outlook): ImportPreview {
  return {
    ...head,
    options,
    sheets: (tables ?? []).map(({ kind, sheet, rows: listed, unread }) => ({
      kind,
      name: sheet,
      rows: listed.length,
      unread,
    })),
    counts: countsOf(rows),
    rows: rows.map(({ n, kind, key, state: { name }, became, changes, faults, remarks }) => ({
      n,
      kind,
      key,
      name: cut(name),
      became,
      changes: changes.map(({ field, before, after }) => ({
        field,
        before: before === null ? null : cut(before),
        after: after === null ? null : cut(after),
      })),
      faults,
      remarks,
    })),
    absent,
    state,
  };
}

/** Keys that an entry of the audit trail names of each kind of change. */
const NAMED_MOST = 50;

function summaryOf(
  { options }: KeptImport,
  rows: readonly Compared[],
  organisation: Organisation,
): Omit<Applied, 'file'> {
  const units = [...organisation.unit.values()].filter(({ published }) => !published);
  const before = { units: units.length, officers: organisation.officer.size };
  const of = (became: RowOutcome) => rows.filter((row) => row.became === became);
  const named = (became: RowOutcome) => {
    const keys = of(became).map(({ key }) => cut(key));
    return keys.length <= NAMED_MOST ? keys : [...keys.slice(0, NAMED_MOST), `+${keys.length - NAMED_MOST}`];
  };
  const grown = (kind: Compared['kind']) => of('added').filter((row) => row.kind === kind).length;
  return {
    before,
    after: {
      units: before.units + grown('unit'),
      officers: before.officers + grown('officer'),
      ...(options.day !== null && { day: options.day }),
      added: named('added'),
      changed: named('changed'),
      ended: named('ended'),
    },
  };
}
