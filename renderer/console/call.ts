/** One call of the engine's HTTP API: the answer checked, every refusal an `ApiError`. */
import type { z } from 'zod';
import { problem } from '../../electron/contract/problems.ts';

export const BASE = '/api/v1';

/** The engine refused; `status` 0 means that it did not answer at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly field: string | undefined;
  /** All that the engine said. */
  readonly said: unknown;
  constructor(status: number, detail: string, field?: string, said?: unknown) {
    super(detail);
    this.status = status;
    this.field = field;
    this.said = said;
  }
}

/** Asks the engine; throws `ApiError` for every refusal. @param body sent as JSON; a file as it is */
export async function call<T>(
  method: string,
  path: string,
  schema: z.ZodType<T>,
  body?: unknown,
): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(BASE + path, {
      method,
      credentials: 'same-origin',
      ...(body === undefined ? {} : bodyOf(body)),
    });
  } catch {
    throw new ApiError(0, '');
  }
  const json: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => undefined);
  if (!answer.ok) {
    const said = problem.safeParse(json);
    throw new ApiError(answer.status, said.data?.detail ?? '', said.data?.field, json);
  }
  return schema.parse(json);
}

function bodyOf(body: unknown): Pick<RequestInit, 'headers' | 'body'> {
  if (body instanceof Blob) return { headers: { 'content-type': 'application/octet-stream' }, body };
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
