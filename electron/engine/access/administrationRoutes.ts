/** What an administrator keeps in order: people, tokens, and the trail of what was done. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  auditAnswer,
  tokenMade,
  tokenRequest,
  tokensAnswer,
  user,
  userRequest,
  usersAnswer,
} from '../../contract/access.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { readAudit, recordAudit } from './audit.ts';
import { hashPassword } from './passwords.ts';
import { nameOf, type Principal } from './principal.ts';
import { listTokens, makeToken, revokeToken, type TokenScope } from './tokens.ts';
import { addUser, listUsers } from './users.ts';

export interface AdministrationParts {
  db: WritableDB;
  now: () => Instant;
  hasSource: (id: string) => boolean;
}

const forAdministrators = { access: 'administrator' } as const;

export function administrationRoutes(parts: AdministrationParts): FastifyPluginCallbackZod {
  const { db, now, hasSource } = parts;

  function grant(who: Principal | null, address: string, scope: TokenScope, name: string) {
    const [at, createdBy] = [now(), nameOf(who)];
    const made = makeToken(db, { ...scope, name, createdBy, at });
    const subject = `${scope.scope} token ${made.id}${scope.source === null ? '' : ` of source ${scope.source}`}`;
    recordAudit(db, { at, who: createdBy, what: 'token_made', subject, address });
    return { ...made, ...scope, name, createdBy, createdAt: formatInstant(at) };
  }

  return (app, _options, registered) => {
    app.post(
      '/sources/:id/tokens',
      {
        config: forAdministrators,
        schema: {
          tags: ['sources'],
          params: z.object({ id: z.string() }),
          body: tokenRequest.nullish(),
          response: { 201: tokenMade },
        },
      },
      (request, reply) => {
        const source = request.params.id;
        if (!hasSource(source))
          throw new ProblemError(404, `There is no source "${source}".`, { field: 'id' });
        const name = request.body?.name ?? source;
        reply.code(201);
        return grant(request.principal, request.ip, { scope: 'push', source }, name);
      },
    );

    app.post(
      '/tokens',
      {
        config: forAdministrators,
        schema: { tags: ['access'], body: tokenRequest.nullish(), response: { 201: tokenMade } },
      },
      (request, reply) => {
        const name = request.body?.name ?? 'reader';
        reply.code(201);
        return grant(request.principal, request.ip, { scope: 'read', source: null }, name);
      },
    );

    app.get(
      '/tokens',
      { config: forAdministrators, schema: { tags: ['access'], response: { 200: tokensAnswer } } },
      () => ({
        tokens: listTokens(db).map((token) => ({
          ...token,
          createdAt: formatInstant(token.createdAt),
          revokedAt: token.revokedAt === null ? null : formatInstant(token.revokedAt),
        })),
      }),
    );

    app.delete(
      '/tokens/:number',
      {
        config: forAdministrators,
        schema: {
          tags: ['access'],
          params: z.object({ number: z.coerce.number().int() }),
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const { number } = request.params;
        if (!revokeToken(db, number, now()))
          throw new ProblemError(404, `There is no token ${number} in force.`, { field: 'number' });
        const who = nameOf(request.principal);
        recordAudit(db, {
          at: now(),
          who,
          what: 'token_revoked',
          subject: `token ${number}`,
          address: request.ip,
        });
        return reply.code(204).send();
      },
    );

    app.post(
      '/users',
      {
        config: forAdministrators,
        schema: { tags: ['access'], body: userRequest, response: { 201: user } },
      },
      async (request, reply) => {
        const { username, role, password } = request.body;
        const passwordHash = await hashPassword(password);
        if (!addUser(db, { username, role, passwordHash, at: now() }))
          throw new ProblemError(409, `There already is a user "${username}".`, { field: 'username' });
        const who = nameOf(request.principal);
        recordAudit(db, {
          at: now(),
          who,
          what: 'user_added',
          subject: `${username} as ${role}`,
          address: request.ip,
        });
        return reply.code(201).send({ username, role });
      },
    );

    app.get(
      '/users',
      { config: forAdministrators, schema: { tags: ['access'], response: { 200: usersAnswer } } },
      () => ({
        users: listUsers(db).map((person) => ({ ...person, createdAt: formatInstant(person.createdAt) })),
      }),
    );

    app.get(
      '/audit',
      {
        config: forAdministrators,
        schema: {
          tags: ['access'],
          querystring: z.object({
            before: z.coerce.number().int().min(1).default(Number.MAX_SAFE_INTEGER),
            limit: z.coerce.number().int().min(1).max(1000).default(100),
          }),
          response: { 200: auditAnswer },
        },
      },
      (request) => ({
        entries: readAudit(db, request.query.before, request.query.limit).map((entry) => ({
          ...entry,
          at: formatInstant(entry.at),
        })),
      }),
    );
    registered();
  };
}
