/** Decides whether a version on trial has passed, from what its wall says of itself; pure. */
import type { Pulse } from '../../contract/release.ts';
import { sentence } from '../language.ts';

/** A version whose wall ends so often during its trial has failed. */
const ENDS_MAX = 3;
/** Without a word of the wall for so long it is not well, ms. */
const WORD_MS = 15_000;

export interface TrialTerms {
  version: string;
  /** Windows that must have figures on them. */
  figures: number;
  /** So long must it be well without a break, ms. */
  wellFor: number;
  /** So long may it take until it has been, ms. */
  patience: number;
}

export interface TrialState {
  begunAt: number;
  /** Since when it is well; `null` while it is not. */
  wellSince: number | null;
  heardAt: number;
  /** How often its wall has ended. */
  ends: number;
  /** Its engine refuses to run: waiting does not help. */
  refused: boolean;
  /** What was wrong last, in words. */
  lastly: string;
}

export type Verdict = { is: 'open' } | { is: 'passed' } | { is: 'failed'; why: string };

/** A trial that begins at `now`, ms. */
export function beginTrial(now: number): TrialState {
  return {
    begunAt: now,
    wellSince: null,
    heardAt: now,
    ends: 0,
    refused: false,
    lastly: sentence('not_a_word'),
  };
}

/** What is wrong with a wall that says this of itself; `null` when it is well. */
export function ailmentOf(
  pulse: Pulse,
  { version, figures }: Pick<TrialTerms, 'version' | 'figures'>,
): string | null {
  if (pulse.version !== version) return sentence('says_other_version', { version: pulse.version });
  if (!pulse.engine) return sentence('engine_silent');
  if (pulse.windows === 0) return sentence('no_window');
  if (pulse.painting < pulse.windows)
    return sentence('windows_dark', { count: pulse.windows - pulse.painting });
  // With a monitor unplugged meanwhile there are fewer of them.
  const wanted = Math.min(figures, pulse.windows);
  if (pulse.figures < wanted) return sentence('windows_empty', { count: wanted - pulse.figures });
  return null;
}

/** The trial after a word of the wall. */
export function afterPulse(state: TrialState, pulse: Pulse, terms: TrialTerms, now: number): TrialState {
  const ailment = ailmentOf(pulse, terms);
  if (pulse.refused) return { ...state, heardAt: now, refused: true };
  return ailment === null
    ? { ...state, heardAt: now, wellSince: state.wellSince ?? now }
    : { ...state, heardAt: now, wellSince: null, lastly: ailment };
}

/** The trial after an end of the wall that nobody asked for. */
export function afterEnd(state: TrialState, code: number | null): TrialState {
  return {
    ...state,
    wellSince: null,
    ends: state.ends + 1,
    lastly: sentence('its_wall_ended', { code: code ?? sentence('no_code') }),
  };
}

/** How the trial stands at `now`, ms. */
export function verdictOf(state: TrialState, terms: TrialTerms, now: number): Verdict {
  if (state.ends >= ENDS_MAX)
    return { is: 'failed', why: sentence('several_times', { what: state.lastly, times: state.ends }) };
  if (state.refused) return { is: 'failed', why: sentence('engine_refuses') };
  const isHeard = now - state.heardAt < WORD_MS;
  if (isHeard && state.wellSince !== null && now - state.wellSince >= terms.wellFor) return { is: 'passed' };
  if (now - state.begunAt < terms.patience) return { is: 'open' };
  return {
    is: 'failed',
    why: isHeard
      ? state.lastly
      : sentence('no_word_of_it', { seconds: Math.round((now - state.heardAt) / 1000) }),
  };
}
