import type { FlowsAnswer } from '../../contract/answers.ts';
import { formatInstant, type Instant, yearOf } from '../../contract/calendar.ts';
import type { ReadableDB } from '../store/index.ts';
import { momentOf } from './tablesAt.ts';
import type { Question } from './question.ts';
import { notThere } from './question.ts';
import { byKey } from './byKey.ts';
import { stateAt, timeline } from './timeline.ts';
import { subtree, type UnitTrees } from './unitTree.ts';

interface Row {
  key: string;
  v: number;
  at: Instant;
  unit: number;
  kind: string;
  to_unit: string | null;
}

/** Entrustment decisions issued in the year, by the units they join. */
export function createFlows(db: ReadableDB, trees: () => UnitTrees): (question: Question) => FlowsAnswer {
  const versions = db.prepare<[Instant], Row>(
    `SELECT key, v, at, unit, kind, to_unit FROM decision_version
     WHERE key IN (SELECT key FROM decision_version WHERE kind = 'entrustment' AND at <= ?) ORDER BY key, v`,
  );
  return ({ unit, year, at }) => {
    const moment = momentOf({ year, at });
    const tree = trees().at(moment.at);
    if (!tree.has(unit)) throw notThere(unit);
    const within = new Set(subtree(tree, unit).map((u) => u.n));
    const flows = new Map<string, FlowsAnswer['flows'][number]>();
    for (const its of byKey(versions.iterate(moment.at))) {
      const issued = its[0]?.at ?? Number.POSITIVE_INFINITY;
      const state = stateAt(timeline(its), moment.at);
      if (yearOf(issued) !== moment.year || issued > moment.at) continue;
      if (state?.kind !== 'entrustment' || state.to_unit === null || !within.has(state.unit)) continue;
      const from = trees().keyOf(state.unit) ?? '';
      const id = JSON.stringify([from, state.to_unit]);
      const flow = flows.get(id) ?? {
        from,
        to: state.to_unit,
        toName: trees().nameAt(state.to_unit, moment.at),
        decisions: 0,
      };
      flow.decisions += 1;
      flows.set(id, flow);
    }
    return {
      unit,
      year: moment.year,
      at: formatInstant(moment.at),
      flows: [...flows.values()].sort((a, b) => b.decisions - a.decisions),
    };
  };
}
