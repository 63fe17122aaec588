/** What stands between the engine and a source of whatever kind: the one narrow place where they meet. */
import type { Line } from './lines.ts';
import type { Reading } from './reading.ts';
import type { Tally } from './batch.ts';
import type { Source } from './sources.ts';

/** An entity as a source shows it, without a version of its own: the engine counts how often its content changed. */
export interface CountedRow {
  /** What the row came as, for quarantine. */
  line: Line;
  seq: number | null;
  /** Names the entity within the source. */
  key: string;
  /** Recognises the same content again. */
  digest: Buffer;
  /** The row as the given version (from 1) of its entity. */
  versioned(v: number): Reading;
}

/** One thing read from a source. */
export type Item = Reading | CountedRow;

/** Where to go on after a page; kept in the transaction that takes the page in. */
export interface Reached {
  /** The part of the source that was read, such as a file of a folder; '' where there are no parts. */
  part: string;
  /** Opaque to the engine; `null` forgets the part. */
  position: string | null;
}

/** What a connection may know of its source and do for it. */
export interface Feed {
  readonly source: Source;
  /** Highest `seq` taken in. */
  lastSeq(): number;
  /** Position of every part that has one. */
  positions(): Map<string, string>;
  /** Takes a page in, durably, before it returns; throws, with nothing changed, if the store cannot. */
  take(items: readonly Item[], reached?: Reached): Tally;
  /**
   * The source gave a sign of life; how many events it says it has beyond what was taken, and its clock
   * minus ours (ms), where it says so.
   */
  heard(behind: number | null, clockOffMs?: number): void;
  /** An attempt failed; one sentence, without secrets. */
  failed(sentence: string): void;
}

/** A source that is being read. */
export interface Connection {
  /** Ends the reading; resolves when what was under way has been dropped or taken. */
  stop(): Promise<void>;
}

/** How sources are read; kinds that feed themselves have no connection. */
export interface Connector {
  connect(feed: Feed): Connection | null;
  /** Reads a line of a source that is in quarantine again, as the source's own settings say. */
  read(source: Source, line: Line): Item;
}
