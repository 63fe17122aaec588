/** A rule as it is typed: numbers as text, lists as lines; and the rule that becomes of it. Pure. */
import { type AlertRule, type AlertRuleRequest, alertRule } from '../../../electron/contract/alerts.ts';

type Condition = AlertRule['condition'];

export interface RuleDraft {
  name: string;
  severity: AlertRule['severity'];
  enabled: boolean;
  kind: Condition['kind'];
  of: 'indicator' | 'cases' | 'money';
  indicator: string;
  letter: string;
  compare: 'below' | 'above';
  limit: string;
  clear: string;
  side: 'low' | 'high' | 'both';
  from: 'worst' | 'best';
  source: string;
  unit: string;
  level: string;
  forMinutes: string;
  recoverMinutes: string;
  noData: AlertRule['noData'];
  hours: boolean;
  hoursFrom: string;
  hoursTo: string;
  weekdays: readonly number[];
  holidays: NonNullable<AlertRule['hours']>['holidays'];
  escalate: boolean;
  afterMinutes: string;
  escalateMail: string;
  wall: boolean;
  sound: boolean;
  mail: string;
  endpoints: readonly string[];
}

/** What each kind of condition begins with. */
export const LIMITS: Readonly<Record<Condition['kind'], string>> = {
  fixed: '50',
  target: '90',
  history: '3',
  rank: '3',
  freshness: '60',
  forecast: '50',
};

export function draftOf(rule: AlertRule | null, unit: string): RuleDraft {
  const condition: Condition = rule?.condition ?? {
    ...{ kind: 'target', indicator: 'case_completion_rate', limit: 90, clear: null },
  };
  const of = condition.kind === 'fixed' ? condition.of : null;
  const hours = rule?.hours ?? null;
  return {
    name: rule?.name ?? '',
    severity: rule?.severity ?? 'warning',
    enabled: rule?.enabled ?? true,
    kind: condition.kind,
    of: of && 'measure' in of ? of.measure.of : 'indicator',
    indicator:
      of && 'indicator' in of
        ? of.indicator
        : 'indicator' in condition
          ? condition.indicator
          : 'case_completion_rate',
    letter: of && 'measure' in of ? of.measure.letter : 'K',
    compare: condition.kind === 'fixed' ? condition.compare : 'below',
    limit: String(condition.limit),
    clear: 'clear' in condition && condition.clear !== null ? String(condition.clear) : '',
    side: condition.kind === 'history' ? condition.side : 'low',
    from: condition.kind === 'rank' ? condition.from : 'worst',
    source: condition.kind === 'freshness' ? (condition.source ?? '') : '',
    unit: rule ? (rule.scope.unit ?? '') : unit,
    level: rule ? (rule.scope.level ?? '') : 'region',
    forMinutes: String(rule?.forMinutes ?? 0),
    recoverMinutes: String(rule?.recoverMinutes ?? 0),
    noData: rule?.noData ?? 'keep',
    hours: hours !== null,
    hoursFrom: hours?.from ?? '07:30',
    hoursTo: hours?.to ?? '17:00',
    weekdays: hours?.weekdays ?? [1, 2, 3, 4, 5],
    holidays: hours?.holidays ?? 'not',
    escalate: (rule?.escalate ?? null) !== null,
    afterMinutes: String(rule?.escalate?.afterMinutes ?? 240),
    escalateMail: rule?.escalate?.mail.join('\n') ?? '',
    wall: rule?.channels.wall ?? true,
    sound: rule?.channels.sound ?? false,
    mail: rule?.channels.mail.join('\n') ?? '',
    endpoints: rule?.channels.endpoints ?? [],
  };
}

/** The rule, or where in it something is wrong. @param kept days of a rule that the form does not ask for stay */
export function ruleOf(draft: RuleDraft, kept: AlertRule | null): { rule: AlertRule } | { field: string } {
  const isFreshness = draft.kind === 'freshness';
  const request = {
    name: draft.name,
    severity: draft.severity,
    enabled: draft.enabled,
    condition: conditionOf(draft),
    scope: {
      unit: isFreshness ? null : orNull(draft.unit),
      level: isFreshness ? null : (orNull(draft.level) as AlertRule['scope']['level']),
    },
    forMinutes: Number(draft.forMinutes),
    recoverMinutes: Number(draft.recoverMinutes),
    noData: draft.noData,
    hours: draft.hours
      ? {
          ...{
            from: draft.hoursFrom,
            to: draft.hoursTo,
            weekdays: [...draft.weekdays],
            holidays: draft.holidays,
          },
          ...{ firstDay: kept?.hours?.firstDay ?? null, lastDay: kept?.hours?.lastDay ?? null },
        }
      : null,
    escalate: draft.escalate
      ? { afterMinutes: Number(draft.afterMinutes), mail: linesOf(draft.escalateMail) }
      : null,
    channels: {
      ...{ wall: draft.wall, sound: draft.sound, mail: linesOf(draft.mail), endpoints: [...draft.endpoints] },
    },
  } satisfies Omit<AlertRuleRequest, 'condition'> & { condition: unknown };
  const read = alertRule.safeParse(request);
  if (read.success) return { rule: read.data };
  return { field: read.error.issues[0]?.path.join('.') ?? '' };
}

function conditionOf(draft: RuleDraft): unknown {
  const { kind, indicator, side, from, compare } = draft;
  const limit = numberOf(draft.limit);
  const clear = draft.clear.trim() === '' ? null : numberOf(draft.clear);
  switch (kind) {
    case 'fixed':
      return {
        ...{ kind, compare, limit, clear },
        of: draft.of === 'indicator' ? { indicator } : { measure: { of: draft.of, letter: draft.letter } },
      };
    case 'history':
      return { kind, indicator, side, limit, clear };
    case 'rank':
      return { kind, indicator, from, limit, clear };
    case 'freshness':
      return { kind, source: orNull(draft.source), limit };
    default:
      return { kind, indicator, limit, clear };
  }
}

/** Vietnamese writes the decimal comma. */
function numberOf(text: string): number {
  const plain = text.trim().replace(',', '.');
  return plain === '' ? Number.NaN : Number(plain);
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

function linesOf(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
