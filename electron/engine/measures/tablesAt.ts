import { type Instant, yearEnd, yearOf, yearStart } from '../../contract/calendar.ts';
import type { ReadableDB } from '../store/index.ts';
import type { Aggregates, OwnEvents } from './aggregates.ts';
import type { CubeReader, Sums } from './cubeReader.ts';
import { notThere, QuestionError } from './question.ts';
import { addTables, emptyTables, type Tables, tablesOf } from './tables.ts';
import { subtree, type UnitTree, type UnitTrees } from './unitTree.ts';

/** A question with its year settled and its instant within that year. */
export interface Moment {
  year: number;
  at: Instant;
}

/**
 * The instant a question is about: after the end of its year it is the year's last one.
 * @throws QuestionError naming `at` if it lies before the year.
 */
export function momentOf({ year, at }: { year?: number | undefined; at: Instant }): Moment {
  const asked = year ?? yearOf(at);
  if (at < yearStart(asked))
    throw new QuestionError(
      'at',
      `at lies before statistical year ${asked}, which begins on 1 October ${asked - 1}.`,
    );
  return { year: asked, at: Math.min(at, yearEnd(asked)) };
}

/** Tables of units, each with its whole subtree. */
export interface SubtreeTables {
  (moment: Moment): TablesAt;
  /** Tables of one unit without its subtree, from the sums of its own events up to that moment. */
  own(n: number, moment: Moment, sums: Sums | undefined): Tables;
}

export interface TablesAt {
  tree: UnitTree;
  /** @throws QuestionError naming `unit` if it is not there at that instant. */
  of(unit: string): Tables;
}

/** Answers for one instant are summed once for all units and kept until something changes. */
export function createSubtreeTables(parts: {
  db: ReadableDB;
  cube: CubeReader;
  trees: () => UnitTrees;
  aggregates: () => Aggregates;
  revision: () => number;
}): SubtreeTables {
  const firstEvents = parts.db.prepare<[number], { type: string; at: Instant }>(
    'SELECT type, at FROM first_event WHERE unit = ?',
  );
  const kept = new Map<string, TablesAt>();
  let keptAt = -1;
  const KEPT_MOST = 64;

  function ownTables(n: number, moment: Moment, sums: Sums | undefined): Tables {
    const aggregates = parts.aggregates();
    const fromEvents = sums ? tablesOf(sums) : emptyTables();
    if (!aggregates.feeds(n, moment.year)) return fromEvents;
    return aggregates.tables(n, moment.year, moment.at, () => ownEvents(n, moment.at, fromEvents));
  }

  function ownEvents(n: number, at: Instant, tables: Tables): OwnEvents {
    const own: OwnEvents = { cases: {}, money: {} };
    for (const first of firstEvents.all(n)) {
      if (first.at > at) continue;
      if (first.type === 'officer') own.cases.N = tables.cases.N ?? 0n;
      if (first.type === 'receipt') {
        own.cases.Q = tables.cases.Q ?? 0n;
        own.money.Q = tables.money.Q ?? 0n;
      }
      if (first.type === 'decision') {
        own.cases.U = tables.cases.U ?? 0n;
        own.cases.X = tables.cases.X ?? 0n;
      }
    }
    return own;
  }

  function sum(moment: Moment): TablesAt {
    const tree = parts.trees().at(moment.at);
    const cells = parts.cube.at(moment.year, moment.at);
    const own = new Map<string, Tables>();
    const found = new Map<string, Tables>();
    for (const [key, unit] of tree) own.set(key, ownTables(unit.n, moment, cells.get(unit.n)));
    return {
      tree,
      of(unit) {
        const known = found.get(unit);
        if (known) return known;
        if (!tree.has(unit)) throw notThere(unit);
        const [first, ...below] = subtree(tree, unit).map(({ node }) => own.get(node.unit) ?? emptyTables());
        let total = first ?? emptyTables();
        if (below.length > 0) {
          const parts = [total, ...below];
          total = emptyTables();
          for (const part of parts) addTables(total, part);
        }
        found.set(unit, total);
        return total;
      },
    };
  }

  function tablesAt(moment: Moment): TablesAt {
    if (keptAt !== parts.revision()) {
      kept.clear();
      keptAt = parts.revision();
    }
    const id = `${moment.year}/${moment.at}`;
    let tables = kept.get(id);
    if (!tables) {
      tables = sum(moment);
      if (kept.size >= KEPT_MOST) kept.delete(kept.keys().next().value as string);
      kept.set(id, tables);
    }
    return tables;
  }
  return Object.assign(tablesAt, { own: ownTables });
}
