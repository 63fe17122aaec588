import type { FileFault } from '../../contract/organisation.ts';
import { ProblemError } from '../problems/index.ts';

/** A refusal of a whole file or import, with what the console needs to say it in its reader's language. */
export function fileProblem(
  status: 400 | 409,
  reason: FileFault,
  detail: string,
  about: { row?: number; column?: string } = {},
): ProblemError {
  return new ProblemError(status, detail, { field: 'file', more: { reason, ...about } });
}
