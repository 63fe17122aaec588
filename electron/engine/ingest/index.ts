/** Takes events in: from whoever pushes them and from sources that are asked. */
import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyPluginCallback } from 'fastify';
import type { SourceHealth } from '../../contract/answers.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { NewSource, PushAnswer, QuarantineAnswer, QuarantineEntry } from '../../contract/sources.ts';
import type { Measures } from '../measures/index.ts';
import type { Store } from '../store/index.ts';
import { createTakeBatch, type TakeBatch, type Tally } from './batch.ts';
import { type Line, linesOf } from './lines.ts';
import { type Pull, startPull } from './pull.ts';
import { createQuarantine } from './quarantine.ts';
import { type Reading, type Refusal, readLine } from './reading.ts';
import { sourceRoutes } from './sourceRoutes.ts';
import { createSources, type Source } from './sources.ts';

export type { TakeBatch } from './batch.ts';
export { contentDigest } from './contentDigest.ts';
export { changingTypes } from './entities.ts';

export interface Ingest {
  has(id: string): boolean;
  list(): SourceHealth[];
  /** Calls the listener after figures or the sources' health changed. */
  onChange(listener: () => void): void;
  /** Adds a source and, if it is one to be asked, begins to ask it; `false` if the id is taken. */
  add(settings: NewSource): boolean;
  /** Adds a source or gives it new settings, and lets it run. */
  settle(settings: NewSource): void;
  pause(id: string): Promise<void>;
  /** Takes a body of lines of a registered source in; resolves when all of it is durable. */
  push(id: string, body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<PushAnswer>;
  quarantine(id: string, after: string | null, limit: number): QuarantineAnswer | null;
  /** Reads a quarantined line again, as it came or corrected; it stays listed as resolved when it is taken in. */
  replay(id: string, n: number, line?: string): QuarantineEntry | { refusal: Refusal } | 'unknown';
  routes: readonly (FastifyPluginCallback | FastifyPluginAsync)[];
  /** Begins to ask every pull source that is not paused. */
  start(): void;
  stop(): Promise<void>;
}

/** Lines in one transaction: enough to make the commit cheap, few enough to let readers in between. */
const BATCH_LINES = 2000;
/** Bytes of lines kept before they are taken in, so that a body of long lines does not fill the memory. */
const BATCH_BYTES = 8 * 1024 * 1024;

/** @param parts.around stands before the store: may refuse a batch, and measures it */
export function createIngest(parts: {
  store: Store;
  measures: Measures;
  now: () => Instant;
  around?: (take: TakeBatch) => TakeBatch;
}): Ingest {
  const { store, measures, now } = parts;
  const quarantine = createQuarantine(store.db);
  const sources = createSources(store.db, quarantine);
  const takeDirectly = createTakeBatch(store, quarantine, measures);
  const takeBatch = parts.around?.(takeDirectly) ?? takeDirectly;
  const listeners: (() => void)[] = [];
  const pulls = new Map<string, Pull>();
  const changed = () => {
    for (const listener of listeners) listener();
  };

  function take(source: Source, lines: readonly Line[], into: Tally): void {
    const at = now();
    for (let from = 0; from < lines.length; from += BATCH_LINES) {
      const readings = lines.slice(from, from + BATCH_LINES).map((line) => readLine(line, at));
      add(into, takeBatch(source, readings, at));
    }
  }

  function ask(source: Source): void {
    const { settings } = source;
    if (settings.kind !== 'pull' || source.paused || pulls.has(source.id)) return;
    const pull = startPull({
      settings,
      lastSeq: () => sources.lastSeq(source.id),
      take: (page) => take(source, page, noTally()),
      heard: (behind) => {
        sources.heard(source.id, now(), behind);
        changed();
      },
      failed: (error) => {
        sources.failed(source.id, error);
        changed();
      },
    });
    pulls.set(source.id, pull);
  }

  async function stopAsking(id: string): Promise<void> {
    await pulls.get(id)?.stop();
    pulls.delete(id);
  }

  let running = false;
  const ingest: Ingest = {
    has: (id) => sources.find(id) !== undefined,
    list: () => sources.health(now()),
    onChange: (listener) => {
      listeners.push(listener);
    },
    add(settings) {
      const added = sources.add(settings, now());
      const source = sources.find(settings.id);
      if (added && running && source) ask(source);
      return added;
    },
    settle(settings) {
      sources.settle(settings, now());
    },
    async pause(id) {
      sources.pause(id, true);
      await stopAsking(id);
    },
    async push(id, body) {
      const source = sources.find(id);
      if (!source) throw new Error(`push to source "${id}", which is not registered`);
      const tally = noTally();
      let lines: Line[] = [];
      let bytes = 0;
      for await (const line of linesOf(Readable.from(body))) {
        bytes += line.bytes.length;
        if (lines.push(line) < BATCH_LINES && bytes < BATCH_BYTES) continue;
        take(source, lines, tally);
        lines = [];
        bytes = 0;
      }
      take(source, lines, tally);
      sources.heard(id, now(), null);
      changed();
      return { ...tally, lastSeq: sources.lastSeq(id) };
    },
    quarantine(id, after, limit) {
      const source = sources.find(id);
      return source ? quarantine.page(source, after, limit) : null;
    },
    replay(id, n, corrected) {
      const source = sources.find(id);
      const original = source && quarantine.openLine(source.n, n);
      if (!source || !original) return 'unknown';
      const bytes = corrected === undefined ? original : Buffer.from(corrected);
      const reading: Reading = readLine({ bytes, length: bytes.length, whole: true }, now());
      if ('refusal' in reading) return { refusal: reading.refusal };
      const tally = takeBatch(source, [reading], now());
      if (tally.quarantined > 0) return { refusal: quarantine.lastRefusal(source.n, reading.line) };
      const entry = quarantine.resolve(source.n, n, reading.event.id, now());
      changed();
      return entry;
    },
    routes: [],
    start() {
      running = true;
      for (const source of sources.all()) ask(source);
    },
    async stop() {
      running = false;
      await Promise.all([...pulls.keys()].map(stopAsking));
    },
  };
  return { ...ingest, routes: [sourceRoutes(ingest)] };
}

function noTally(): Tally {
  return { accepted: 0, duplicates: 0, held: 0, quarantined: 0 };
}

function add(into: Tally, more: Tally): void {
  for (const what of ['accepted', 'duplicates', 'held', 'quarantined'] as const) into[what] += more[what];
}
