/** What an administrator keeps in order besides people: tokens, and the trail of what was done. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  auditAnswer,
  readTokenRequest,
  type Standing,
  tokenMade,
  tokenRequest,
  tokensAnswer,
} from '../../contract/access.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { readAudit, recordAudit } from './audit.ts';
import { nameOf, type Principal } from './principal.ts';
import { listTokens, makeToken, revokeToken, type TokenScope } from './tokens.ts';

export interface AdministrationParts {
  db: WritableDB;
  now: () => Instant;
  hasSource: (id: string) => boolean;
  /** Refuses, naming `place`, a place that is no unit of the organisation. */
  placed: (place: string | null) => void;
  /** A session was ended by an administrator. */
  sessionEnded: (sessionHash: string) => void;
}

const forAdministrators = { access: 'administrator' } as const;

export function administrationRoutes(parts: AdministrationParts): FastifyPluginCallbackZod {
  const { db, now, hasSource, placed } = parts;

  function grant(who: Principal | null, address: string, scope: TokenScope & Standing, name: string) {
    const [at, createdBy] = [now(), nameOf(who)];
    const made = makeToken(db, { ...scope, name, createdBy, at });
    const what = `${scope.scope} token ${made.id}${scope.source === null ? '' : ` of source ${scope.source}`}`;
    const subject = scope.place === null ? what : `${what} in ${scope.place}`;
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
        return grant(
          request.principal,
          request.ip,
          { scope: 'push', source, place: null, permissions: [] },
          name,
        );
      },
    );

    app.post(
      '/tokens',
      {
        config: forAdministrators,
        schema: { tags: ['access'], body: readTokenRequest.nullish(), response: { 201: tokenMade } },
      },
      (request, reply) => {
        const { name = 'reader', place = null, permissions = [] } = request.body ?? {};
        placed(place);
        reply.code(201);
        const scope = { scope: 'read', source: null, place, permissions } as const;
        return grant(request.principal, request.ip, scope, name);
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
