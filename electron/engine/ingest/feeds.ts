import { type Instant, yearOf } from '../../contract/calendar.ts';
import type { WritableDB } from '../store/index.ts';

/** Which units are fed by cases in which years, and since when a unit has officers, receipts, decisions of its own. */
export interface Feeds {
  fedByCases(unit: number, year: number): boolean;
  /** Counts a case version in (1) or out (−1); says whether it is now the first (`begins`), or was the last (`ends`). */
  count(unit: number, at: Instant, by: 1 | -1): 'begins' | 'ends' | null;
  noteEvent(unit: number, type: 'officer' | 'receipt' | 'decision', at: Instant): void;
  /** Writes what was counted, at the end of the transaction. */
  save(): void;
  /** Reads the first instant of a unit's events of a type anew, after one was replaced. */
  forgetEvent(unit: number, type: 'officer' | 'receipt' | 'decision'): void;
  reset(): void;
}

export function createFeeds(db: WritableDB): Feeds {
  const all = db.prepare<[], { unit: number; year: number; versions: number }>('SELECT * FROM case_feed');
  const set = db.prepare('INSERT OR REPLACE INTO case_feed (unit, year, versions) VALUES (?, ?, ?)');
  const firsts = db.prepare<[], { unit: number; type: string; at: Instant }>('SELECT * FROM first_event');
  const setFirst = db.prepare('INSERT OR REPLACE INTO first_event (unit, type, at) VALUES (?, ?, ?)');
  const removeFirst = db.prepare('DELETE FROM first_event WHERE unit = ? AND type = ?');
  let counts: Map<string, number> | undefined;
  let first: Map<string, Instant> | undefined;
  const unsaved = new Map<string, [number, number]>();
  const countOf = () => (counts ??= new Map(all.all().map((r) => [`${r.unit}/${r.year}`, r.versions])));
  const firstOf = () => (first ??= new Map(firsts.all().map((r) => [`${r.unit}/${r.type}`, r.at])));

  return {
    fedByCases: (unit, year) => (countOf().get(`${unit}/${year}`) ?? 0) > 0,
    count(unit, at, by) {
      const year = yearOf(at);
      const before = countOf().get(`${unit}/${year}`) ?? 0;
      const after = before + by;
      countOf().set(`${unit}/${year}`, after);
      unsaved.set(`${unit}/${year}`, [unit, year]);
      return before === 0 ? 'begins' : after === 0 ? 'ends' : null;
    },
    noteEvent(unit, type, at) {
      const known = firstOf().get(`${unit}/${type}`);
      if (known !== undefined && known <= at) return;
      firstOf().set(`${unit}/${type}`, at);
      setFirst.run(unit, type, at);
    },
    forgetEvent(unit, type) {
      const earliest = db
        .prepare<[number], number | null>(`SELECT MIN(at) FROM ${type}_version WHERE unit = ?`)
        .pluck()
        .get(unit);
      firstOf().delete(`${unit}/${type}`);
      removeFirst.run(unit, type);
      if (typeof earliest === 'number') this.noteEvent(unit, type, earliest);
    },
    save() {
      for (const [id, [unit, year]] of unsaved) set.run(unit, year, countOf().get(id) ?? 0);
      unsaved.clear();
    },
    reset() {
      unsaved.clear();
      counts = undefined;
      first = undefined;
    },
  };
}
