/** An alert as it stands, folded from what happened to it: up to now, or up to a past instant. Pure. */
import type { Scalar } from '../../contract/answers.ts';
import type { Alert, AlertError, alertEvent } from '../../contract/alerts.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { z } from 'zod';

export type EventKind = z.infer<typeof alertEvent>['kind'];

/** What it was when it fired. */
export interface FiredDetail {
  readonly version: number;
  readonly of: 'unit' | 'source';
  readonly cause: Alert['cause'];
  readonly error: AlertError | null;
  readonly value: Scalar;
  readonly limit: Scalar;
  readonly measuredIn: Alert['measuredIn'];
  readonly decimals: number;
  readonly owner: string | null;
}

export type AlertHappening = {
  readonly at: Instant;
  readonly by: string | null;
  readonly comment: string | null;
} & (
  | { readonly kind: 'fired' | 'fired_again'; readonly detail: FiredDetail }
  | { readonly kind: 'escalated'; readonly detail: { readonly owner: string } }
  | { readonly kind: 'shelved'; readonly detail: { readonly until: Instant } }
  | {
      readonly kind: 'recovered' | 'ended_with_rule' | 'ended_with_unit' | 'acknowledged' | 'unshelved';
      readonly detail: null;
    }
);

export interface AlertHead {
  readonly number: number;
  readonly rule: number;
  readonly subject: string;
}

export interface Listed extends AlertHead {
  readonly fired: FiredDetail;
  readonly since: Instant;
  readonly times: number;
  readonly endedAt: Instant | null;
  readonly acknowledged: { readonly by: string; readonly at: Instant; readonly comment: string } | null;
  readonly shelvedUntil: Instant | null;
  readonly owner: string | null;
  readonly escalated: number;
  /** When it was escalated last. */
  readonly escalatedAt: Instant | null;
}

/** What one more happening makes of an alert. @param before `null` before it first fired */
export function happened(head: AlertHead, before: Listed | null, happening: AlertHappening): Listed | null {
  const { at, by, comment } = happening;
  if (happening.kind === 'fired' || happening.kind === 'fired_again') {
    const { number, rule, subject } = head;
    return {
      ...{ number, rule, subject },
      fired: happening.detail,
      since: at,
      times: (before?.times ?? 0) + 1,
      endedAt: null,
      // It is news again: nobody has answered for this time yet.
      acknowledged: null,
      shelvedUntil: before?.shelvedUntil ?? null,
      owner: happening.detail.owner,
      escalated: 0,
      escalatedAt: null,
    };
  }
  if (before === null) return null;
  switch (happening.kind) {
    case 'recovered':
    case 'ended_with_rule':
    case 'ended_with_unit':
      return { ...before, endedAt: at };
    case 'acknowledged':
      return { ...before, acknowledged: { by: by ?? '', at, comment: comment ?? '' } };
    case 'shelved':
      return { ...before, shelvedUntil: happening.detail.until };
    case 'unshelved':
      return { ...before, shelvedUntil: null };
    case 'escalated':
      return { ...before, owner: happening.detail.owner, escalated: before.escalated + 1, escalatedAt: at };
  }
}

/** Whether it leaves the list: it is over, and somebody has seen it. */
export function isGone({ endedAt, acknowledged }: Listed): boolean {
  return endedAt !== null && acknowledged !== null;
}

export function isShelved({ shelvedUntil }: Listed, at: Instant): boolean {
  return shelvedUntil !== null && shelvedUntil > at;
}

/** When it is due to become the next higher unit's; `null` when it is not. @param afterMs nobody acknowledged it for so long */
export function escalatesAt(
  alert: Listed,
  afterMs: number,
  parentOf: (unit: string) => string | null,
): Instant | null {
  const { owner, endedAt, acknowledged, since, escalatedAt, shelvedUntil } = alert;
  if (owner === null || endedAt !== null || acknowledged !== null || parentOf(owner) === null) return null;
  return Math.max((escalatedAt ?? since) + afterMs, shelvedUntil ?? 0);
}
