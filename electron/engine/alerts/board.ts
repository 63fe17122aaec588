/** Alerts as a board shows them: of each rule one line, by weight and age, however many there are. Pure. */
import type { Alert, AlertBoard, AlertGroup } from '../../contract/alerts.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { byNeed, countsOf, isUnanswered } from './describing.ts';

/** Alerts that a group names. */
const FIRST_MOST = 12;

/** @param alerts all that are listed; what is shelved is counted and not shown */
export function boardOf(alerts: readonly Alert[], at: Instant, limit: number, rules: number): AlertBoard {
  const shown = alerts.filter(({ shelvedUntil }) => shelvedUntil === null).sort(byNeed);
  const groups = [...Map.groupBy(shown, ({ rule, cause }) => `${rule} ${cause}`).values()]
    .map(groupOf)
    .sort(byWeight);
  const heard = shown
    .filter((one) => one.sound && !one.silenced && isUnanswered(one))
    .map(({ number }) => number);
  return {
    at: formatInstant(at),
    counts: countsOf(alerts),
    groups: groups.slice(0, limit),
    more: Math.max(0, groups.length - limit),
    sound: heard.length === 0 ? null : heard.reduce((a, b) => Math.max(a, b)),
    rules,
  };
}

const WEIGHT = { critical: 0, warning: 1, info: 2 } as const;

/** Groups of which nothing stands any more come last; then by weight, what nobody has answered, and age. */
function byWeight(a: AlertGroup, b: AlertGroup): number {
  return (
    Number(a.standing === 0) - Number(b.standing === 0) ||
    WEIGHT[a.severity] - WEIGHT[b.severity] ||
    Number(a.unacknowledged === 0) - Number(b.unacknowledged === 0) ||
    (a.since < b.since ? -1 : a.since > b.since ? 1 : a.rule - b.rule)
  );
}

/** @param alerts of one rule and cause, in the order of their need; at least one */
function groupOf(alerts: readonly Alert[]): AlertGroup {
  const [one] = alerts;
  if (one === undefined) throw new Error('a group without an alert');
  const standing = alerts.filter(({ state }) => state !== 'recovered');
  const { rule, name, severity, kind, indicator, cause } = one;
  return {
    ...{ rule, name, severity, kind, indicator, cause },
    standing: standing.length,
    unacknowledged: alerts.filter((each) => isUnanswered(each) && !each.silenced).length,
    recovered: alerts.length - standing.length,
    since: (standing.length > 0 ? standing : alerts).reduce(
      (first, { since }) => (since < first ? since : first),
      one.since,
    ),
    escalated: Math.max(...alerts.slice(0, FIRST_MOST).map(({ escalated }) => escalated)),
    first: alerts
      .slice(0, FIRST_MOST)
      .map(({ number, unit, unitName, source, since, value, limit, measuredIn, decimals, state }) => ({
        ...{ number, unit, unitName, source, since, value, limit, measuredIn, decimals, state },
      })),
  };
}
