/** What the room looks at on a map: a region, or a part of it, until a time or until somebody ends it. */
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { MapFocus, mapFocusRequest } from '../../contract/maps.ts';
import type { z } from 'zod';
import type { WritableDB } from '../store/index.ts';

const MINUTE_MS = 60_000;
export type FocusWanted = z.infer<typeof mapFocusRequest>;
/** What stood before and stands now, for the audit trail. */
type Also = (before: MapFocus | null, after: MapFocus | null) => void;

export interface Focuses {
  /** Of the map of a unit, at an instant; same object while that stays. */
  at(root: string, at: Instant): MapFocus | null;
  /** @param also told what is written, in the transaction that writes it */
  look(wanted: FocusWanted, by: string, also: Also): MapFocus;
  /** Nothing happens where nothing is looked at. */
  end(root: string, also: Also): void;
}

interface Row {
  root: string;
  region: string;
  part: string | null;
  by: string;
  since: Instant;
  until: Instant;
}

export function createFocuses(db: WritableDB, now: () => Instant, changed: () => void): Focuses {
  const kept = (root: string): Row | undefined =>
    db
      .prepare<[string], Row>('SELECT root, region, part, by, since, until FROM map_focus WHERE root = ?')
      .get(root);
  const standing = (root: string): MapFocus | null => {
    const row = kept(root);
    return row && row.until > now() ? focusOf(row) : null;
  };
  return {
    at(root, at) {
      const row = kept(root);
      return row && row.since <= at && row.until > at ? focusOf(row) : null;
    },
    look({ root, region, part, minutes }, by, also) {
      const since = now();
      const row: Row = { root, region, part, by, since, until: since + minutes * MINUTE_MS };
      db.transaction(() => {
        const before = standing(root);
        db.prepare(
          `INSERT OR REPLACE INTO map_focus (root, region, part, by, since, until)
           VALUES (@root, @region, @part, @by, @since, @until)`,
        ).run(row);
        also(before, focusOf(row));
      })();
      changed();
      return focusOf(row);
    },
    end(root, also) {
      db.transaction(() => {
        const before = standing(root);
        db.prepare('DELETE FROM map_focus WHERE root = ?').run(root);
        if (before) also(before, null);
      })();
      changed();
    },
  };
}

function focusOf({ since, until, ...row }: Row): MapFocus {
  return { ...row, since: formatInstant(since), until: formatInstant(until) };
}
