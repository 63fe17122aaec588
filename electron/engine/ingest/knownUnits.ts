import type { Instant } from '../../contract/calendar.ts';
import type { WritableDB } from '../store/index.ts';
import { stateAt, timeline } from '../measures/index.ts';
import type { VersionTable } from './versionTable.ts';
import type { VersionRow } from './versionTable.ts';

/** Which units are known, under which number the cube speaks of them, and who is above whom. */
export interface KnownUnits {
  numberOf(key: string): number | undefined;
  /** Makes a unit known; says its number. */
  learn(key: string, source: number): number;
  /** Whether a unit would be its own ancestor at some instant if it had these versions. */
  wouldCycle(key: string, versions: readonly VersionRow[]): boolean;
  /** Forgets what was learned in a transaction that was rolled back. */
  reset(): void;
}

export function createKnownUnits(db: WritableDB, table: VersionTable<VersionRow>): KnownUnits {
  const all = db.prepare<[], { n: number; key: string }>('SELECT n, key FROM unit');
  const insert = db.prepare('INSERT INTO unit (key, source) VALUES (?, ?)');
  let numbers: Map<string, number> | undefined;
  const known = () => (numbers ??= new Map(all.all().map(({ key, n }) => [key, n])));

  return {
    numberOf: (key) => known().get(key),
    learn(key, source) {
      const n = Number(insert.run(key, source).lastInsertRowid);
      known().set(key, n);
      return n;
    },
    wouldCycle(key, versions) {
      const histories = new Map([[key, timeline(versions)]]);
      const historyOf = (unit: string) => {
        let history = histories.get(unit);
        if (!history) histories.set(unit, (history = timeline(table.of(unit))));
        return history;
      };
      // A cycle through the unit can only begin when a unit of the chain changes its parent.
      const instants = new Set<Instant>();
      const seen = new Set<string>();
      const open = [key];
      for (let unit = open.pop(); unit !== undefined; unit = open.pop()) {
        if (seen.has(unit)) continue;
        seen.add(unit);
        for (const { from, state } of historyOf(unit)) {
          instants.add(from);
          if (typeof state.parent === 'string') open.push(state.parent);
        }
      }
      for (const at of instants) {
        const passed = new Set<string>();
        for (let unit: unknown = key; typeof unit === 'string' && !passed.has(unit); ) {
          passed.add(unit);
          unit = stateAt(historyOf(unit), at)?.parent;
          if (unit === key) return true;
        }
      }
      return false;
    },
    reset() {
      numbers = undefined;
    },
  };
}
