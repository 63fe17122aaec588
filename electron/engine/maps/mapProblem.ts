import type { MapFileFault } from '../../contract/maps.ts';
import { ProblemError } from '../problems/index.ts';

/** A refusal of a whole file, with what the console needs to say it in its reader's language. */
export function mapProblem(status: 400 | 409, reason: MapFileFault, detail: string): ProblemError {
  return new ProblemError(status, detail, { field: 'file', more: { reason } });
}
