import { dayStart } from '../../contract/calendar.ts';
import type { Event, EventType } from '../../contract/events.ts';
import {
  type Change,
  caseChanges,
  type DecisionVersion,
  decisionChanges,
  type OfficerVersion,
  officerChanges,
  type ReceiptVersion,
  receiptChanges,
} from '../measures/index.ts';
import type { WritableDB } from '../store/index.ts';
import { targetKey } from '../targets/index.ts';
import { type CaseRow, caseTable } from './caseTable.ts';
import { createKnownEnforcers, type KnownEnforcers } from './knownEnforcers.ts';
import { paperTable } from './paperTable.ts';
import { type VersionRow, type VersionTable, versionTable } from './versionTable.ts';

/** How one type of entity is kept, and what it changes in the cube. */
export interface EntityType {
  table: VersionTable<VersionRow>;
  /** The row of an event; `unit` is the number of the unit it names. */
  row(event: Event, n: number, unit: number): VersionRow;
  /** What versions of one entity change in the cube; `undefined` for types that the cube does not sum. */
  changes?: (versions: readonly VersionRow[]) => Change[];
}

export type EntityTypes = Record<EventType, EntityType>;

type EventOf<T extends EventType> = Extract<Event, { type: T }>;
type ReceiptRow = VersionRow & ReceiptVersion;
type OwnColumns = Record<string, string | number | bigint | null>;

export function createEntityTypes(db: WritableDB, enforcers: KnownEnforcers): EntityTypes {
  const receipts = paperTable<ReceiptRow>(db, 'receipt', [
    'unit',
    'officer',
    'case',
    'amount',
    'status',
    'converts',
  ]);

  function entity<T extends EventType>(
    _type: T,
    table: VersionTable<VersionRow>,
    keyOf: (event: EventOf<T>) => string,
    columnsOf: (event: EventOf<T>, unit: number) => OwnColumns,
    changes?: (versions: readonly VersionRow[]) => Change[],
  ): EntityType {
    return {
      table,
      row: (any, n, unit) => {
        const event = any as EventOf<T>;
        return { key: keyOf(event), v: event.v, at: event.at, event: n, ...columnsOf(event, unit) };
      },
      ...(changes && { changes }),
    };
  }

  return {
    unit: entity(
      'unit',
      versionTable(db, 'unit_version', ['name', 'parent', 'level', 'lat', 'lon', 'from', 'to']),
      (e) => e.unit,
      (e) => ({
        name: e.name,
        parent: e.parent,
        level: e.level,
        lat: e.lat ?? null,
        lon: e.lon ?? null,
        from: e.from ?? null,
        to: e.to ?? null,
      }),
    ),
    officer: entity(
      'officer',
      versionTable(db, 'officer_version', ['unit', 'name', 'from', 'to']),
      (e) => e.officer,
      (e, unit) => ({ unit, name: e.name, from: e.from ?? null, to: e.to ?? null }),
      (rows) => officerChanges(rows as (VersionRow & OfficerVersion)[]),
    ),
    case: entity(
      'case',
      caseTable(db),
      (e) => e.case,
      (e, unit) => ({
        unit,
        officer: enforcers.numberOf(e.officer),
        initiation: e.initiation,
        category: e.category,
        accepted: dayStart(e.accepted_on),
        due: e.due,
        done: e.done,
        state: e.state,
      }),
      (rows) => caseChanges(rows as CaseRow[]),
    ),
    receipt: entity(
      'receipt',
      receipts,
      (e) => e.receipt,
      (e, unit) => ({
        unit,
        officer: e.officer,
        case: e.case,
        amount: e.amount,
        status: e.status,
        converts: e.converts,
      }),
      (rows) => {
        const versions = rows as ReceiptRow[];
        const converted = new Map<string, ReceiptRow[]>();
        for (const { converts } of versions)
          if (converts !== null && !converted.has(converts)) converted.set(converts, receipts.of(converts));
        return receiptChanges(versions, converted);
      },
    ),
    decision: entity(
      'decision',
      paperTable(db, 'decision', ['unit', 'case', 'kind', 'to_unit']),
      (e) => e.decision,
      (e, unit) => ({ unit, case: e.case, kind: e.kind, to_unit: e.to_unit ?? null }),
      (rows) => decisionChanges(rows as (VersionRow & DecisionVersion)[]),
    ),
    target: entity(
      'target',
      versionTable(db, 'target_version', ['indicator', 'unit', 'year', 'value']),
      (e) => targetKey(e.indicator, e.unit, e.year),
      (e) => ({ indicator: e.indicator, unit: e.unit, year: e.year, value: e.value }),
    ),
    aggregate: entity(
      'aggregate',
      versionTable(db, 'aggregate_version', ['unit', 'year', 'month', 'figures']),
      (e) => JSON.stringify([e.unit, e.year, e.month]),
      (e, unit) => ({
        unit,
        year: e.year,
        month: e.month,
        figures: JSON.stringify({ values: e.values, money: e.money }),
      }),
    ),
  };
}

/** A type of entity that the cube sums. */
export interface ChangingType {
  /** The versions of every entity, entity by entity. */
  everyEntity(): Generator<VersionRow[]>;
  changes(versions: readonly VersionRow[]): Change[];
}

/** All that the cube sums, for making it anew. */
export function changingTypes(db: WritableDB): ChangingType[] {
  return Object.values(createEntityTypes(db, createKnownEnforcers(db))).flatMap(({ table, changes }) =>
    changes ? [{ everyEntity: () => table.every(), changes }] : [],
  );
}
