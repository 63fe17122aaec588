/** One case: how it stands, and every version of it that was sent. */
import type { CaseAnswer } from '../../contract/breakdown.ts';
import { formatInstant } from '../../contract/calendar.ts';
import { acceptedOn, createEventLogReader, type ReadableDB, unpackCase } from '../store/index.ts';
import { standingAt } from './caseStanding.ts';
import { caseTold } from './caseRows.ts';
import type { Enforcers } from './enforcers.ts';
import type { Question } from './question.ts';
import { momentOf } from './tablesAt.ts';
import { timeline } from './timeline.ts';
import type { UnitTrees } from './unitTree.ts';

/** `null` when no version of it took effect up to that instant. */
export function createCaseOf(
  db: ReadableDB,
  enforcers: Enforcers,
  trees: () => UnitTrees,
): (question: Omit<Question, 'unit'> & { case: string }) => CaseAnswer | null {
  const versionsOf = db.prepare<[string], Buffer>('SELECT versions FROM case_history WHERE key = ?').pluck();
  const sourceOf = db.prepare<[number], string>('SELECT id FROM source WHERE n = ?').pluck();
  const log = createEventLogReader(db);
  return ({ case: key, ...question }) => {
    const moment = momentOf(question);
    const packed = versionsOf.get(key);
    const all = packed === undefined ? [] : unpackCase(packed);
    const known = all.filter(({ at }) => at <= moment.at);
    if (known.length === 0) return null;
    const segments = timeline(all);
    const held = new Set(segments.filter(({ from }) => from <= moment.at).map(({ state }) => state.v));
    const unitKey = (n: number) => trees().keyOf(n) ?? '';
    const found = standingAt(segments, moment.year, moment.at);
    return {
      case: key,
      year: moment.year,
      at: formatInstant(moment.at),
      standing: found
        ? caseTold({ key, ...found }, unitKey(found.state.unit), enforcers.keyOf(found.state.officer))
        : null,
      versions: known
        .sort((a, b) => a.at - b.at || a.v - b.v)
        .map((version) => {
          const event = log.find(version.event);
          return {
            v: version.v,
            at: formatInstant(version.at),
            source: (event && sourceOf.get(event.source)) ?? null,
            held: held.has(version.v),
            unit: unitKey(version.unit),
            officer: enforcers.keyOf(version.officer),
            initiation: version.initiation,
            category: version.category,
            accepted_on: acceptedOn(version),
            due: String(version.due),
            done: String(version.done),
            state: version.state,
          };
        }),
    };
  };
}
