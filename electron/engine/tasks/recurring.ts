/** Recurring tasks: their rules, and the tasks they make when their time comes. */
import type { UnitNode } from '../../contract/answers.ts';
import { dayOf, formatInstant, type Instant } from '../../contract/calendar.ts';
import { TASK_RULES_MAX, type TaskRule, type TaskRuleKept } from '../../contract/taskRules.ts';
import { recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { type Actor, colleagues } from './actors.ts';
import { type IsHoliday, lateFrom, workingDaysOn } from './deadlines.ts';
import { giveTo } from './giving.ts';
import { lastWithin, nextAfter } from './repeating.ts';
import { addRule, findRule, type KeptRule, listRules, lookedAt, removeRule, saveRule } from './ruleStore.ts';
import type { Writing } from './writing.ts';

export interface Recurring {
  list(who: Actor): TaskRuleKept[];
  add(who: Actor, rule: TaskRule): TaskRuleKept;
  /** Throws `ProblemError` 409 when somebody changed it since `basedOn`. */
  save(who: Actor, id: number, rule: TaskRule, basedOn: number): TaskRuleKept;
  remove(who: Actor, id: number): void;
  /** Makes what is due; of several times that an engine slept through, the last. */
  look(): void;
}

export interface RecurringParts {
  db: WritableDB;
  now: () => Instant;
  units: () => readonly UnitNode[];
  isHoliday: IsHoliday;
  writing: Writing;
}

export function createRecurring({ db, now, units, isHoliday, writing }: RecurringParts): Recurring {
  function describe({ id, version, rule, by, changedAt, lookedAt: since }: KeptRule): TaskRuleKept {
    const next = rule.enabled ? nextAfter(rule, Math.max(now(), since), isHoliday) : null;
    return {
      ...rule,
      ...{ id, version, by, changedAt: formatInstant(changedAt) },
      next: next === null ? null : formatInstant(next),
    };
  }

  function found(who: Actor, id: number): KeptRule {
    const kept = findRule(db, id);
    if (kept && who.reach.covers(kept.rule.assignee.unit)) return kept;
    throw new ProblemError(404, 'There is no such recurring task in your part of the organisation.', {
      field: 'id',
    });
  }

  function audit(
    who: Actor,
    what: 'task_rule_added' | 'task_rule_changed' | 'task_rule_removed',
    id: number,
    change: { before?: object; after?: object },
  ): void {
    const { name, address } = who;
    recordAudit(db, { at: now(), who: name, address, what, subject: String(id), ...change });
  }

  function whole(who: Actor, id: number): TaskRuleKept {
    return describe(found(who, id));
  }

  function make({ id, rule }: KeptRule, at: Instant): void {
    const { title, text, priority, assignee, workingDays } = rule;
    const there = units().some(({ unit }) => unit === assignee.unit);
    if (!there) return;
    const person = colleagues(db, units()).find((one) => one.person === assignee.person);
    const day = workingDays === null ? null : workingDaysOn(dayOf(at), workingDays, isHoliday);
    const due = day === null ? null : { day };
    const author = { name: `rule:${id}`, id: null, address: null };
    const content = {
      ...{ title, text, priority, state: 'open' as const, unit: assignee.unit },
      // Somebody who is gone, or works on tasks no more, leaves it to their unit.
      ...{ person: person?.person ?? null, personId: person?.id ?? null },
      ...{ due, dueAt: due && lateFrom(due), doneBy: null, doneAt: null },
    };
    writing.make(author, content, {
      origin: { kind: 'recurring', rule: id },
      request: `${author.name} ${formatInstant(at)}`,
    });
  }

  return {
    list: (who) =>
      listRules(db)
        .filter(({ rule }) => who.reach.covers(rule.assignee.unit))
        .map(describe),
    add(who, rule) {
      const id = db.transaction(() => {
        if (listRules(db).length >= TASK_RULES_MAX)
          throw new ProblemError(
            409,
            `There are at most ${TASK_RULES_MAX} recurring tasks; remove one first.`,
          );
        giveTo(who, rule.assignee, units(), colleagues(db, units()));
        const made = addRule(db, rule, who.name, now());
        audit(who, 'task_rule_added', made, { after: told(rule) });
        return made;
      })();
      return whole(who, id);
    },
    save(who, id, rule, basedOn) {
      db.transaction(() => {
        const kept = found(who, id);
        if (JSON.stringify(kept.rule) === JSON.stringify(rule)) return;
        if (kept.version !== basedOn)
          throw new ProblemError(
            409,
            `${kept.by} changed this recurring task at ${formatInstant(kept.changedAt)}; load it, and do it again if it is still right.`,
            { field: 'basedOn' },
          );
        giveTo(who, rule.assignee, units(), colleagues(db, units()));
        saveRule(db, id, rule, who.name, now());
        audit(who, 'task_rule_changed', id, { before: told(kept.rule), after: told(rule) });
      })();
      return whole(who, id);
    },
    remove(who, id) {
      db.transaction(() => {
        const kept = found(who, id);
        removeRule(db, id, now());
        audit(who, 'task_rule_removed', id, { before: told(kept.rule) });
      })();
    },
    look() {
      const at = now();
      let made = false;
      for (const kept of listRules(db)) {
        const due = kept.rule.enabled ? lastWithin(kept.rule, kept.lookedAt, at, isHoliday) : null;
        if (due === null) continue;
        db.transaction(() => {
          make(kept, due);
          lookedAt(db, kept.id, at);
        })();
        made = true;
      }
      if (made) writing.changed();
    },
  };
}

/** A rule as the audit trail keeps it. */
function told({ title, text, priority, assignee, repeat, time, workingDays, enabled }: TaskRule): object {
  return { title, text, priority, ...assignee, repeat: repeatText(repeat), time, workingDays, enabled };
}

function repeatText(repeat: TaskRule['repeat']): string {
  switch (repeat.every) {
    case 'working_day':
      return 'working_day';
    case 'week':
      return `week ${repeat.weekdays.join(',')}`;
    case 'month':
      return `month ${repeat.day}`;
    case 'year':
      return `year ${repeat.months.join(',')}/${repeat.day}`;
  }
}
