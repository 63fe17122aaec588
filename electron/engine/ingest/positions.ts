import type { WritableDB } from '../store/index.ts';
import type { Reached } from './connection.ts';

/** How far each part of each source has been read. */
export interface Positions {
  of(source: number): Map<string, string>;
  /** Notes a position; called within the transaction that takes the page in. */
  note(source: number, reached: Reached): void;
}

export function createPositions(db: WritableDB): Positions {
  const all = db.prepare<[number], { part: string; position: string }>(
    'SELECT part, position FROM source_position WHERE source = ? ORDER BY part',
  );
  const set = db.prepare('INSERT OR REPLACE INTO source_position (source, part, position) VALUES (?, ?, ?)');
  const forget = db.prepare('DELETE FROM source_position WHERE source = ? AND part = ?');
  return {
    of: (source) => new Map(all.all(source).map(({ part, position }) => [part, position])),
    note(source, { part, position }) {
      if (position === null) forget.run(source, part);
      else set.run(source, part, position);
    },
  };
}
