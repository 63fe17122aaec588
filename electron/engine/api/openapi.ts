/** The OpenAPI 3.1 document, made from the routes' own schemas. */
import swagger from '@fastify/swagger';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { problem } from '../../contract/problems.ts';
import { type Access, SESSION_COOKIE } from '../access/index.ts';

/** Schemas that the document names once and refers to. */
const named = z.registry<{ id: string }>();
named.add(problem, { id: 'Problem' });

const transform = createJsonSchemaTransform({ schemaRegistry: named });
const transformObject = createJsonSchemaTransformObject({ schemaRegistry: named });

const TAGS = [
  { name: 'engine', description: 'The engine itself.' },
  { name: 'figures', description: 'Indicators and measures at an instant.' },
  { name: 'sources', description: 'The systems that figures come from.' },
  { name: 'years', description: 'Years that are over: signed copies of their figures.' },
  { name: 'wall', description: 'What the four screens show.' },
  { name: 'dashboards', description: 'Dashboards that people make for themselves and share.' },
  { name: 'tasks', description: 'What is to be done, by whom, until when.' },
  { name: 'organisation', description: 'Units and officers as files, and from files.' },
  { name: 'access', description: 'People, sessions, tokens, audit.' },
];

/** Describes every route registered after this call. */
export async function describeRoutes(app: FastifyInstance, version: string): Promise<void> {
  app.addHook('onRoute', addErrors);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'IOC Wall engine',
        version,
        description:
          'Figures of civil judgment enforcement for an operations room. Amounts are whole đồng as decimal strings; instants are RFC 3339 with offset; "no value" is null. Errors are problem documents (RFC 9457) that name the field at fault.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      tags: TAGS,
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: SESSION_COOKIE,
            description: 'A person, signed in with POST /api/v1/session.',
          },
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'A program: a token with permissions of its own, or a push token of one source.',
          },
        },
      },
    },
    transform: (document) => {
      const access = document.route.config?.access;
      const described = transform({ ...document, schema: document.schema ?? {} });
      return { ...described, schema: { ...described.schema, ...security(access) } };
    },
    transformObject,
  });
}

function security(access: Access | undefined): {
  security: Record<string, string[]>[];
  description?: string;
} {
  switch (access) {
    case undefined:
    case 'open':
      return { security: [] };
    case 'wall':
      return { security: [{ token: [] }] };
    default:
      return { security: [{ session: [] }, { token: [] }] };
  }
}

const WHAT: Record<number, string> = {
  400: 'A field is missing or wrong; `field` names it.',
  401: 'Nobody is signed in, or the token is not valid.',
  403: 'Whoever asks may not do this, or not ask about this unit (`field` is `unit` then).',
  404: 'What the address names does not exist.',
  405: 'The address has no such method.',
  409: 'It contradicts what is there; `detail` says what.',
  413: 'The body is too large.',
  415: 'The content-type is not taken here.',
  429: 'Too many requests or failed attempts; `Retry-After` says when to come back.',
  500: 'The engine failed; its log says why.',
};

/** Every route can fail in the ways its shape allows; the document says so without each route repeating it. */
function addErrors(route: RouteOptions): void {
  const schema = route.schema ?? {};
  if (schema.hide === true) return;
  const statuses = [500];
  if (schema.querystring || schema.body || schema.params) statuses.push(400);
  if (route.config?.access !== 'open') statuses.push(401, 403);
  if (schema.params) statuses.push(404);
  const writes = [route.method].flat().some((method) => ['POST', 'PUT', 'PATCH'].includes(method));
  if (writes) statuses.push(413, 415);
  if (route.config?.rateLimit) statuses.push(429);
  const given = typeof schema.response === 'object' && schema.response !== null ? schema.response : {};
  const errors = statuses.map((status) => [
    status,
    { description: WHAT[status], content: { 'application/problem+json': { schema: problem } } },
  ]);
  route.schema = { ...schema, response: { ...Object.fromEntries(errors), ...given } };
}
