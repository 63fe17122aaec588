/** Rules at work: each is looked at when its figures or the clock may have changed what it says, and not otherwise. */
import type { AlertRule } from '../../contract/alerts.ts';
import { DAY_MS, HOUR_MS, type Instant, startOfDay } from '../../contract/calendar.ts';
import type { IsHoliday } from '../schedules/index.ts';
import type { AlertStore, KeptStanding } from './alertStore.ts';
import type { Figures, FiguresAt } from './figures.ts';
import { hoursTurnAt, isLookedAt } from './hours.ts';
import type { FiredDetail } from './listed.ts';
import { failing, type Look, lookAt, type Seen, unitsOf } from './looking.ts';
import { isNormal, NORMAL, type Policy, step, turnsAt } from './machine.ts';

const MINUTE_MS = 60_000;

export interface RuleAtWork {
  readonly number: number;
  readonly version: number;
  readonly rule: AlertRule;
  readonly policy: Policy;
  standings: Map<string, KeptStanding>;
  /** When the clock alone may change what it says. */
  nextAt: Instant;
  /** The figures it was looked at by last. */
  revision: number;
}

/** An alert opened or closed. */
export interface Turned {
  readonly at: RuleAtWork;
  readonly subject: string;
  readonly turn: 'opened' | 'closed';
  readonly standing: KeptStanding;
  readonly fired: FiredDetail;
  /** The unit is gone, not the reason. */
  readonly left: boolean;
}

export interface EvaluationParts {
  store: Pick<AlertStore, 'stand'>;
  figuresAt: FiguresAt;
  revision: () => number;
  isHoliday: IsHoliday;
  failed: (error: unknown) => void;
}

export interface Evaluation {
  /**
   * Looks at every rule that may say something else now, writes where it stands, and tells each alert that opened or closed.
   * @param turned called within the caller's transaction; answers the number of the alert
   * @returns how many rules were looked at
   */
  look(rules: readonly RuleAtWork[], at: Instant, turned: (turned: Turned) => number | null): number;
}

export function workOf(number: number, version: number, rule: AlertRule): RuleAtWork {
  const { forMinutes, recoverMinutes, noData } = rule;
  const policy = { forMs: forMinutes * MINUTE_MS, recoverMs: recoverMinutes * MINUTE_MS, noData };
  return { number, version, rule, policy, standings: new Map(), nextAt: 0, revision: -1 };
}

export function createEvaluation({
  store,
  figuresAt,
  revision,
  isHoliday,
  failed,
}: EvaluationParts): Evaluation {
  function lookOf(work: RuleAtWork, figures: Figures, all: readonly string[]): Look {
    try {
      return lookAt(work.rule, figures, { all, remembered: (subject) => work.standings.has(subject) });
    } catch (error) {
      failed(error);
      return failing('failed', all);
    }
  }

  function lookAtRule(
    work: RuleAtWork,
    figures: Figures,
    subjects: readonly string[],
    turned: (turned: Turned) => number | null,
  ): void {
    const { at } = figures;
    const { rule, standings, policy, number } = work;
    work.revision = revision();
    work.nextAt = Math.min(nextHour(at), hoursTurnAt(rule.hours, at, isHoliday) ?? Number.POSITIVE_INFINITY);
    if (rule.condition.kind === 'freshness') work.nextAt = Math.min(work.nextAt, at + MINUTE_MS / 4);
    if (!isLookedAt(rule.hours, at, isHoliday)) return;
    const look = lookOf(work, figures, subjects);
    for (const [subject, seen] of look.seen) {
      const before = standings.get(subject);
      // Most units are well: nothing is written or remembered of them.
      if (before === undefined && (seen.reading.is === 'clear' || seen.reading.is === 'between')) continue;
      settle(work, look, at, subject, seen, before, turned);
      const after = standings.get(subject);
      const turns = after && turnsAt(after, policy);
      if (typeof turns === 'number') work.nextAt = Math.min(work.nextAt, turns);
    }
    for (const [subject, before] of standings)
      if (!look.seen.has(subject)) {
        standings.delete(subject);
        store.stand(number, subject, null);
        if (before.open !== null)
          turned({
            at: work,
            subject,
            turn: 'closed',
            standing: before,
            fired: firedOf(work, look, subject, null, before),
            left: true,
          });
      }
  }

  function settle(
    work: RuleAtWork,
    look: Look,
    at: Instant,
    subject: string,
    seen: Seen,
    before: KeptStanding | undefined,
    turned: (turned: Turned) => number | null,
  ): void {
    const { standings, policy, number } = work;
    const { standing, turn } = step(before ?? NORMAL, seen.reading, at, policy);
    let kept: KeptStanding = { ...standing, alert: before?.alert ?? null };
    if (turn !== null) {
      const fired = firedOf(work, look, subject, seen, kept);
      kept = { ...kept, alert: turned({ at: work, subject, turn, standing: kept, fired, left: false }) };
    }
    if (isNormal(kept)) {
      standings.delete(subject);
      if (before) store.stand(number, subject, null);
      return;
    }
    standings.set(subject, kept);
    if (before === undefined || !isSame(before, kept)) store.stand(number, subject, kept);
  }

  return {
    look(rules, at, turned) {
      const now = revision();
      const due = rules.filter(({ nextAt, revision: seen }) => at >= nextAt || seen !== now);
      if (due.length === 0) return 0;
      const figures = figuresAt(at);
      const scopes = new Map<string, string[]>();
      for (const work of due) {
        const key = JSON.stringify(work.rule.scope);
        let subjects = scopes.get(key);
        if (!subjects) scopes.set(key, (subjects = unitsOf(work.rule, figures.units)));
        lookAtRule(work, figures, subjects, turned);
      }
      return due.length;
    },
  };
}

function firedOf(
  { version }: RuleAtWork,
  { of, measuredIn, decimals }: Look,
  subject: string,
  seen: Seen | null,
  { open }: KeptStanding,
): FiredDetail {
  const error = seen?.reading.is === 'error' ? seen.reading.error : null;
  return {
    ...{ version, of, error, measuredIn, decimals },
    cause: open ?? 'condition',
    value: seen?.value ?? null,
    limit: seen?.limit ?? null,
    owner: of === 'unit' ? subject : null,
  };
}

function isSame(a: KeptStanding, b: KeptStanding): boolean {
  return (
    a.phase === b.phase &&
    a.since === b.since &&
    a.trouble === b.trouble &&
    a.troubleSince === b.troubleSince &&
    a.open === b.open &&
    a.alert === b.alert
  );
}

/** Targets to date and what counts from midnight move with the day; the rest is looked at once an hour. */
function nextHour(at: Instant): Instant {
  const day = startOfDay(at);
  return Math.min(day + DAY_MS, day + (Math.floor((at - day) / HOUR_MS) + 1) * HOUR_MS);
}
