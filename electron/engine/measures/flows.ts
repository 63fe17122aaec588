import type { FlowsAnswer } from '../../contract/answers.ts';
import { formatInstant, type Instant, yearOf } from '../../contract/calendar.ts';
import { type ReadableDB, unpackCase } from '../store/index.ts';
import { byKey } from './byKey.ts';
import { standingAt } from './caseStanding.ts';
import type { Place } from './place.ts';
import type { Question } from './question.ts';
import { stateAt, timeline } from './timeline.ts';
import type { UnitTrees } from './unitTree.ts';

interface Row {
  key: string;
  v: number;
  at: Instant;
  unit: number;
  kind: string;
  case: string | null;
  to_unit: string | null;
}

/** A decision that stands: which units it joins, and the case it names. */
interface Entrusted {
  readonly from: number;
  readonly to: string;
  readonly case: string | null;
  readonly issuedAt: Instant;
}

interface Sum {
  readonly from: number;
  readonly to: string;
  decisions: number;
  money: bigint | null;
  withMoney: number;
}

/**
 * Entrustment decisions issued in the year, by the units they join. Their money is Σ r of the cases that they name and
 * that D counts: a decision records no sum, and what is left of a case goes with it only where it is entrusted out as a
 * whole. A case goes with the last decision that names it.
 */
export function createFlows(
  db: ReadableDB,
  parts: { trees: () => UnitTrees; place: (question: Question) => Place },
): (question: Question) => FlowsAnswer {
  const versions = db.prepare<[Instant], Row>(
    `SELECT key, v, at, unit, kind, "case", to_unit FROM decision_version
     WHERE key IN (SELECT key FROM decision_version WHERE kind = 'entrustment' AND at <= ?) ORDER BY key, v`,
  );
  const versionsOfCase = db
    .prepare<[string], Buffer>('SELECT versions FROM case_history WHERE key = ?')
    .pluck();

  function entrustedIn({ left, year, at }: Place): Entrusted[] {
    const found: Entrusted[] = [];
    for (const its of byKey(versions.iterate(at))) {
      const issuedAt = its[0]?.at ?? Number.POSITIVE_INFINITY;
      if (yearOf(issuedAt) !== year || issuedAt > at) continue;
      const state = stateAt(timeline(its), at);
      if (state?.kind !== 'entrustment' || state.to_unit === null || !left.has(state.unit)) continue;
      found.push({ from: state.unit, to: state.to_unit, case: state.case, issuedAt });
    }
    return found;
  }

  /** r of a case that D counts among the units of a place, whole đồng; `null` of any other. */
  function entrustedOut(key: string, { year, at }: Place, byCases: ReadonlySet<number>): number | null {
    const history = versionsOfCase.get(key);
    const found = history && standingAt(timeline(unpackCase(history)), year, at);
    return found?.standing.letter === 'D' && byCases.has(found.state.unit) ? found.standing.r : null;
  }

  return (question) => {
    const place = parts.place(question);
    const byCases = new Set(place.byCases);
    const entrusted = entrustedIn(place);
    const last = new Map<string, Entrusted>();
    for (const one of entrusted) {
      const other = one.case === null ? undefined : last.get(one.case);
      if (one.case !== null && (!other || one.issuedAt >= other.issuedAt)) last.set(one.case, one);
    }
    const sums = new Map<string, Sum>();
    for (const one of entrusted) {
      const { from, to } = one;
      const id = JSON.stringify([from, to]);
      const sum = sums.get(id) ?? { from, to, decisions: 0, money: null, withMoney: 0 };
      sums.set(id, sum);
      sum.decisions += 1;
      if (one.case === null || last.get(one.case) !== one) continue;
      const r = entrustedOut(one.case, place, byCases);
      if (r === null) continue;
      sum.money = (sum.money ?? 0n) + BigInt(r);
      sum.withMoney += 1;
    }
    const trees = parts.trees();
    return {
      unit: question.unit,
      year: place.year,
      at: formatInstant(place.at),
      flows: [...sums.values()]
        .map(({ from, to, decisions, money, withMoney }) => ({
          from: trees.keyOf(from) ?? '',
          to,
          toName: trees.nameAt(to, place.at),
          decisions,
          money: money?.toString() ?? null,
          withoutMoney: decisions - withMoney,
        }))
        .sort((a, b) => b.decisions - a.decisions),
    };
  };
}
