/** Tables of measures read on a connection of one's own: for whoever works beside the engine, in a thread. */
import { type Instant, yearOf } from '../../contract/calendar.ts';
import type { Quantity } from '../../contract/indicators.ts';
import type { ReadableDB } from '../store/index.ts';
import { loadAggregates } from './aggregates.ts';
import { createCubeReader } from './cubeReader.ts';
import { createSubtreeTables } from './tablesAt.ts';
import { loadUnitTrees } from './unitTree.ts';

export interface TableReader {
  /** Units there at an instant, be they shown or not. */
  units(at: Instant): string[];
  /** A quantity of every unit there at an instant, each with its subtree; `null` where it is unknown. */
  at(at: Instant): (unit: string, quantity: Quantity) => bigint | null | undefined;
}

/** What the database says now; made anew it says what it says then. */
export function createTableReader(db: ReadableDB): TableReader {
  const trees = loadUnitTrees(db);
  const aggregates = loadAggregates(db);
  const tables = createSubtreeTables({
    db,
    cube: createCubeReader(db, () => 0),
    trees: () => trees,
    aggregates: () => aggregates,
    revision: () => 0,
  });
  return {
    units: (at) => [...trees.at(at).keys()],
    at(at) {
      const { tree, of } = tables({ year: yearOf(at), at });
      return (unit, { of: table, letter }) => {
        if (!tree.has(unit)) return undefined;
        const found = of(unit);
        return table === 'cases' ? found.cases[letter] : found.money[letter];
      };
    },
  };
}
