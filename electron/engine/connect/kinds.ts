/** Every kind of source that is read by the engine. */
import type { Instant } from '../../contract/calendar.ts';
import type { Mapping } from '../../contract/mapping.ts';
import type { NewSource } from '../../contract/sources.ts';
import type { Connection, Feed } from '../ingest/index.ts';
import { filesKind } from './files/files.ts';
import { mqttKind } from './mqtt/mqtt.ts';
import type { Piece } from './pieces.ts';
import { pullKind } from './pull/pull.ts';
import { sqlKind } from './sql/sql.ts';

/** Begins to read a source; `null` for one that feeds itself. */
export function start(settings: NewSource, feed: Feed, now: () => Instant): Connection | null {
  switch (settings.kind) {
    case 'push':
      return null;
    case 'pull':
      return pullKind.start({ settings, feed, now });
    case 'files':
      return filesKind.start({ settings, feed, now });
    case 'sql':
      return sqlKind.start({ settings, feed, now });
    case 'mqtt':
      return mqttKind.start({ settings, feed, now });
  }
}

/** The first pieces of a source; `null` for one that feeds itself. */
export function peek(settings: NewSource, limit: number, signal: AbortSignal): AsyncIterable<Piece> | null {
  switch (settings.kind) {
    case 'push':
      return null;
    case 'pull':
      return pullKind.peek(settings, limit, signal);
    case 'files':
      return filesKind.peek(settings, limit, signal);
    case 'sql':
      return sqlKind.peek(settings, limit, signal);
    case 'mqtt':
      return mqttKind.peek(settings, limit, signal);
  }
}

export function mappingsOf(settings: NewSource): readonly Mapping[] | undefined {
  return settings.kind === 'push' ? undefined : settings.mappings;
}

/** The secrets that a kind of source may have. */
export function secretsOfKind(kind: NewSource['kind']): readonly ('password' | 'authorization')[] {
  if (kind === 'pull') return ['authorization'];
  return kind === 'sql' || kind === 'mqtt' ? ['password'] : [];
}
