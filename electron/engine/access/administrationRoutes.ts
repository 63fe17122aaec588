/** Tokens of programs and of sources. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { apiTokenRequest, pushTokenRequest, tokenMade, tokensAnswer } from '../../contract/access.ts';
import { formatInstant, type Instant, parseInstant } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { recordAudit } from './audit.ts';
import { refuseGiving } from './giving.ts';
import { nameOf } from './principal.ts';
import { type Grant, listTokens, makeToken, revokeToken } from './tokens.ts';

export interface AdministrationParts {
  db: WritableDB;
  now: () => Instant;
  hasSource: (id: string) => boolean;
  /** Refuses, naming `place`, a place that is no unit of the organisation. */
  placed: (place: string | null) => void;
  /** The provider of OpenID that is set: its issuer, or `null`. */
  issuer: () => string | null;
  /** Rights changed, or sessions or tokens were ended. */
  changed: () => void;
}

const config = { access: 'people.manage' } as const;
const textOf = (at: Instant | null) => (at === null ? null : formatInstant(at));

export function administrationRoutes(parts: AdministrationParts): FastifyPluginCallbackZod {
  const { db, now, hasSource, placed, changed } = parts;

  function grant(request: FastifyRequest, asked: Omit<Grant, 'createdBy' | 'createdAt'>) {
    const granted = { ...asked, createdBy: nameOf(request.principal), createdAt: now() } as Grant;
    const made = makeToken(db, granted);
    recordAudit(db, {
      at: granted.createdAt,
      who: granted.createdBy,
      what: 'token_made',
      subject: `${granted.kind} token ${made.id}`,
      address: request.ip,
      after: shownGrant(granted),
    });
    const { createdAt, expiresAt } = granted;
    return { ...made, ...granted, createdAt: formatInstant(createdAt), expiresAt: textOf(expiresAt) };
  }

  /** When a token is to end; refused when that is past. */
  function endOf(text: string | null | undefined): Instant | null {
    const at = text === null || text === undefined ? null : parseInstant(text);
    if (at !== null && at <= now())
      throw new ProblemError(400, 'expiresAt: must be in the future; leave it out for no end.', {
        field: 'expiresAt',
      });
    return at;
  }

  return (app, _options, registered) => {
    app.post(
      '/sources/:id/tokens',
      {
        config: { access: 'sources.manage' },
        schema: {
          tags: ['sources'],
          params: z.object({ id: z.string() }),
          body: pushTokenRequest.nullish(),
          response: { 201: tokenMade },
        },
      },
      (request, reply) => {
        const source = request.params.id;
        if (!hasSource(source))
          throw new ProblemError(404, `There is no source "${source}".`, { field: 'id' });
        const name = request.body?.name ?? source;
        reply.code(201);
        return grant(request, { kind: 'push', source, name, place: null, permissions: [], expiresAt: null });
      },
    );

    app.post(
      '/tokens',
      {
        config,
        schema: {
          tags: ['access'],
          description: 'A token of a program: what it may, where, and until when. Shown this once.',
          body: apiTokenRequest.nullish(),
          response: { 201: tokenMade },
        },
      },
      (request, reply) => {
        const { name = 'reader', place = null, permissions = ['figures.read' as const] } = request.body ?? {};
        refuseGiving(request.reach, permissions, 'permissions');
        placed(place);
        const expiresAt = endOf(request.body?.expiresAt);
        reply.code(201);
        return grant(request, { kind: 'api', source: null, name, place, permissions, expiresAt });
      },
    );

    app.get('/tokens', { config, schema: { tags: ['access'], response: { 200: tokensAnswer } } }, () => ({
      tokens: listTokens(db).map((token) => ({
        ...token,
        createdAt: formatInstant(token.createdAt),
        expiresAt: textOf(token.expiresAt),
        lastUsed: textOf(token.lastUsed),
        revokedAt: textOf(token.revokedAt),
      })),
    }));

    app.delete(
      '/tokens/:number',
      {
        config,
        schema: {
          tags: ['access'],
          params: z.object({ number: z.coerce.number().int() }),
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const { number } = request.params;
        const ended = revokeToken(db, number, now());
        if (!ended) throw new ProblemError(404, `There is no token ${number} in force.`, { field: 'number' });
        recordAudit(db, {
          at: now(),
          who: nameOf(request.principal),
          what: 'token_revoked',
          subject: `${ended.kind} token ${number} (${ended.name})`,
          address: request.ip,
          before: shownGrant(ended),
        });
        changed();
        return reply.code(204).send();
      },
    );

    registered();
  };
}

function shownGrant({ kind, source, name, place, permissions, expiresAt }: Grant): object {
  return { kind, source, name, place, permissions, expiresAt: textOf(expiresAt) };
}
