/** The fault log: what went wrong on the wall and what it did about it. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { role } from './live.ts';

export const FAULT_KINDS = [
  'wall_started',
  'wall_ended',
  'engine_exited',
  'engine_refused',
  'engine_silent',
  'engine_stuck',
  'engine_given_up',
  'engine_recovered',
  'window_silent',
  'window_frozen',
  'window_redrawn',
  'window_gone',
  'window_restarted',
  'window_recovered',
  'window_renewed',
  'renewal_put_off',
  'map_lost',
  'map_recovered',
  'page_failed',
  'page_error',
  'process_gone',
  'wall_covered',
  'monitors_changed',
  'bounds_refused',
  'bindings_refused',
  'screens_refused',
  'screensaver_stays',
  'past_pictures_failed',
  'board_export_failed',
  'report_print_failed',
  'request_refused',
  'pairing_refused',
  'shell_error',
  'faults_left_out',
] as const;
export const faultKind = z.enum(FAULT_KINDS);
export type FaultKind = z.infer<typeof faultKind>;

/** File in the data folder, one JSON object a line; an older part of it is kept as the second. */
export const FAULT_FILES = ['faults.ndjson', 'faults.1.ndjson'] as const;

/** What a fault concerns, where it concerns one thing that can come back. */
export const FAULT_PLACES = ['wall', 'window', 'engine', 'map'] as const;

export const faultEntry = z.object({
  at: instantText,
  kind: faultKind,
  place: z.enum(FAULT_PLACES),
  /** Roles of the window concerned; empty where none is. */
  roles: z.array(role),
  /** What the wall did: a rung of the ladder, such as `reload`; `null` where the kind says it all. */
  done: z.string().nullable(),
  /** Everything else that was noted, for whoever looks into it. */
  detail: z.record(z.string(), z.unknown()),
  /** How long until what failed was back, ms; `null` where it has not come back, or nothing was lost. */
  recoveredMs: z.number().min(0).nullable(),
});
export type FaultEntry = z.infer<typeof faultEntry>;

export const faultsAnswer = z.object({
  /** Newest first. */
  faults: z.array(faultEntry),
  /** Whether older ones were left out because of the limit. */
  more: z.boolean(),
});
export type FaultsAnswer = z.infer<typeof faultsAnswer>;

/** What a page may have written into the log. */
export const pageTrouble = z.strictObject({ kind: z.enum(['map_lost', 'map_recovered']), role });
export type PageTrouble = z.infer<typeof pageTrouble>;

/**
 * What a window has on it: `nothing` where there ought to be something, `waiting` while it has no figures to show yet,
 * `figures`.
 */
export const pageContent = z.enum(['nothing', 'waiting', 'figures']);
export type PageContent = z.infer<typeof pageContent>;
