/** The distinct questions of all subscribers: each is answered once, however many ask it. */
import type { Instant } from '../../contract/calendar.ts';
import type { Query } from '../../contract/live.ts';
import { type Measures, QuestionError } from '../measures/index.ts';
import { answer, substance } from './answer.ts';

/** Without a change an answer only moves with time: it is looked at again after this, or after `COST_SHARE` times its cost. */
const REST_MS = 1_000;
const COST_SHARE = 50;

export interface Question {
  readonly query: Query;
  /** Grows when the answer (or the refusal) changes; 0 before the first. */
  version: number;
  /** The answer as JSON, `null` while refused or not yet answered. */
  json: string | null;
  refusal: { field: string; detail: string } | null;
  askers: number;
}

interface Kept extends Question {
  substance: string;
  revision: number;
  answeredAt: Instant;
  costMs: number;
}

export interface Questions {
  /** The question of a query, shared with everybody who asks the same. */
  ask(query: Query): Question;
  leave(question: Question): void;
  /** Answers again whatever may have changed. */
  refresh(at: Instant): void;
  size(): number;
}

export interface QuestionsOptions {
  measures: Measures;
  /** Milliseconds of a clock that only goes forward. */
  steady: () => number;
  failed: (error: unknown, query: Query) => void;
}

export function createQuestions({ measures, steady, failed }: QuestionsOptions): Questions {
  const kept = new Map<string, Kept>();

  function refreshOne(question: Kept, at: Instant): void {
    const revision = measures.revision();
    const rest = Math.max(REST_MS, COST_SHARE * question.costMs);
    const started = steady();
    if (question.version > 0 && question.revision === revision && started - question.answeredAt < rest)
      return;
    const before = question.substance;
    try {
      const given = answer(measures, question.query, at);
      question.substance = substance(given);
      if (question.substance !== before) question.json = JSON.stringify(given);
      question.refusal = null;
    } catch (error) {
      if (!(error instanceof QuestionError)) {
        // What was shown stays; the next change of figures tries again.
        failed(error, question.query);
      } else {
        question.refusal = { field: error.field, detail: error.message };
        question.substance = `refused ${JSON.stringify(question.refusal)}`;
        question.json = null;
      }
    }
    if (question.substance !== before) question.version += 1;
    question.revision = revision;
    question.answeredAt = started;
    question.costMs = steady() - started;
  }

  return {
    ask(query) {
      const key = JSON.stringify(query);
      const known = kept.get(key);
      if (known) {
        known.askers += 1;
        return known;
      }
      const fresh: Kept = {
        query,
        version: 0,
        json: null,
        refusal: null,
        askers: 1,
        substance: '',
        revision: -1,
        answeredAt: Number.NEGATIVE_INFINITY,
        costMs: 0,
      };
      kept.set(key, fresh);
      return fresh;
    },
    leave(question) {
      question.askers -= 1;
      if (question.askers === 0) kept.delete(JSON.stringify(question.query));
    },
    refresh(at) {
      for (const question of kept.values()) refreshOne(question, at);
    },
    size: () => kept.size,
  };
}
