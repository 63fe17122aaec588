/** How far the machine's clock can be trusted, as the console is told. */
import { z } from 'zod';
import { instantText } from './answers.ts';

export const CLOCK_FAULTS = ['set_back', 'set_forward', 'unsynchronised', 'source_off'] as const;

/**
 * Something wrong with a clock. `set_back`: the machine's clock was set back, and the engine's goes on; `set_forward`: it jumped
 * ahead; `unsynchronised`: no time server keeps it; `source_off`: the clock of a source differs from ours.
 */
export const clockFault = z.object({
  kind: z.enum(CLOCK_FAULTS),
  since: instantText,
  /** By how much, s; of a source: its clock minus ours. `null` where there is no amount. */
  seconds: z.number().nullable(),
  /** Name of the source concerned. */
  source: z.string().nullable(),
  endedAt: instantText.nullable(),
  /** Who said that it is known; it is not shown on the wall then. */
  acknowledgedBy: z.string().nullable(),
});
export type ClockFault = z.infer<typeof clockFault>;

export const timekeepingAnswer = z.object({
  /** The engine's own time, by which figures are shown and lines are taken in. */
  now: instantText,
  /** The machine's. */
  machine: instantText,
  /** How far the engine's is ahead of the machine's, s; more than 0 only after that was set back. */
  aheadS: z.number().min(0),
  /** Whether a time server keeps the machine's clock. */
  synchronised: z.enum(['yes', 'no', 'unknown']),
  /** Newest first: those that stand, and those of before. */
  faults: z.array(clockFault),
});
export type TimekeepingAnswer = z.infer<typeof timekeepingAnswer>;
