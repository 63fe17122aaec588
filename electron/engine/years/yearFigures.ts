/** Everything that a year is signed for, as it is known now. */
import { type Instant, yearEnd } from '../../contract/calendar.ts';
import type { Indicator } from '../../contract/indicators.ts';
import type { ClosedUnit } from '../../contract/years.ts';
import type { Measures } from '../measures/index.ts';
import { loadUnitTrees } from '../measures/unitTree.ts';
import type { ReadableDB } from '../store/index.ts';
import { loadTargets } from '../targets/index.ts';
import { canonicalText, digestOf } from './canonical.ts';

export interface YearFigures {
  at: Instant;
  catalogue: Indicator[];
  /** Every unit of the organisation at that instant, parents before their children. */
  units: ClosedUnit[];
  /** Digest of the catalogue and the units. */
  digest: string;
}

/** The figures of a year at its last instant. Read in one turn: nothing is stored in between. */
export function readYear(db: ReadableDB, measures: Measures, year: number): YearFigures {
  const at = yearEnd(year);
  const catalogue = measures.catalogue();
  const indicators = catalogue.map(({ key }) => key);
  const targets = loadTargets(db);
  const nodes = fromTheTop([...loadUnitTrees(db).at(at).values()].map(({ node }) => node));
  const values = measures.valuesOfUnits({ units: nodes.map(({ unit }) => unit), year, at, indicators });

  const units = nodes.map(({ unit, name, parent, level, nature }): ClosedUnit => {
    const { cases, money } = measures.measures({ unit, year, at });
    const found = values[unit] ?? {};
    const its: ClosedUnit = { unit, name, parent, level, nature, cases, money, indicators: {}, targets: {} };
    for (const indicator of catalogue) {
      const value = found[indicator.key]?.value ?? null;
      its.indicators[indicator.key] = value;
      const target = targets.standing({ indicator, unit, year, at, value });
      if (target) its.targets[indicator.key] = { value: target.year, status: target.status };
    }
    return its;
  });
  return { at, catalogue, units, digest: figuresDigest(catalogue, units.map(canonicalText)) };
}

/** Digest of what is signed, without who signs it. */
export function figuresDigest(catalogue: readonly Indicator[], unitTexts: readonly string[]): string {
  return digestOf([canonicalText(catalogue), ...unitTexts]);
}

/** Parents before children, otherwise as they come; a unit whose parent is not there counts as a top. */
function fromTheTop<N extends { unit: string; parent: string | null }>(nodes: readonly N[]): N[] {
  const known = new Set(nodes.map(({ unit }) => unit));
  const below = Map.groupBy(nodes, ({ parent }) => (parent !== null && known.has(parent) ? parent : null));
  const ordered: N[] = [];
  const open = [...(below.get(null) ?? [])].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    ordered.push(node);
    open.push(...[...(below.get(node.unit) ?? [])].reverse());
  }
  return ordered;
}
