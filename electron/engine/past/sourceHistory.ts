/** How the sources stood at any past minute: written down when their state changes, and from time to time their counts. */
import type { SourceHealth } from '../../contract/answers.ts';
import { sourceHealth } from '../../contract/answers.ts';
import { formatInstant, type Instant, parseInstant } from '../../contract/calendar.ts';
import { z } from 'zod';
import type { WritableDB } from '../store/index.ts';

const LOOK_MS = 1_000;
/** Counts that grow are written down this often; a change of state at once. */
const COUNTS_MS = 60 * 60_000;
const KEPT = z.array(sourceHealth);

export interface SourceHistory {
  /** Writes down how the sources stand, where that says something new. Called every second from `start` on. */
  look(): void;
  /** The sources as they stood at an instant; `null` where that was not written down. */
  at(at: Instant): SourceHealth[] | null;
  start(): void;
  stop(): void;
}

export interface SourceHistoryOptions {
  db: WritableDB;
  now: () => Instant;
  sources: () => SourceHealth[];
  failed: (error: unknown) => void;
}

export function createSourceHistory({ db, now, sources, failed }: SourceHistoryOptions): SourceHistory {
  const insert = db.prepare('INSERT OR REPLACE INTO source_history (at, sources) VALUES (?, ?)');
  const entryAt = db.prepare<[Instant], { at: Instant; sources: string }>(
    'SELECT at, sources FROM source_history WHERE at <= ? ORDER BY at DESC LIMIT 1',
  );
  let told = '';
  let counted = '';
  let writtenAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    try {
      const at = now();
      const list = sources();
      const standing = JSON.stringify(list.map(standingOf));
      const counts = JSON.stringify(list.map(countsOf));
      if (standing === told && (counts === counted || at - writtenAt < COUNTS_MS)) return;
      insert.run(at, JSON.stringify(list));
      [told, counted, writtenAt] = [standing, counts, at];
    } catch (error) {
      // A wall goes on without its history, as on a full disk.
      failed(error);
    }
  }

  return {
    look,
    at(at) {
      const entry = entryAt.get(at);
      if (entry === undefined) return null;
      // One of an older version may not fit today's schema: then nothing is known of that time.
      const kept = KEPT.safeParse(JSON.parse(entry.sources)).data;
      return kept?.map((source) => standingAt(source, at)) ?? null;
    },
    start() {
      look();
      timer ??= setInterval(look, LOOK_MS);
    },
    stop: () => clearInterval(timer),
  };
}

/** What of a source is written down as soon as it changes: also that it has caught up, after which its figures mean something. */
function standingOf({ id, name, nature, state, due, behind }: SourceHealth) {
  return [id, name, nature, state, due, (behind ?? 0) > 0];
}

function countsOf({ id, lastSeq, lastEventAt, counts }: SourceHealth) {
  return [id, lastSeq, lastEventAt, counts];
}

/** A source on time had been heard a moment before, whenever that was written down; of any other the age grew. */
function standingAt(source: SourceHealth, at: Instant): SourceHealth {
  const heard = source.heardAt === null ? null : parseInstant(source.heardAt);
  if (heard === null) return source;
  const heardAt = source.state === 'on_time' && source.kind !== 'push' ? at : Math.min(heard, at);
  return { ...source, heardAt: formatInstant(heardAt), ageS: (at - heardAt) / 1000 };
}
