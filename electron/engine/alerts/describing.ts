/** Alerts in the words of the API: names of units and rules, the state that follows from what happened. Pure. */
import type { Scalar, UnitNode } from '../../contract/answers.ts';
import type { Alert, AlertRule, alertCounts, Silence } from '../../contract/alerts.ts';
import type { z } from 'zod';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { KeptSilence } from './alertStore.ts';
import { isShelved, type Listed } from './listed.ts';

export type Counts = z.infer<typeof alertCounts>;

/** What alerts are described with, at one instant. */
export interface Surroundings {
  readonly at: Instant;
  /** The rule as it is, or as it was; `null` when nothing is known of it. */
  rule(number: number): AlertRule | null;
  readonly units: ReadonlyMap<string, Pick<UnitNode, 'name' | 'parent'>>;
  sourceName(id: string): string;
  readonly silences: readonly KeptSilence[];
  /** Whether it is recovering, or cannot be told, right now; what is not known of past instants. */
  now?: (alert: Listed) => 'recovering' | 'no_data' | 'error' | null;
}

/** Whether a silence that stands is about an alert. */
export function isSilenced({ rule, subject, fired }: Listed, { silences, units }: Surroundings): boolean {
  return silences.some(
    (one) =>
      (one.rule === null || one.rule === rule) &&
      (one.unit === null || (fired.of === 'unit' && isWithin(subject, one.unit, units))),
  );
}

/** Whether a unit is another one or below it. */
export function isWithin(
  unit: string,
  top: string,
  units: ReadonlyMap<string, Pick<UnitNode, 'parent'>>,
): boolean {
  const seen = new Set<string>();
  for (let one: string | null = unit; one !== null && !seen.has(one); one = units.get(one)?.parent ?? null) {
    if (one === top) return true;
    seen.add(one);
  }
  return false;
}

export function describe(listed: Listed, around: Surroundings): Alert | null {
  const rule = around.rule(listed.rule);
  if (rule === null) return null;
  const { fired, subject, acknowledged, shelvedUntil, endedAt } = listed;
  const isUnit = fired.of === 'unit';
  const { condition } = rule;
  return {
    number: listed.number,
    rule: listed.rule,
    name: rule.name,
    severity: rule.severity,
    kind: condition.kind,
    cause: fired.cause,
    error: fired.error,
    state: endedAt !== null ? 'recovered' : (around.now?.(listed) ?? 'firing'),
    unit: isUnit ? subject : null,
    unitName: isUnit ? (around.units.get(subject)?.name ?? subject) : null,
    source: isUnit ? null : around.sourceName(subject),
    indicator: indicatorOf(rule),
    since: formatInstant(listed.since),
    times: listed.times,
    value: fired.value satisfies Scalar,
    limit: fired.limit satisfies Scalar,
    measuredIn: fired.measuredIn,
    decimals: fired.decimals,
    endedAt: endedAt === null ? null : formatInstant(endedAt),
    acknowledged: acknowledged && { ...acknowledged, at: formatInstant(acknowledged.at) },
    shelvedUntil: isShelved(listed, around.at) && shelvedUntil !== null ? formatInstant(shelvedUntil) : null,
    silenced: isSilenced(listed, around),
    owner: listed.owner,
    escalated: listed.escalated,
    sound: rule.channels.sound,
  };
}

export function indicatorOf({ condition }: AlertRule): string | null {
  if (condition.kind === 'fixed') return 'indicator' in condition.of ? condition.of.indicator : null;
  return 'indicator' in condition ? condition.indicator : null;
}

/** Whether somebody must still answer for it. */
export function isUnanswered({ state, acknowledged, shelvedUntil }: Alert): boolean {
  return state !== 'recovered' && acknowledged === null && shelvedUntil === null;
}

/** What is shelved counts as nothing but that. */
export function countsOf(alerts: readonly Alert[]): Counts {
  const counts: Counts = {
    critical: 0,
    warning: 0,
    info: 0,
    unacknowledged: 0,
    recovered: 0,
    shelved: 0,
    silenced: 0,
  };
  for (const one of alerts) {
    if (one.shelvedUntil !== null) counts.shelved += 1;
    else if (one.state === 'recovered') counts.recovered += 1;
    else counts[one.severity] += 1;
    if (isUnanswered(one)) counts.unacknowledged += 1;
    if (one.silenced) counts.silenced += 1;
  }
  return counts;
}

const WEIGHT = { critical: 0, warning: 1, info: 2 } as const;

/** What needs somebody first: unanswered before answered, heavy before light, old before new; what is over comes last. */
export function byNeed(a: Alert, b: Alert): number {
  return (
    Number(a.state === 'recovered') - Number(b.state === 'recovered') ||
    WEIGHT[a.severity] - WEIGHT[b.severity] ||
    Number(a.acknowledged !== null) - Number(b.acknowledged !== null) ||
    (a.since < b.since ? -1 : a.since > b.since ? 1 : a.number - b.number)
  );
}

export function describeSilence(
  { number, rule, unit, until, by, at, comment }: KeptSilence,
  around: Surroundings,
): Silence {
  return {
    ...{ number, rule, unit, by, comment },
    ruleName: rule === null ? null : (around.rule(rule)?.name ?? null),
    unitName: unit === null ? null : (around.units.get(unit)?.name ?? unit),
    until: formatInstant(until),
    at: formatInstant(at),
  };
}
