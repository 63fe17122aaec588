/** Connects the engine to the programs that have the figures: feeds, folders, databases, brokers. */
import type { Instant } from '../../contract/calendar.ts';
import type { NewSource } from '../../contract/sources.ts';
import type { Connector, Item, Line } from '../ingest/index.ts';
import type { WritableDB } from '../store/index.ts';
import { mappingsOf, start } from './kinds.ts';
import { reasonOf } from './loop.ts';
import { itemsOfPiece } from './pieces.ts';
import { createSecretStore, type SecretStore } from './secrets.ts';

export { connectRoutes } from './connectRoutes.ts';
export type { CellValue } from './files/table.ts';
export { Unreadable } from './files/unreadable.ts';
export type { SheetRows } from './files/workbook.ts';
export { sheetsIn } from './files/xlsx.ts';

export interface Connections extends Connector {
  readonly secrets: SecretStore;
}

/** @param parts.dataDir folder of the key that the sources' secrets are sealed with */
export function createConnections(parts: {
  db: WritableDB;
  dataDir: string;
  now: () => Instant;
}): Connections {
  const { db, dataDir, now } = parts;
  const secrets = createSecretStore(db, dataDir);
  return {
    secrets,
    connect(feed) {
      const { source } = feed;
      try {
        const settings: NewSource = { ...source.settings, ...secrets.of(source.id) };
        return start(settings, feed, now);
      } catch (error) {
        feed.failed(reasonOf(error));
        return null;
      }
    },
    read: (source, line) => readAlone(line, source.settings, now()),
  };
}

/** A line that is read by itself must become one event, or be refused. */
function readAlone(line: Line, settings: NewSource, now: Instant): Item {
  const items = itemsOfPiece({ place: 'The line', line }, mappingsOf(settings), now);
  const refused = items.find((item) => 'refusal' in item);
  const [only] = items;
  if (refused) return refused;
  if (only && items.length === 1) return only;
  const detail =
    items.length === 0
      ? 'No mapping of the source concerns this row: correct the columns its conditions name.'
      : 'The row becomes several events: write the one that is wanted as an event.';
  return { line, seq: null, refusal: { reason: 'unmapped', field: null, detail } };
}
