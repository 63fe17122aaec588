/** Rules: made, changed and taken away in versions; what of one is not there is refused with its place in the document. */
import type { AlertRule, KeptRule } from '../../contract/alerts.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';
import type { IsHoliday } from '../schedules/index.ts';
import type { AlertStore, RuleVersion } from './alertStore.ts';
import type { Figures } from './figures.ts';
import { isImpossible } from './hours.ts';
import { unitsOf } from './looking.ts';

/** More would not be told apart in a list; the wall counts with a thousand. */
const RULES_MOST = 1000;

export interface RuleParts {
  store: AlertStore;
  figures: () => Figures;
  isHoliday: IsHoliday;
  now: () => Instant;
  /** Whether an endpoint of webhooks is there. */
  hasEndpoint: (id: string) => boolean;
}

export interface Rules {
  /** @param standing how many alerts of each stand */
  list(standing: (rule: number) => number): KeptRule[];
  find(number: number): RuleVersion & { rule: AlertRule };
  versions(number: number): RuleVersion[];
  /** These throw `ProblemError` naming the field; they are called within a transaction. */
  add(rule: AlertRule, by: string): RuleVersion & { rule: AlertRule };
  change(number: number, rule: AlertRule, by: string): RuleVersion & { rule: AlertRule };
  remove(number: number, by: string): void;
  /** @throws ProblemError 400 naming what of a rule is not there or cannot be */
  check(rule: AlertRule): void;
}

interface Missing {
  field: string;
  detail: string;
}

export function createRules({ store, figures, isHoliday, now, hasEndpoint }: RuleParts): Rules {
  function find(number: number): RuleVersion & { rule: AlertRule } {
    const found = store.rules().find((one) => one.number === number);
    if (found?.rule) return { ...found, rule: found.rule };
    throw new ProblemError(404, `There is no alert rule ${number}; it may have been removed.`, {
      field: 'number',
    });
  }

  function missing(rule: AlertRule): Missing | null {
    const at = figures();
    const { condition, scope, hours, channels } = rule;
    if (scope.unit !== null && !at.parentOf.has(scope.unit))
      return {
        field: 'scope.unit',
        detail: `there is no unit "${scope.unit}" now; ask /units for those there are`,
      };
    const [key, field] =
      condition.kind === 'fixed' && 'indicator' in condition.of
        ? [condition.of.indicator, 'condition.of.indicator']
        : 'indicator' in condition
          ? [condition.indicator, 'condition.indicator']
          : [null, ''];
    if (key !== null) {
      const indicator = at.indicator(key);
      if (!indicator)
        return { field, detail: `there is no indicator "${key}"; ask /indicators for those there are` };
      if (indicator.better === 'none' && ['target', 'rank', 'forecast'].includes(condition.kind))
        return {
          field,
          detail: `"${key}" is neither better the higher nor the lower: it cannot be good or bad`,
        };
    }
    if (condition.kind === 'freshness') {
      const { source } = condition;
      if (source !== null && !at.sources().some(({ id }) => id === source))
        return { field: 'condition.source', detail: `there is no source "${source}"; ask /sources` };
    } else if (unitsOf(rule, at.units).length === 0)
      return { field: 'scope.level', detail: 'there is no unit of that level there' };
    if (hours !== null && isImpossible(hours, now(), isHoliday))
      return { field: 'hours', detail: 'there is no such time any more: the rule would never be looked at' };
    const gone = channels.endpoints.find((id) => !hasEndpoint(id));
    return gone === undefined
      ? null
      : { field: 'channels.endpoints', detail: `there is no endpoint "${gone}"` };
  }

  function check(rule: AlertRule): void {
    const fault = missing(rule);
    if (fault !== null)
      throw new ProblemError(400, `${fault.field}: ${fault.detail}.`, { field: fault.field });
  }

  return {
    find,
    versions: (number) => store.versions(number),
    list: (standing) =>
      store.rules().flatMap(({ number, version, rule, by, at }) =>
        rule === null
          ? []
          : [
              {
                number,
                version,
                rule,
                by,
                at: formatInstant(at),
                fault: missing(rule),
                standing: standing(number),
              },
            ],
      ),
    check,
    add(rule, by) {
      if (store.rules().length >= RULES_MOST)
        throw new ProblemError(409, `There are ${RULES_MOST} alert rules already; remove one first.`);
      check(rule);
      return { ...store.keepRule(null, rule, by, now()), rule };
    },
    change(number, rule, by) {
      find(number);
      check(rule);
      return { ...store.keepRule(number, rule, by, now()), rule };
    },
    remove(number, by) {
      find(number);
      store.keepRule(number, null, by, now());
    },
  };
}
