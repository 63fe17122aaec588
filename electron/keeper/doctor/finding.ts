/** What the doctor finds about one thing. */

export const CHECKS = [
  'files',
  'libraries',
  'sandbox',
  'monitors',
  'blanking',
  'graphics',
  'memory',
  'disk',
  'clock',
  'zone',
  'ports',
  'database',
  'backups',
  'sources',
  'updates',
  'key',
  'service',
] as const;
export type CheckId = (typeof CHECKS)[number];

/**
 * `good`; `warn`: the wall runs, somebody should look; `bad`: the wall cannot do its work; `unknown`: it cannot be seen from
 * here.
 */
export type State = 'good' | 'warn' | 'bad' | 'unknown';

export interface Finding {
  readonly id: CheckId;
  readonly state: State;
  /** Which of the check's sentences applies. */
  readonly says: string;
  /** What stands in the sentence and its remedy. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** A finding in fewer words. */
export function found(
  id: CheckId,
  state: State,
  says: string,
  values: Readonly<Record<string, string | number>> = {},
): Finding {
  return { id, state, says, values };
}

/** 1 when something is bad, else 0. */
export function exitCodeOf(findings: readonly Finding[]): number {
  return findings.some(({ state }) => state === 'bad') ? 1 : 0;
}
