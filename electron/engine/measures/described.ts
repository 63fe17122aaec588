import type { CaseFilter, Dimension } from '../../contract/breakdown.ts';
import type { KeptCase } from '../store/index.ts';
import { bandOf } from './dimensions.ts';
import type { Enforcers } from './enforcers.ts';
import type { EntityReader, Found, FoundType } from './entityReader.ts';

/** What something can be broken down by; `null` is none. */
export type Description = Record<Dimension, string | null>;

/** Whether something has the values of a filter; `officer: ''` is "no enforcer". */
export function passes(described: Description, filter: CaseFilter): boolean {
  return (
    (filter.officer === undefined || filter.officer === (described.officer ?? '')) &&
    (filter.category === undefined || filter.category === described.category) &&
    (filter.initiation === undefined || filter.initiation === described.initiation) &&
    (filter.band === undefined || filter.band === described.band)
  );
}

/** Dimensions that a question needs to know of each thing. */
export function neededFor(by: readonly Dimension[], filter: CaseFilter): ReadonlySet<Dimension> {
  const filtered = (['officer', 'category', 'initiation', 'band'] as const).filter(
    (dimension) => filter[dimension] !== undefined,
  );
  return new Set([...by, ...filtered]);
}

export type Describe = { [T in FoundType]: (found: Found[T]) => Description };

/**
 * What can be broken down by what: unit and enforcer by the thing's own fields, the rest by the case it names as that
 * stands. An enforcer is himself; a decision has the enforcer of its case.
 * @param needed dimensions beside the unit that matter; the others may be left `null`
 */
export function createDescribe(parts: {
  reader: EntityReader;
  enforcers: Enforcers;
  unitKey: (n: number) => string;
  needed: ReadonlySet<Dimension>;
}): Describe {
  const { reader, enforcers, unitKey, needed } = parts;
  const sortNeeded = needed.has('category') || needed.has('initiation') || needed.has('band');

  function sortOf(about: KeptCase | undefined): Pick<Description, 'category' | 'initiation' | 'band'> {
    if (!about) return { category: null, initiation: null, band: null };
    return { category: about.category, initiation: about.initiation, band: bandOf(about.due) };
  }
  function caseOf(key: string | null, isNeeded: boolean): KeptCase | undefined {
    return key !== null && isNeeded ? reader.caseNamed(key) : undefined;
  }

  return {
    case: ({ state }) => ({
      unit: unitKey(state.unit),
      officer: enforcers.keyOf(state.officer),
      ...sortOf(state),
    }),
    officer: ({ key, state }) => ({ unit: unitKey(state.unit), officer: key, ...sortOf(undefined) }),
    receipt: ({ state }) => ({
      unit: unitKey(state.unit),
      officer: state.officer,
      ...sortOf(caseOf(state.case, sortNeeded)),
    }),
    decision({ state }) {
      const about = caseOf(state.case, sortNeeded || needed.has('officer'));
      const officer = about ? enforcers.keyOf(about.officer) : null;
      return { unit: unitKey(state.unit), officer, ...sortOf(about) };
    },
  };
}
