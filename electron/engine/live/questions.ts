/** The distinct questions of all subscribers: each is answered once, however many ask it. */
import type { Instant } from '../../contract/calendar.ts';
import type { UnitNode } from '../../contract/answers.ts';
import type { Answers, Query } from '../../contract/live.ts';
import { beyondWords, type Principal, type Reach, reachOf } from '../access/index.ts';
import { QuestionError } from '../measures/index.ts';
import { answer, type Answering, isByPermission, substance, unitsOf } from './answer.ts';
import type { Later } from './later.ts';

/** Without a change an answer only moves with time: it is looked at again after this, or after `COST_SHARE` times its cost. */
const REST_MS = 1_000;
const COST_SHARE = 50;
/** What sums up much for a slow picture is answered again after so long at the earliest, changes or not. */
const UNHURRIED_MS = 5_000;
const UNHURRIED: readonly Query['ask'][] = ['trends', 'distribution', 'flows'];

export interface Question {
  readonly query: Query;
  /** Somebody who asks it: all its askers may see the same. */
  readonly who: Principal;
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
  /** The instant it was answered for, and whether exactly for it. */
  at: Instant;
  exact: boolean;
  /** By the steady clock. */
  answeredAt: number;
  costMs: number;
  /** Its answer is being made, over several turns. */
  pending: boolean;
}

export interface Questions {
  /** The question of a query, shared with everybody who asks the same and may see the same of the answer. */
  ask(query: Query, who: Principal): Question;
  leave(question: Question): void;
  /**
   * Answers again whatever may have changed. `exact` has every question answered for this very instant, as playback
   * needs; otherwise an answer may be a second old, as long as the figures have not changed.
   */
  refresh(at: Instant, exact?: boolean): void;
  size(): number;
}

export interface QuestionsOptions extends Answering {
  later: Later;
  /** Grows with every change of anything that is answered besides figures. */
  revision: () => number;
  /** Milliseconds of a clock that only goes forward. */
  steady: () => number;
  failed: (error: unknown, query: Query) => void;
  /** An answer that took several turns is there. */
  answered: () => void;
}

export function createQuestions(options: QuestionsOptions): Questions {
  const { measures, steady, failed, answered } = options;
  const kept = new Map<string, Kept>();

  const revisionNow = () => measures.revision() + options.later.revision() + options.revision();

  function holds(question: Kept, at: Instant, exact: boolean, started: number): boolean {
    if (question.pending) return true;
    if (question.version === 0) return false;
    const unhurried = UNHURRIED.includes(question.query.ask);
    const rest = Math.max(unhurried ? UNHURRIED_MS : REST_MS, COST_SHARE * question.costMs);
    const rested = started - question.answeredAt >= rest;
    // The instant that playback stands at is answered all the same, once there has been rest.
    if (unhurried && !rested) return true;
    if (question.exact !== exact) return false;
    if (exact) return question.at === at && (question.revision === revisionNow() || !rested);
    return question.revision === revisionNow() && !rested;
  }

  function refreshOne(question: Kept, at: Instant, exact: boolean, reach: Reach): void {
    const started = steady();
    if (holds(question, at, exact, started)) return;
    const revision = revisionNow();

    function say(news: string, json: () => string | null, refusal: Question['refusal']): void {
      if (news !== question.substance) {
        question.substance = news;
        question.json = json();
        question.version += 1;
      }
      question.refusal = refusal;
    }
    function settle(given: Answers[Query['ask']]): void {
      say(substance(given), () => JSON.stringify(given), null);
    }
    function fail(error: unknown): void {
      // What was shown stays; the next change of figures tries again.
      if (!(error instanceof QuestionError)) return failed(error, question.query);
      const refusal = { field: error.field, detail: error.message };
      say(`refused ${JSON.stringify(refusal)}`, () => null, refusal);
    }
    function done(): void {
      question.revision = revision;
      question.at = at;
      question.exact = exact;
      question.answeredAt = steady();
      question.costMs = question.answeredAt - started;
    }

    try {
      const beyond = unitsOf(question.query).find((unit) => !reach.covers(unit));
      if (beyond !== undefined) throw new QuestionError('unit', beyondWords(reach, beyond));
      const given = answer(options, question.query, at, reach);
      if (given instanceof Promise) {
        question.pending = true;
        void given
          .then(settle)
          .catch(fail)
          .finally(() => {
            question.pending = false;
            done();
            answered();
          });
        return;
      }
      settle(given);
    } catch (error) {
      fail(error);
    }
    done();
  }

  return {
    ask(query, who) {
      const key = keyOf(query, who);
      const known = kept.get(key);
      if (known) {
        known.askers += 1;
        return known;
      }
      const fresh: Kept = {
        who,
        query,
        version: 0,
        json: null,
        refusal: null,
        askers: 1,
        substance: '',
        revision: -1,
        at: Number.NaN,
        exact: false,
        answeredAt: Number.NEGATIVE_INFINITY,
        costMs: 0,
        pending: false,
      };
      kept.set(key, fresh);
      return fresh;
    },
    leave(question) {
      question.askers -= 1;
      if (question.askers === 0) kept.delete(keyOf(question.query, question.who));
    },
    refresh(at, exact = false) {
      let units: UnitNode[] | undefined;
      const organisation = () => (units ??= measures.units(at));
      for (const question of kept.values())
        refreshOne(question, at, exact, reachOf(question.who, organisation));
    },
    size: () => kept.size,
  };
}

/** The same for whoever is answered the same. */
function keyOf(query: Query, who: Principal): string {
  const { place, permissions } = reachOf(who, () => []);
  return JSON.stringify([query, place, isByPermission(query) ? permissions : null]);
}
