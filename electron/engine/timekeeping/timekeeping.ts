/** Looks after the engine's time: notices what is wrong with clocks, writes it down, and says it. */
import type { SourceHealth } from '../../contract/answers.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { Notice } from '../../contract/notices.ts';
import type { TimekeepingAnswer } from '../../contract/timekeeping.ts';
import type { WritableDB } from '../store/index.ts';
import { createFaultHistory, type FaultHistory, type StandingFault } from './faultHistory.ts';
import { offOf } from './sourceClocks.ts';
import { isSynchronised, type Synchronised } from './synchronised.ts';
import { createTrustedClock, type Step } from './trustedClock.ts';

const LOOK_MS = 1_000;
/** How far the engine has come is written down this often. */
const KEEP_MS = 10_000;
/** The system is asked about its time server this often. */
const ASK_MS = 60_000;
/** A jump ahead that nobody undid is the new time after so long. */
const SETTLED_MS = 60 * 60_000;
const LISTED = 50;

export interface Timekeeping {
  /** The engine's time; never goes back by itself. */
  now(): Instant;
  /** Goes on from what the store knows, and watches from now on. */
  attach(kept: Kept): void;
  state(): TimekeepingAnswer;
  /** What stands and is not known to an administrator yet. */
  notices(): Notice[];
  /** An administrator knows: of a clock that was set, that the machine is right. `false` when no such notice stands. */
  acknowledge(id: string, who: string): boolean;
  /** How far ahead of the machine's clock the engine's is, s. */
  aheadS(): number;
  synchronised(): Synchronised;
  /** Calls the listener when what stands has changed. */
  onChange(listener: () => void): void;
  /** Looks at all clocks; called every second once it is attached. */
  look(): Promise<void>;
  stop(): void;
}

export interface Kept {
  db: WritableDB;
  sources: () => SourceHealth[];
  /** Told what was noticed, as one sentence, and what could not be written down. */
  log: { warn(detail: object, sentence: string): void; error(detail: object, sentence: string): void };
}

export interface TimekeepingOptions {
  machine?: () => Instant;
  steady?: () => number;
  synchronised?: () => Promise<Synchronised>;
}

export function createTimekeeping(options: TimekeepingOptions = {}): Timekeeping {
  const {
    machine = Date.now,
    steady = () => performance.now(),
    synchronised: ask = isSynchronised,
  } = options;
  const clock = createTrustedClock({ machine, steady, stepped });
  const listeners: (() => void)[] = [];
  let kept: (Kept & { history: FaultHistory }) | null = null;
  let synchronised: Synchronised = 'unknown';
  let [keptAt, askedAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let timer: NodeJS.Timeout | undefined;
  let told = '';

  /** A wall goes on with a clock that it cannot write about, as on a full disk. */
  function write(act: (history: FaultHistory, db: WritableDB) => void): void {
    if (kept === null) return;
    try {
      act(kept.history, kept.db);
    } catch (err) {
      kept.log.error({ err }, 'what was noticed of the clock could not be written down');
    }
  }

  function stepped(step: Step): void {
    const at = machine();
    kept?.log.warn({ ...step, machine: formatInstant(at) }, SENTENCES[step.kind]);
    write((history) => {
      if (step.kind === 'set_back') history.begin('set_back', at, step.byMs);
      else if (step.kind === 'set_forward') history.begin('set_forward', at, step.byMs);
      else history.end(step.kind === 'undone' ? 'set_forward' : 'set_back', at);
    });
    // Not within the reading of a clock that somebody is in the middle of.
    queueMicrotask(changed);
  }

  function changed(): void {
    const now = JSON.stringify(notices());
    if (now === told) return;
    told = now;
    for (const tell of listeners) tell();
  }

  function standing(): readonly StandingFault[] {
    return kept?.history.standing() ?? [];
  }

  function notices(): Notice[] {
    return standing()
      .filter(({ acknowledgedBy }) => acknowledgedBy === null)
      .map(noticeOf);
  }

  function reach(now: Instant): void {
    keptAt = steady();
    write((_history, db) =>
      db
        .prepare(
          `INSERT INTO timekeeping (id, reached) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET reached = excluded.reached`,
        )
        .run(now),
    );
  }

  async function askSystem(): Promise<void> {
    askedAt = steady();
    synchronised = await ask();
    const now = clock.now();
    if (synchronised === 'yes') {
      clock.kept();
      write((history) => {
        history.end('unsynchronised', now);
        history.end('set_forward', now);
      });
    } else if (synchronised === 'no') write((history) => history.begin('unsynchronised', now, null));
  }

  function lookAtSources(now: Instant): void {
    const off = new Map(
      (kept?.sources() ?? []).flatMap((one) => {
        const by = offOf(one, now);
        return by === null ? [] : [[one.name, by]];
      }),
    );
    const known = new Set(
      standing().flatMap(({ kind, source }) => (kind === 'source_off' ? [source ?? ''] : [])),
    );
    for (const name of known) if (!off.has(name)) write((history) => history.end('source_off', now, name));
    for (const [name, by] of off)
      if (!known.has(name)) write((history) => history.begin('source_off', now, by, name));
  }

  function settle(now: Instant): void {
    const jump = standing().find(({ kind }) => kind === 'set_forward');
    if (jump && now - jump.at >= SETTLED_MS) write((history) => history.end('set_forward', now));
  }

  async function look(): Promise<void> {
    if (steady() - askedAt >= ASK_MS) await askSystem();
    const now = clock.now();
    lookAtSources(now);
    settle(now);
    if (steady() - keptAt >= KEEP_MS) reach(now);
    changed();
  }

  return {
    now: () => clock.now(),
    attach(given) {
      const history = createFaultHistory(given.db);
      kept = { ...given, history };
      // What the last engine saw of jumps is over with it; what it had reached is not.
      write(() => {
        for (const kind of ['set_back', 'set_forward'] as const) history.end(kind, machine());
      });
      clock.reached(reachedBefore(given.db));
      timer ??= setInterval(() => {
        look().catch((err: unknown) => given.log.error({ err }, 'the clocks could not be looked at'));
      }, LOOK_MS);
    },
    state() {
      const now = clock.now();
      return {
        now: formatInstant(now),
        machine: formatInstant(machine()),
        aheadS: Math.round(clock.aheadMs() / 1000),
        synchronised,
        faults: kept?.history.list(LISTED) ?? [],
      };
    },
    notices,
    acknowledge(id, who) {
      const fault = standing().find((one) => idOf(one) === id && one.acknowledgedBy === null);
      if (!fault) return false;
      write((history) => {
        history.acknowledge(fault.n, who);
        if (fault.kind === 'set_back' || fault.kind === 'set_forward') history.end(fault.kind, machine());
      });
      if (fault.kind === 'set_back' || fault.kind === 'set_forward') {
        clock.accept();
        reach(clock.now());
      }
      changed();
      return true;
    },
    aheadS: () => clock.aheadMs() / 1000,
    synchronised: () => synchronised,
    onChange: (listener) => void listeners.push(listener),
    look,
    stop() {
      clearInterval(timer);
      if (kept) reach(clock.now());
      kept = null;
    },
  };
}

const SENTENCES: Record<Step['kind'], string> = {
  set_back: 'the clock of the machine was set back; the time of the engine goes on',
  set_forward: 'the clock of the machine jumped ahead, or the machine had been asleep',
  undone: 'the clock of the machine is back where it was before it jumped ahead',
  caught_up: 'the clock of the machine has caught up with the time of the engine',
};

/** The latest instant the last engine is known to have been at; long ago when the store says nothing. */
function reachedBefore(db: WritableDB): Instant {
  const own = db.prepare<[], number>('SELECT reached FROM timekeeping').pluck().get();
  if (own !== undefined) return own;
  const heard = 'SELECT MAX(COALESCE(MAX(heard_at), 0), COALESCE(MAX(delivered_at), 0)) FROM source';
  return db.prepare<[], number>(heard).pluck().get() ?? 0;
}

function idOf({ kind, n }: StandingFault): string {
  return `clock-${kind}-${n}`;
}

function noticeOf(fault: StandingFault): Notice {
  return {
    id: idOf(fault),
    code: `clock_${fault.kind}`,
    since: formatInstant(fault.at),
    acknowledgeable: true,
    backupAt: null,
    setAside: null,
    seconds: fault.byMs === null ? null : Math.round(fault.byMs / 1000),
    source: fault.source,
  };
}
