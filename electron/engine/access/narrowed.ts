/** Answers as somebody may see them. */
import type { LatestAnswer, UnitNode } from '../../contract/answers.ts';
import { mayReadCases, type Reach } from './reach.ts';

/** The units within somebody's reach; the one at its top is nobody's child there. */
export function unitsWithin(reach: Reach, units: readonly UnitNode[]): UnitNode[] {
  if (reach.place === null) return [...units];
  return units
    .filter(({ unit }) => reach.covers(unit))
    .map((node) => (node.unit === reach.place ? { ...node, parent: null } : node));
}

/** What happened last, without the keys of cases and papers for whoever may not see single cases. */
export function latestFor(reach: Pick<Reach, 'permissions'>, answer: LatestAnswer): LatestAnswer {
  if (mayReadCases(reach)) return answer;
  return { events: answer.events.map((event) => ({ ...event, key: null })) };
}
