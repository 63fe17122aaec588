/**
 * Where a rule stands with one unit: normal → pending → firing → recovering → normal. Whether it can be told at all (no data,
 * an error) stands beside that and freezes it. Pure: nothing here knows a clock, a figure or a database.
 */
import type { Instant } from '../../contract/calendar.ts';
import type { AlertError } from '../../contract/alerts.ts';

export type Phase = 'normal' | 'pending' | 'firing' | 'recovering';
export type Trouble = 'no_data' | 'error';

export interface Standing {
  readonly phase: Phase;
  readonly since: Instant;
  /** Why it cannot be told, and since when; an alert about that itself counts as firing. */
  readonly trouble: Trouble | null;
  readonly troubleSince: Instant;
  /** An alert is open: about the condition, or about the trouble. */
  readonly open: 'condition' | Trouble | null;
}

/** What one look at a unit said: it holds, it is over, or neither, between the two limits. */
export type Reading =
  | { readonly is: 'breach' | 'clear' | 'between' }
  | { readonly is: 'no_data' }
  | { readonly is: 'error'; readonly error: AlertError };

export interface Policy {
  readonly forMs: number;
  readonly recoverMs: number;
  readonly noData: 'keep' | 'normal' | 'alert';
}

/** What a step did that somebody must know. */
export type Turn = 'opened' | 'closed' | null;

export const NORMAL: Standing = { phase: 'normal', since: 0, trouble: null, troubleSince: 0, open: null };

/** One look: where it stands after it, and whether an alert opened or closed by it. `at` never goes back. */
export function step(
  before: Standing,
  reading: Reading,
  at: Instant,
  policy: Policy,
): { standing: Standing; turn: Turn } {
  const standing = stepped(before, reading, at, policy);
  const turn =
    before.open === standing.open
      ? null
      : standing.open === null
        ? 'closed'
        : before.open === null
          ? 'opened'
          : null;
  return { standing, turn };
}

function stepped(before: Standing, reading: Reading, at: Instant, policy: Policy): Standing {
  if (reading.is === 'no_data' && policy.noData === 'normal') return told(before, 'clear', at, policy);
  if (reading.is === 'no_data' || reading.is === 'error') return untold(before, reading.is, at, policy);
  return told(before, reading.is, at, policy);
}

/** It cannot be told: everything stays as it was, and after its time that alone may be an alert. */
function untold(before: Standing, trouble: Trouble, at: Instant, policy: Policy): Standing {
  const troubleSince = before.trouble === trouble ? before.troubleSince : at;
  const alerts = trouble === 'error' || policy.noData === 'alert';
  const open = before.open ?? (alerts && at - troubleSince >= policy.forMs ? trouble : null);
  return { ...before, trouble, troubleSince, open };
}

function told(before: Standing, is: 'breach' | 'clear' | 'between', at: Instant, policy: Policy): Standing {
  // What was not seen for a while begins its waiting anew.
  const back = before.trouble !== null && (before.phase === 'pending' || before.phase === 'recovering');
  const since = back ? at : before.since;
  const phase = phaseAfter({ phase: before.phase, since }, is, at, policy);
  const isOpen = phase === 'firing' || phase === 'recovering';
  return {
    phase,
    since: phase === before.phase ? since : at,
    trouble: null,
    troubleSince: 0,
    // An alert about a trouble is over with it, unless what it hid holds.
    open: isOpen ? 'condition' : null,
  };
}

function phaseAfter(
  { phase, since }: { phase: Phase; since: Instant },
  is: 'breach' | 'clear' | 'between',
  at: Instant,
  { forMs, recoverMs }: Policy,
): Phase {
  switch (phase) {
    case 'normal':
      return is !== 'breach' ? 'normal' : forMs === 0 ? 'firing' : 'pending';
    case 'pending':
      if (is !== 'breach') return 'normal';
      return at - since >= forMs ? 'firing' : 'pending';
    case 'firing':
      return is !== 'clear' ? 'firing' : recoverMs === 0 ? 'normal' : 'recovering';
    case 'recovering':
      if (is !== 'clear') return 'firing';
      return at - since >= recoverMs ? 'normal' : 'recovering';
  }
}

/** Whether nothing is to be remembered of it. */
export function isNormal({ phase, trouble, open }: Standing): boolean {
  return phase === 'normal' && trouble === null && open === null;
}

/** When it turns by the clock alone, if it is read the same all the time; `null` if it does not. */
export function turnsAt(
  { phase, since, trouble, troubleSince, open }: Standing,
  policy: Policy,
): Instant | null {
  if (trouble !== null) {
    const alerts = trouble === 'error' || policy.noData === 'alert';
    return open === null && alerts ? troubleSince + policy.forMs : null;
  }
  if (phase === 'pending') return since + policy.forMs;
  return phase === 'recovering' ? since + policy.recoverMs : null;
}
