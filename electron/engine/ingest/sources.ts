import type { Nature, SourceHealth } from '../../contract/answers.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { type NewSource, newSource } from '../../contract/sources.ts';
import type { WritableDB } from '../store/index.ts';
import { delivery } from './due.ts';
import { createMeter, type Meter } from './meter.ts';
import type { Quarantine } from './quarantine.ts';

/** A source as registered. */
export interface Source {
  n: number;
  id: string;
  nature: Nature;
  settings: NewSource;
  paused: boolean;
}

/** The register of sources, and what is known of each since the engine started. */
export interface Sources {
  all(): Source[];
  find(id: string): Source | undefined;
  /** Adds a source; says `false` if the id is taken. */
  add(settings: NewSource, now: Instant): boolean;
  /** Adds a source, or gives the one of that id these settings, and lets it run. */
  settle(settings: NewSource, now: Instant): void;
  /** Gives a source other settings. */
  change(settings: NewSource): void;
  /** Takes a source out of the register; adding its id again brings it back as it was read. */
  remove(id: string, now: Instant): void;
  pause(id: string, paused: boolean): void;
  /** Counts lines that came, for the throughput. */
  metered(id: string, lines: number, at: Instant): void;
  lastSeq(id: string): number;
  /**
   * Notes that a source was heard from, with how many events it says it has beyond what is stored, and its clock minus
   * ours (ms) where it says what time it is.
   */
  heard(id: string, at: Instant, behind: number | null, clockOffMs?: number): void;
  failed(id: string, error: string): void;
  health(now: Instant): SourceHealth[];
}

interface Row {
  n: number;
  id: string;
  name: string;
  nature: Nature;
  settings: string;
  paused: number;
  last_seq: number;
  last_event_at: number | null;
  heard_at: number | null;
  delivered_at: number | null;
  accepted: number;
  duplicates: number;
}

/** What is not worth a write: it is known again soon after a start. */
interface Hearing {
  at: Instant;
  behind: number | null;
  error: string | null;
  clockOffMs?: number | undefined;
}

/** A source that does not hold its answers back is asked this often at the least. */
const LEAST_EVERY_S = 0.25;
/** A broker is asked for a sign of life this often. */
const BROKER_EVERY_S = 10;
/** What a source may take to answer beyond the time it may hold an answer back. */
const ANSWER_S = 2;

export function createSources(db: WritableDB, quarantine: Quarantine): Sources {
  const rows = db.prepare<[], Row>('SELECT * FROM source WHERE deleted_at IS NULL ORDER BY n');
  const insert = db.prepare(
    `INSERT INTO source (id, kind, name, nature, settings, created_at) VALUES (@id, @kind, @name, @nature, @settings, @now)
     ON CONFLICT DO UPDATE SET kind = @kind, name = @name, nature = @nature, settings = @settings, paused = 0, deleted_at = NULL
       WHERE deleted_at IS NOT NULL`,
  );
  const update = db.prepare(
    'UPDATE source SET kind = @kind, name = @name, nature = @nature, settings = @settings WHERE id = @id',
  );
  const setDeleted = db.prepare('UPDATE source SET deleted_at = ? WHERE id = ?');
  const setPaused = db.prepare('UPDATE source SET paused = ? WHERE id = ?');
  const lastSeq = db.prepare<[string], number>('SELECT last_seq FROM source WHERE id = ?').pluck();
  const hearings = new Map<string, Hearing>();
  const meters = new Map<string, Meter>();
  let known: Map<string, Source> | undefined;

  function register(): Map<string, Source> {
    known ??= new Map(
      rows.all().map((row) => [
        row.id,
        {
          n: row.n,
          id: row.id,
          nature: row.nature,
          settings: newSource.parse(JSON.parse(row.settings)),
          paused: row.paused === 1,
        },
      ]),
    );
    return known;
  }

  function parameters(settings: NewSource, now: Instant) {
    const { id, kind, nature } = settings;
    return { id, kind, nature, name: settings.name ?? id, settings: JSON.stringify(settings), now };
  }

  function add(settings: NewSource, now: Instant): boolean {
    const added = insert.run(parameters(settings, now)).changes > 0;
    known = undefined;
    return added;
  }

  function change(settings: NewSource): void {
    const { now: _, ...rest } = parameters(settings, 0);
    update.run(rest);
    hearings.delete(settings.id);
    known = undefined;
  }

  return {
    all: () => [...register().values()],
    find: (id) => register().get(id),
    add,
    settle(settings, now) {
      if (add(settings, now)) return;
      change(settings);
      setPaused.run(0, settings.id);
      known = undefined;
    },
    change,
    remove(id, now) {
      setDeleted.run(now, id);
      hearings.delete(id);
      meters.delete(id);
      known = undefined;
    },
    metered(id, lines, at) {
      const meter = meters.get(id) ?? createMeter();
      meters.set(id, meter);
      meter.add(lines, at);
    },
    pause(id, paused) {
      setPaused.run(paused ? 1 : 0, id);
      known = undefined;
    },
    lastSeq: (id) => lastSeq.get(id) ?? 0,
    heard(id, at, behind, clockOffMs) {
      hearings.set(id, { at, behind, error: null, clockOffMs });
    },
    failed(id, error) {
      const before = hearings.get(id);
      hearings.set(id, { at: before?.at ?? Number.NaN, behind: before?.behind ?? null, error });
    },
    health: (now) =>
      rows.all().map((row) => {
        const hearing = hearings.get(row.id);
        const heardAt = hearing && !Number.isNaN(hearing.at) ? hearing.at : row.heard_at;
        const settings = register().get(row.id)?.settings;
        const due = settings?.dueBy ? delivery(settings.dueBy, row.delivered_at, now) : null;
        return {
          id: row.id,
          kind: settings?.kind ?? 'push',
          name: row.name,
          nature: row.nature,
          state:
            due?.delivery === 'late'
              ? lateUnless(row, hearing)
              : stateOf(row, hearing, heardAt, now, settings),
          heardAt: heardAt === null ? null : formatInstant(heardAt),
          ageS: heardAt === null ? null : Math.max(0, (now - heardAt) / 1000),
          heardEveryS: wordEveryS(settings),
          ...(hearing?.clockOffMs !== undefined && { clockOffS: Math.round(hearing.clockOffMs / 1000) }),
          lastEventAt: row.last_event_at === null ? null : formatInstant(row.last_event_at),
          lastSeq: row.last_seq,
          behind: hearing?.behind ?? null,
          lastError: hearing?.error ?? null,
          deliveredAt: row.delivered_at === null ? null : formatInstant(row.delivered_at),
          linesPerMinute: meters.get(row.id)?.lastMinute(now) ?? 0,
          ...(due && { due }),
          counts: { accepted: row.accepted, duplicates: row.duplicates, ...quarantine.counts(row.n) },
        };
      }),
  };
}

/** An overdue delivery makes a source late, unless something worse or deliberate is to be said of it. */
function lateUnless(row: Row, hearing: Hearing | undefined): SourceHealth['state'] {
  if (row.paused === 1) return 'paused';
  return hearing?.error ? 'failing' : 'late';
}

/** Seconds between two words of a source when all is well; `undefined` where only the source decides. */
function wordEveryS(settings: NewSource | undefined): number | undefined {
  switch (settings?.kind) {
    case 'pull':
      return Math.max(LEAST_EVERY_S, settings.waitS);
    case 'files':
    case 'sql':
      return Math.max(LEAST_EVERY_S, settings.everyS);
    case 'mqtt':
      return BROKER_EVERY_S;
    default:
      return undefined;
  }
}

function stateOf(
  row: Row,
  hearing: Hearing | undefined,
  heardAt: Instant | null,
  now: Instant,
  settings: NewSource | undefined,
): SourceHealth['state'] {
  if (row.paused === 1) return 'paused';
  if (hearing?.error) return 'failing';
  if (!hearing) return 'connecting';
  // What delivers once a day by itself is silent in between: its rule of delivery says when it is late.
  if (settings?.kind === 'push' && settings.dueBy) return 'on_time';
  const agreed = (wordEveryS(settings) ?? 0) + ANSWER_S;
  const expectEveryS = Math.max(settings?.expectEveryS ?? 0, agreed);
  return heardAt !== null && now - heardAt > expectEveryS * 1000 ? 'late' : 'on_time';
}
