/** Faults of clocks, kept over restarts: those that stand, and those of before. */
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { CLOCK_FAULTS, type ClockFault } from '../../contract/timekeeping.ts';
import type { WritableDB } from '../store/index.ts';

export interface StandingFault {
  readonly n: number;
  readonly kind: ClockFault['kind'];
  readonly at: Instant;
  readonly byMs: number | null;
  readonly source: string | null;
  readonly acknowledgedBy: string | null;
}

export interface FaultHistory {
  standing(): readonly StandingFault[];
  /** Begins a fault; one of that kind (and source) that stands already goes on, with the new amount. */
  begin(kind: ClockFault['kind'], at: Instant, byMs: number | null, source?: string | null): void;
  /** Ends what stands of that kind (and source). Says whether anything did. */
  end(kind: ClockFault['kind'], at: Instant, source?: string | null): boolean;
  acknowledge(n: number, who: string): void;
  /** Newest first. */
  list(limit: number): ClockFault[];
}

interface Row {
  n: number;
  kind: string;
  at: number;
  by: number | null;
  source: string | null;
  ended_at: number | null;
  acknowledged_by: string | null;
}

export function createFaultHistory(db: WritableDB): FaultHistory {
  const open = db.prepare<[], Row>('SELECT * FROM clock_fault WHERE ended_at IS NULL ORDER BY n');
  const insert = db.prepare('INSERT INTO clock_fault (kind, at, by, source) VALUES (?, ?, ?, ?)');
  const amount = db.prepare('UPDATE clock_fault SET by = ? WHERE n = ?');
  const close = db.prepare('UPDATE clock_fault SET ended_at = ? WHERE n = ?');
  const know = db.prepare('UPDATE clock_fault SET acknowledged_by = ? WHERE n = ? AND ended_at IS NULL');
  const newest = db.prepare<[number], Row>('SELECT * FROM clock_fault ORDER BY n DESC LIMIT ?');
  let kept: StandingFault[] | undefined;

  const standing = () => (kept ??= open.all().map(standingOf));
  const find = (kind: ClockFault['kind'], source: string | null) =>
    standing().find((one) => one.kind === kind && one.source === source);

  return {
    standing,
    begin(kind, at, amountMs, source = null) {
      const byMs = amountMs === null ? null : Math.round(amountMs);
      const known = find(kind, source);
      if (known) amount.run(byMs, known.n);
      else insert.run(kind, at, byMs, source);
      kept = undefined;
    },
    end(kind, at, source = null) {
      const known = find(kind, source);
      if (!known) return false;
      close.run(at, known.n);
      kept = undefined;
      return true;
    },
    acknowledge(n, who) {
      know.run(who, n);
      kept = undefined;
    },
    list: (limit) => newest.all(limit).map(describe),
  };
}

function kindOf(row: Row): ClockFault['kind'] {
  return CLOCK_FAULTS.find((kind) => kind === row.kind) ?? 'set_back';
}

function standingOf(row: Row): StandingFault {
  const { n, at, by, source, acknowledged_by: acknowledgedBy } = row;
  return { n, kind: kindOf(row), at, byMs: by, source, acknowledgedBy };
}

function describe(row: Row): ClockFault {
  return {
    kind: kindOf(row),
    since: formatInstant(row.at),
    seconds: row.by === null ? null : Math.round(row.by / 1000),
    source: row.source,
    endedAt: row.ended_at === null ? null : formatInstant(row.ended_at),
    acknowledgedBy: row.acknowledged_by,
  };
}
