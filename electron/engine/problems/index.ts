/** A refusal with a reason: what every capability throws when a request cannot be granted. */
import { STATUS_CODES } from 'node:http';
import type { Problem } from '../../contract/problems.ts';

export interface ProblemOptions {
  /** Path of the field at fault, such as `unit`. */
  field?: string;
  /** Response headers that belong to the refusal, such as `retry-after`. */
  headers?: Record<string, string>;
  /** What else its reader needs to go on, beside the fields of a problem. */
  more?: Record<string, unknown>;
}

/** Answered as `application/problem+json`; `detail` is one sentence with the remedy. */
export class ProblemError extends Error {
  readonly statusCode: number;
  readonly field: string | undefined;
  readonly headers: Record<string, string>;
  readonly more: Record<string, unknown>;
  constructor(statusCode: number, detail: string, options: ProblemOptions = {}) {
    super(detail);
    this.statusCode = statusCode;
    this.field = options.field;
    this.headers = options.headers ?? {};
    this.more = options.more ?? {};
  }
}

/** The document of RFC 9457 for a status; `type` is `about:blank`, so `title` is the status phrase. */
export function problemDocument(status: number, detail: string, field?: string): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: 'about:blank', title, status, detail, ...(field === undefined ? {} : { field }) };
}
