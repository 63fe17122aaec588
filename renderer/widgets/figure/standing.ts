/** How figures stand against their targets to date. Pure; used wherever offices or figures are put in order. */
import type { TargetStanding, Value } from '../../../electron/contract/answers.ts';

interface Standing {
  readonly value: Value['value'];
  readonly target: TargetStanding | null;
}

/** Value as a share of its target to date, 1 is on it; `null` without value or target. */
export function reached({ value, target }: Standing): number | null {
  if (value === null || target === null || target.toDate === 0) return null;
  return Number(value) / target.toDate;
}

/**
 * The one of `keys` that is furthest below its target to date, or `null` when none is behind. Meant for
 * indicators of which more is better; only a status of behind or missed counts.
 */
export function worstOf(keys: readonly string[], figures: Readonly<Record<string, Standing>>): string | null {
  const behind = keys.flatMap((key) => {
    const figure = figures[key];
    const share = figure ? reached(figure) : null;
    const status = figure?.target?.status;
    return share !== null && (status === 'behind' || status === 'missed') ? [{ key, share }] : [];
  });
  return behind.sort((a, b) => a.share - b.share)[0]?.key ?? null;
}
