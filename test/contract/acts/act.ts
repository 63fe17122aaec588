/** One act that the audit trail tells of. */
import type { House } from '../house.ts';

/** `added`: what is there after; `removed`: what was there before; `changed`: both. */
export type Leaves = 'added' | 'removed' | 'changed';
export interface Act {
  kind: string;
  leaves: Leaves;
  /** Prepares what it needs, and does it; what it is answered must be a success. */
  do: (house: House) => Promise<{ status: number }>;
  /** Needs an address of the machine that is not loopback. */
  outside?: true;
}
