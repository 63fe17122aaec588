/** Targets are proposed by one and approved by another; what is approved enters as events of a source of its own. */
import type { z } from 'zod';
import { dayOf, dayStart, formatInstant, type Instant, yearStart } from '../../contract/calendar.ts';
import type { EventLine } from '../../contract/events.ts';
import { newSource } from '../../contract/sources.ts';
import type { Proposal, proposalRequest, ProposalRequest } from '../../contract/targets.ts';
import { type Ingest, NotWhole } from '../ingest/index.ts';
import type { Measures } from '../measures/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { aimedAt } from './sheet.ts';
import type { TargetsInForce } from './targetsInForce.ts';

/** The source under which approved targets are kept. */
export const TARGETS_SOURCE = 'console-targets';
const NEVER_LATE_S = 31_536_000;
const LISTED_MOST = 100;

interface ProposalRow {
  number: number;
  year: number;
  from_day: string | null;
  reason: string;
  rows: string;
  state: Proposal['state'];
  by: string;
  at: Instant;
  decided_by: string | null;
  decided_at: Instant | null;
  note: string | null;
}
type Row = z.infer<typeof proposalRequest>['rows'][number];

export interface Proposals {
  list(): Proposal[];
  find(number: number): Proposal;
  /** @throws ProblemError naming the field */
  propose(request: ProposalRequest, by: string): Proposal;
  /** Takes them in whole or not at all. @param also written in the same transaction */
  approve(number: number, by: string, note: string, also: () => void): Proposal;
  reject(number: number, by: string, note: string): Proposal;
  withdraw(number: number, by: string): Proposal;
  /** Names what of rows is not there now. @throws ProblemError */
  check(rows: readonly Row[]): void;
}

export interface ProposalParts {
  db: WritableDB;
  ingest: Pick<Ingest, 'has' | 'add' | 'takeWhole'>;
  measures: Pick<Measures, 'units' | 'catalogue'>;
  inForce: TargetsInForce;
  now: () => Instant;
}

export function createProposals({ db, ingest, measures, inForce, now }: ProposalParts): Proposals {
  const one = db.prepare<[number], ProposalRow>('SELECT * FROM target_proposal WHERE number = ?');
  const decide = db.prepare(
    'UPDATE target_proposal SET state = ?, decided_by = ?, decided_at = ?, note = ? WHERE number = ?',
  );

  function described(row: ProposalRow): Proposal {
    const names = new Map(measures.units(now()).map(({ unit, name }) => [unit, name]));
    const { number, year, reason, state, by, note } = row;
    return {
      ...{ number, year, reason, state, by, note, from: row.from_day },
      at: formatInstant(row.at),
      decidedBy: row.decided_by,
      decidedAt: row.decided_at === null ? null : formatInstant(row.decided_at),
      rows: (JSON.parse(row.rows) as Row[]).map((target) => ({
        ...target,
        name: names.get(target.unit) ?? target.unit,
        before: inForce.at(target.indicator, target.unit, year, row.decided_at ?? now())?.value ?? null,
      })),
    };
  }

  function found(number: number): ProposalRow {
    const row = one.get(number);
    if (row) return row;
    throw new ProblemError(404, `There is no proposal ${number}.`, { field: 'number' });
  }

  function open(number: number): ProposalRow {
    const row = found(number);
    if (row.state !== 'proposed')
      throw new ProblemError(409, `Proposal ${number} is ${row.state} already.`, { field: 'number' });
    return row;
  }

  function check(rows: readonly Row[]): void {
    const units = new Set(measures.units(now()).map(({ unit }) => unit));
    const indicators = new Map(aimedAt(measures).map((indicator) => [indicator.key, indicator]));
    for (const [i, row] of rows.entries()) {
      const fail = (field: string, words: string) => {
        throw new ProblemError(400, `rows.${i}.${field}: ${words}.`, { field: `rows.${i}.${field}` });
      };
      const indicator = indicators.get(row.indicator);
      if (!units.has(row.unit)) fail('unit', `there is no unit "${row.unit}" now`);
      if (!indicator) fail('indicator', `"${row.indicator}" is no indicator that can have a target`);
      if (indicator?.unit === 'percent' && row.value > 100) fail('value', 'is more than 100 per cent');
      if (indicator?.unit === 'dong' && !Number.isInteger(row.value)) fail('value', 'must be whole đồng');
    }
  }

  function eventsOf({ number, year, from_day, rows }: ProposalRow): EventLine[] {
    const at = from_day === null ? yearStart(year) : dayStart(from_day);
    return (JSON.parse(rows) as Row[]).map(({ indicator, unit, value }, i) => ({
      id: `proposal-${number}/${i + 1}`,
      type: 'target',
      at: formatInstant(at),
      v: inForce.highest(indicator, unit, year) + 1,
      ...{ indicator, unit, year, value },
    }));
  }

  return {
    check,
    list: () =>
      db
        .prepare<[number], ProposalRow>(
          `SELECT * FROM target_proposal ORDER BY state <> 'proposed', number DESC LIMIT ?`,
        )
        .all(LISTED_MOST)
        .map(described),
    find: (number) => described(found(number)),
    propose({ year, from, reason, rows }, by) {
      check(rows);
      const first = dayOf(yearStart(year));
      if (from !== null && (from < first || from > dayOf(now())))
        throw new ProblemError(400, `from: must lie between ${first} and today.`, { field: 'from' });
      if (yearStart(year) > now())
        throw new ProblemError(400, 'year: has not begun yet: propose its targets from its first day on.', {
          field: 'year',
        });
      const made = db
        .prepare(
          `INSERT INTO target_proposal (year, from_day, reason, rows, state, by, at)
           VALUES (?, ?, ?, ?, 'proposed', ?, ?)`,
        )
        .run(year, from, reason, JSON.stringify(rows), by, now());
      return described(found(Number(made.lastInsertRowid)));
    },
    approve(number, by, note, also) {
      const row = open(number);
      if (row.by === by)
        throw new ProblemError(403, 'Whoever proposed targets does not approve them: ask another one.', {
          field: 'number',
        });
      check(JSON.parse(row.rows) as Row[]);
      if (!ingest.has(TARGETS_SOURCE)) ingest.add(sourceSettings());
      try {
        ingest.takeWhole(TARGETS_SOURCE, eventsOf(row), () => {
          decide.run('approved', by, now(), note, number);
          also();
        });
      } catch (error) {
        if (!(error instanceof NotWhole)) throw error;
        throw new ProblemError(409, `Nothing was changed: ${error.refusal.detail}`, { field: 'rows' });
      }
      return described(found(number));
    },
    reject(number, by, note) {
      open(number);
      decide.run('rejected', by, now(), note, number);
      return described(found(number));
    },
    withdraw(number, by) {
      const row = open(number);
      if (row.by !== by)
        throw new ProblemError(403, 'Only whoever proposed targets withdraws them; reject them instead.', {
          field: 'number',
        });
      decide.run('withdrawn', by, now(), null, number);
      return described(found(number));
    },
  };
}

function sourceSettings() {
  return newSource.parse({
    ...{ id: TARGETS_SOURCE, kind: 'push', name: 'Chỉ tiêu đặt trên bàn điều khiển' },
    ...{ nature: 'operational', expectEveryS: NEVER_LATE_S },
  });
}
