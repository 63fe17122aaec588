import type { LatestAnswer } from '../../contract/answers.ts';
import { nature } from '../../contract/answers.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import {
  type CaseEvent,
  type DecisionEvent,
  type Event,
  event,
  type ReceiptEvent,
} from '../../contract/events.ts';
import { createEventLogReader, type ReadableDB } from '../store/index.ts';
import { notThere } from './question.ts';
import { subtree, type UnitTrees } from './unitTree.ts';

/** How far back in the log one looks for events of the unit before giving up. */
const LOOKED_AT_MOST = 2000;

/** The events that came in last about cases, receipts and decisions of a unit's subtree, newest first. */
export function createLatest(
  db: ReadableDB,
  trees: () => UnitTrees,
): (question: { unit: string; at: Instant; limit: number }) => LatestAnswer {
  const log = createEventLogReader(db);
  const sourceOf = db.prepare<[number], { id: string; nature: string }>(
    'SELECT id, nature FROM source WHERE n = ?',
  );
  return ({ unit, at, limit }) => {
    const tree = trees().at(at);
    if (!tree.has(unit)) throw notThere(unit);
    const within = new Set(subtree(tree, unit).map((u) => u.node.unit));
    const events: LatestAnswer['events'] = [];
    let looked = 0;
    for (const row of log.newest()) {
      if ((looked += 1) > LOOKED_AT_MOST) break;
      const read = event.safeParse(JSON.parse(row.line));
      if (!read.success || read.data.at > at) continue;
      const told = toldOf(read.data);
      const source = sourceOf.get(row.source);
      if (!told || !source || !within.has(told.of.unit)) continue;
      events.push({
        at: formatInstant(told.of.at),
        source: source.id,
        nature: nature.parse(source.nature),
        type: told.of.type,
        key: told.key,
        unit: told.of.unit,
        unitName: tree.get(told.of.unit)?.node.name ?? told.of.unit,
        what: told.what,
        money: told.money,
      });
      if (events.length === limit) break;
    }
    return { events };
  };
}

interface Told {
  of: CaseEvent | ReceiptEvent | DecisionEvent;
  key: string;
  what: string;
  money: string | null;
}

function toldOf(of: Event): Told | null {
  switch (of.type) {
    case 'case':
      return { of, key: of.case, what: of.state, money: String(of.done) };
    case 'receipt':
      return { of, key: of.receipt, what: of.status, money: String(of.amount) };
    case 'decision':
      return { of, key: of.decision, what: of.kind, money: null };
    default:
      return null;
  }
}
