/** Takes events in: from whoever pushes them and from sources that are asked. */
import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyPluginCallback } from 'fastify';
import type { SourceHealth } from '../../contract/answers.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { EventLine } from '../../contract/events.ts';
import type { NewSource, PushAnswer, QuarantineAnswer, QuarantineEntry } from '../../contract/sources.ts';
import type { Measures } from '../measures/index.ts';
import type { Store } from '../store/index.ts';
import { createTakeBatch, type TakeBatch, type Tally } from './batch.ts';
import type { Connection, Connector, Feed, Item, Reached } from './connection.ts';
import { type Line, linesOf } from './lines.ts';
import { createPositions } from './positions.ts';
import { createQuarantine } from './quarantine.ts';
import { type Reading, type Refusal, readLine } from './reading.ts';
import { sourceRoutes } from './sourceRoutes.ts';
import { createSources, type Source } from './sources.ts';
import { sumIfDue } from './sumAnew.ts';

export { NotWhole, type TakeBatch, type Tally } from './batch.ts';
export type { Connection, Connector, CountedRow, Feed, Item, Reached } from './connection.ts';
export { contentDigest } from './contentDigest.ts';
export { LINE_BYTES_MOST, type Line, linesOf } from './lines.ts';
export { type Reading, type Refusal, readLine } from './reading.ts';
export type { Source } from './sources.ts';
export { type Summed, sumVersions } from './sumAnew.ts';

export interface Ingest {
  has(id: string): boolean;
  list(): SourceHealth[];
  /** Calls the listener after figures or the sources' health changed. */
  onChange(listener: () => void): void;
  /**
   * Adds a source and, if it is one to be asked, begins to ask it; `false` if the id is taken.
   * @param also what belongs to it, written in the same transaction
   */
  add(settings: NewSource, also?: () => void): boolean;
  /** Adds a source or gives it new settings, and lets it run. */
  settle(settings: NewSource): void;
  /** The source as registered, if it is. */
  find(id: string): Source | undefined;
  /** Gives a source other settings, which it is read by from now on. */
  change(settings: NewSource, also?: () => void): Promise<void>;
  /** Takes a source away; its events stay counted, its id may be registered again and goes on where it was. */
  remove(id: string): Promise<void>;
  pause(id: string): Promise<void>;
  resume(id: string): void;
  /** Position of every part of a source that has one. */
  positions(id: string): Map<string, string>;
  /** Takes a body of lines of a registered source in; resolves when all of it is durable. */
  push(id: string, body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<PushAnswer>;
  /**
   * Takes events of a registered source in, all or none.
   * @param also what belongs to it, written in the same transaction
   * @throws NotWhole, with nothing changed, if one would not be accepted
   */
  takeWhole(id: string, events: readonly EventLine[], also: () => void): void;
  quarantine(id: string, after: string | null, limit: number): QuarantineAnswer | null;
  /** Reads a quarantined line again, as it came or corrected; it stays listed as resolved when it is taken in. */
  replay(id: string, n: number, line?: string): QuarantineEntry | { refusal: Refusal } | 'unknown';
  routes: readonly (FastifyPluginCallback | FastifyPluginAsync)[];
  /** Begins to ask every source that is to be asked and is not paused. */
  start(): void;
  stop(): Promise<void>;
}

/** Lines in one transaction: enough to make the commit cheap, few enough to let readers in between. */
const BATCH_LINES = 8000;
/** Bytes of lines kept before they are taken in, so that a body of long lines does not fill the memory. */
const BATCH_BYTES = 8 * 1024 * 1024;

/**
 * @param parts.connector how sources are asked; left out, only those that feed themselves are heard
 * @param parts.around stands before the store: may refuse a batch, and measures it
 * @param parts.committed told how long each commit took, ms
 */
export function createIngest(parts: {
  store: Store;
  measures: Measures;
  now: () => Instant;
  connector?: Connector;
  around?: (take: TakeBatch) => TakeBatch;
  committed?: (ms: number) => void;
}): Ingest {
  const { store, measures, now, connector } = parts;
  sumIfDue(store.db);
  const quarantine = createQuarantine(store.db);
  const sources = createSources(store.db, quarantine);
  const positions = createPositions(store.db);
  const around = parts.around ?? ((take: TakeBatch) => take);
  const batches = createTakeBatch({
    store,
    quarantine,
    positions,
    measures,
    committed: parts.committed,
  });
  const takeBatch = around(batches.take);
  const listeners: (() => void)[] = [];
  const connections = new Map<string, Connection>();
  let running = false;
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

  /** A page is noted as reached with its last batch: whatever comes between, it is read again from its beginning. */
  function takeItems(source: Source, items: readonly Item[], reached?: Reached): Tally {
    const tally = noTally();
    const at = now();
    let from = 0;
    do {
      const end = from + BATCH_LINES;
      const last = end >= items.length;
      add(tally, takeBatch(source, items.slice(from, end), at, last ? reached : undefined));
      from = end;
    } while (from < items.length);
    sources.metered(source.id, items.length, at);
    return tally;
  }

  /** An event as the contract writes it, or a row as the source's own settings read it. */
  function readAgain(source: Source, line: Line): Item {
    const reading: Reading = readLine(line, now());
    if ('event' in reading || !connector) return reading;
    return connector.read(source, line);
  }

  function feedOf(source: Source): Feed {
    return {
      source,
      lastSeq: () => sources.lastSeq(source.id),
      positions: () => positions.of(source.n),
      take: (items, reached) => takeItems(source, items, reached),
      heard(behind, clockOffMs) {
        sources.heard(source.id, now(), behind, clockOffMs);
        changed();
      },
      failed(sentence) {
        sources.failed(source.id, sentence);
        changed();
      },
    };
  }

  function ask(id: string): void {
    const source = sources.find(id);
    if (!running || !source || source.paused || connections.has(id)) return;
    const connection = connector?.connect(feedOf(source));
    if (connection) connections.set(id, connection);
  }

  async function stopAsking(id: string): Promise<void> {
    const connection = connections.get(id);
    if (!connection) return;
    await connection.stop();
    // Unless it was asked anew meanwhile.
    if (connections.get(id) === connection) connections.delete(id);
  }

  const ingest: Ingest = {
    has: (id) => sources.find(id) !== undefined,
    list: () => sources.health(now()),
    onChange: (listener) => {
      listeners.push(listener);
    },
    add(settings, also) {
      const added = store.db.transaction(() => {
        if (!sources.add(settings, now())) return false;
        also?.();
        return true;
      })();
      if (added) ask(settings.id);
      changed();
      return added;
    },
    settle(settings) {
      sources.settle(settings, now());
    },
    find: (id) => sources.find(id),
    async change(settings, also) {
      await stopAsking(settings.id);
      store.db.transaction(() => {
        sources.change(settings);
        also?.();
      })();
      ask(settings.id);
      changed();
    },
    async remove(id) {
      sources.remove(id, now());
      await stopAsking(id);
      changed();
    },
    async pause(id) {
      sources.pause(id, true);
      await stopAsking(id);
      changed();
    },
    resume(id) {
      sources.pause(id, false);
      ask(id);
      changed();
    },
    positions(id) {
      const source = sources.find(id);
      return source ? positions.of(source.n) : new Map();
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
      sources.metered(id, linesIn(tally), now());
      sources.heard(id, now(), null);
      changed();
      return { ...tally, lastSeq: sources.lastSeq(id) };
    },
    takeWhole(id, events, also) {
      const source = sources.find(id);
      if (!source) throw new Error(`events of source "${id}", which is not registered`);
      const at = now();
      const readings = events.map((event) => readLine(lineOf(JSON.stringify(event)), at));
      around((to, _items, when) => batches.takeWhole(to, readings, when, also))(source, readings, at);
      sources.metered(id, readings.length, at);
      sources.heard(id, at, null);
      changed();
    },
    quarantine(id, after, limit) {
      const source = sources.find(id);
      return source ? quarantine.page(source, after, limit) : null;
    },
    replay(id, n, corrected) {
      const source = sources.find(id);
      const original = source && quarantine.openLine(source.n, n);
      if (!source || !original) return 'unknown';
      const line = lineOf(corrected ?? original);
      const item = readAgain(source, line);
      if ('refusal' in item) return { refusal: item.refusal };
      const tally = takeBatch(source, [item], now());
      if (tally.quarantined > 0) return { refusal: quarantine.lastRefusal(source.n, line) };
      // A row whose entity is already known to be so has become no event of its own.
      const entry = quarantine.resolve(source.n, n, 'event' in item ? item.event.id : null, now());
      changed();
      return entry;
    },
    routes: [],
    start() {
      running = true;
      for (const source of sources.all()) ask(source.id);
    },
    async stop() {
      running = false;
      await Promise.all([...connections.keys()].map(stopAsking));
    },
  };
  return { ...ingest, routes: [sourceRoutes(ingest)] };
}

function lineOf(text: string | Buffer): Line {
  const bytes = Buffer.from(text);
  return { bytes, length: bytes.length, whole: true };
}

function linesIn(tally: Tally): number {
  return tally.accepted + tally.duplicates + tally.held + tally.quarantined;
}

function noTally(): Tally {
  return { accepted: 0, duplicates: 0, held: 0, quarantined: 0 };
}

function add(into: Tally, more: Tally): void {
  for (const what of ['accepted', 'duplicates', 'held', 'quarantined'] as const) into[what] += more[what];
}
