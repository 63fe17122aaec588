import type { StreetsFault } from '../../../contract/streets.ts';
import { ProblemError } from '../../problems/index.ts';

/** A refusal of a file, with what the console needs to say it in its reader's language. */
export function streetsProblem(status: 400 | 409, reason: StreetsFault, detail: string): ProblemError {
  return new ProblemError(status, detail, { field: 'file', more: { reason } });
}
