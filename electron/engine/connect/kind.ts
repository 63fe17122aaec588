/** What a kind of source must be able to do. */
import type { Instant } from '../../contract/calendar.ts';
import type { NewSource, SourceOf } from '../../contract/sources.ts';
import type { Connection, Feed } from '../ingest/index.ts';
import type { Piece } from './pieces.ts';

export type Kind = NewSource['kind'];

export interface Reach<K extends Kind> {
  /** With its secrets. */
  settings: SourceOf<K>;
  feed: Feed;
  now: () => Instant;
}

/** How sources of a kind are read. */
export interface SourceKind<K extends Kind> {
  /** Reads on from the source's position until stopped. */
  start(reach: Reach<K>): Connection;
  /** Reads the first pieces without keeping anything; throws if the source cannot be reached or read. */
  peek(settings: SourceOf<K>, limit: number, signal: AbortSignal): AsyncIterable<Piece>;
}
