import { DAY_MS, dayStart, type Instant } from '../../contract/calendar.ts';
import type { Nature, UnitNode } from '../../contract/answers.ts';
import type { UnitLevel } from '../../contract/events.ts';
import type { ReadableDB } from '../store/index.ts';
import { type Segment, stateAt, timeline, type Version } from './timeline.ts';

interface UnitVersion extends Version {
  n: number;
  key: string;
  name: string;
  parent: string | null;
  level: UnitLevel;
  lat: number | null;
  lon: number | null;
  from: string | null;
  to: string | null;
  nature: Nature;
}

/** A unit in the tree of one instant. */
export interface TreeUnit {
  n: number;
  node: UnitNode;
  /** Whether it may be chosen and shown: its own `from` and `to`. */
  shown: boolean;
  children: string[];
}

/** The organisation at one instant; the same object for every instant between two changes. */
export type UnitTree = ReadonlyMap<string, TreeUnit>;

export interface UnitTrees {
  at(at: Instant): UnitTree;
  /** Key of a unit by its number, whenever it was there. */
  keyOf(n: number): string | undefined;
  /** Name of a unit at an instant, `null` if it is not there. */
  nameAt(key: string, at: Instant): string | null;
}

/** Reads every version of every unit once (there are hundreds, not millions). */
export function loadUnitTrees(db: ReadableDB): UnitTrees {
  const rows = db
    .prepare<[], UnitVersion>(
      `SELECT unit.n, unit_version.*, source.nature FROM unit_version
       JOIN unit USING (key) JOIN source ON source.n = unit.source`,
    )
    .all();
  const versions = Map.groupBy(rows, (row) => row.key);
  const units = new Map<string, Segment<UnitVersion>[]>();
  const keys = new Map<number, string>();
  const instants = new Set<Instant>();
  for (const [key, its] of versions) {
    const segments = timeline(its);
    units.set(key, segments);
    for (const row of its) keys.set(row.n, key);
    for (const { from, state } of segments) {
      instants.add(from);
      if (state.from !== null) instants.add(dayStart(state.from));
      if (state.to !== null) instants.add(dayStart(state.to) + DAY_MS);
    }
  }
  const breakpoints = [...instants].sort((a, b) => a - b);
  const trees = new Map<number, UnitTree>();

  return {
    at(at) {
      const interval = countUpTo(breakpoints, at);
      let tree = trees.get(interval);
      if (!tree) trees.set(interval, (tree = treeAt(units, at)));
      return tree;
    },
    keyOf: (n) => keys.get(n),
    nameAt: (key, at) => stateAt(units.get(key) ?? [], at)?.name ?? null,
  };
}

/** The unit and everything below it. */
export function subtree(tree: UnitTree, root: string): TreeUnit[] {
  const found: TreeUnit[] = [];
  const open = [root];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const unit = tree.get(key);
    if (!unit) continue;
    found.push(unit);
    for (let i = unit.children.length - 1; i >= 0; i--) open.push(unit.children[i] as string);
  }
  return found;
}

function treeAt(units: ReadonlyMap<string, Segment<UnitVersion>[]>, at: Instant): UnitTree {
  const tree = new Map<string, TreeUnit>();
  for (const [key, segments] of units) {
    const state = stateAt(segments, at);
    if (!state) continue;
    const { name, parent, level, lat, lon, nature } = state;
    const begun = state.from === null || dayStart(state.from) <= at;
    const over = state.to !== null && dayStart(state.to) + DAY_MS <= at;
    tree.set(key, {
      n: state.n,
      node: { unit: key, name, parent, level, lat, lon, nature },
      shown: begun && !over,
      children: [],
    });
  }
  for (const [key, { node }] of tree) if (node.parent !== null) tree.get(node.parent)?.children.push(key);
  for (const { children } of tree.values()) children.sort(byNaturalOrder);
  return tree;
}

/** HCM-KV2 before HCM-KV10. */
function byNaturalOrder(a: string, b: string): number {
  return a.localeCompare(b, 'vi', { numeric: true });
}

/** How many of the ascending numbers are ≤ `limit`. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
