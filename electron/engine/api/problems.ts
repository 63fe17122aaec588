/** Every error leaves as `application/problem+json`, in words for the caller and without our internals. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { QuestionError } from '../measures/index.ts';
import { ProblemError, problemDocument } from '../problems/index.ts';
import { saysUnwritable } from '../store/index.ts';
import { methodsAt, type RouteTable } from './routeTable.ts';

export function answerProblems(app: FastifyInstance, routes: RouteTable): void {
  app.setErrorHandler((error: FastifyError, request, reply) => sendProblem(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = methodsAt(routes, path);
    if (methods.length > 0) {
      const detail = `${path} answers ${methods.join(', ')}, not ${request.method}.`;
      throw new ProblemError(405, detail, { headers: { allow: methods.join(', ') } });
    }
    sendProblem(
      new ProblemError(404, `There is nothing at ${path}; /api/v1/openapi.json lists what there is.`),
      request,
      reply,
    );
  });
}

/** Answers with the problem an error stands for. */
export function sendProblem(
  error: FastifyError | ProblemError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { status, detail, field } = explain(error);
  if (status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
  if (error instanceof ProblemError) reply.headers(error.headers);
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    // Already text: no response schema has a say in how an error looks.
    .serializer((text: string) => text)
    .send(JSON.stringify({ ...problemDocument(status, detail, field), ...moreOf(error) }));
}

function moreOf(error: object): Record<string, unknown> {
  return error instanceof ProblemError ? error.more : {};
}

interface Explanation {
  status: number;
  detail: string;
  field?: string | undefined;
}

function explain(error: FastifyError | ProblemError): Explanation {
  if (error instanceof ProblemError)
    return { status: error.statusCode, detail: error.message, field: error.field };
  if (error instanceof QuestionError) return { status: 400, detail: error.message, field: error.field };
  if (hasZodFastifySchemaValidationErrors(error)) return explainValidation(error);
  const said = OWN_WORDS[error.code];
  if (said !== undefined) return { status: error.statusCode ?? 400, detail: said };
  const unwritable = saysUnwritable(error);
  if (unwritable !== null) return { status: 507, detail: NOT_WRITTEN[unwritable] };
  const status = error.statusCode ?? 500;
  // A capability's own refusal carries its status, and the field if one is at fault.
  if (status >= 400 && status < 500) return { status, detail: error.message, field: fieldOf(error) };
  if (status === 503) return { status, detail: error.message };
  return {
    status: 500,
    detail: 'The engine failed to answer this; the reason is in its log, try again or tell an administrator.',
  };
}

function explainValidation(error: Pick<FastifyError, 'validation'>): Explanation {
  const [first] = error.validation ?? [];
  const path = (first?.instancePath ?? '').split('/').filter(Boolean);
  const unknown: unknown = first?.params['keys'];
  if (first?.keyword === 'unrecognized_keys' && Array.isArray(unknown)) path.push(String(unknown[0]));
  const field = path.join('.');
  const message =
    first?.keyword === 'unrecognized_keys' ? 'is not a known field' : (first?.message ?? 'is not valid');
  return field === ''
    ? { status: 400, detail: `The request is not as expected: ${message}.` }
    : { status: 400, detail: `${field}: ${message}.`, field };
}

function fieldOf(error: object): string | undefined {
  const field: unknown = Reflect.get(error, 'field');
  return typeof field === 'string' ? field : undefined;
}

const NOT_WRITTEN = {
  disk_full: 'The disk of the engine is full and nothing was changed: free room on it, then try again.',
  disk_read_only:
    'The disk of the engine cannot be written and nothing was changed: make the data folder writable, then try again.',
} as const;

/** Where the server's own wording would not help the caller. */
const OWN_WORDS: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than this address takes; send it in smaller parts.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE:
    'This content-type is not taken here; /api/v1/openapi.json says which one is.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; send a JSON object.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as content-length says.',
  FST_ERR_BAD_URL: 'The address is not a valid URL path.',
};
