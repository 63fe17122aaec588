/** How OpenID is set, tried and taken away, and who is linked to whom: for whoever manages people. */
import { X509Certificate } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  linkRequest,
  openIdAnswer,
  type OpenIdAnswer,
  openIdRequest,
  type OpenIdRequest,
  type OpenIdSettings,
  openIdTrial,
} from '../../../contract/openid.ts';
import { ProblemError } from '../../problems/index.ts';
import type { AdministrationParts } from '../administrationRoutes.ts';
import { type AuditEntry, recordAudit } from '../audit.ts';
import { refuseAbove, refuseGiving } from '../giving.ts';
import type { AccessControl } from '../index.ts';
import { nameOf } from '../principal.ts';
import { findRole, listRoles } from '../roles.ts';
import { endOpenIdSessions, endSessionsOf } from '../sessions.ts';
import { findUser, type KnownUser } from '../users.ts';
import { findIdentity, identityOf, link, unlink } from './identities.ts';
import { type Origins, redirectUris } from './origins.ts';
import { tryOpenId } from './trial.ts';

const config = { access: 'people.manage' } as const;
const params = z.object({ username: z.string().min(1).max(64) });
/** A certificate is longer than other bodies. */
const BODY_BYTES_MOST = 128 * 1024;

export function openIdRoutes(
  control: AccessControl,
  { placed }: Pick<AdministrationParts, 'placed'>,
  origins: Origins,
): FastifyPluginCallbackZod {
  const { db, now, openId, changed } = control;

  function answer(): OpenIdAnswer {
    const kept = openId.store.now();
    return {
      settings: kept?.settings ?? null,
      secretSet: kept?.secretSet ?? false,
      redirectUris: redirectUris(origins),
      waiting: openId.waiting(),
    };
  }

  function record(
    request: FastifyRequest,
    entry: Pick<AuditEntry, 'what' | 'subject' | 'before' | 'after'>,
  ): void {
    recordAudit(db, { at: now(), who: nameOf(request.principal), address: request.ip, ...entry });
  }

  /** The settings that hold now; @throws ProblemError 404 without any */
  function standing(): OpenIdSettings {
    const kept = openId.store.now();
    if (!kept) throw new ProblemError(404, 'OpenID is not set here.');
    return kept.settings;
  }

  function found(request: FastifyRequest, name: string): KnownUser {
    const known = findUser(db, name);
    if (!known) throw new ProblemError(404, `There is no user "${name}".`, { field: 'username' });
    refuseAbove(request.reach, known, 'username');
    return known;
  }

  /** Whoever says who is who at the provider could come in as anybody, so they need what anybody has. */
  function refuseLesser(request: FastifyRequest): void {
    const all = listRoles(db).filter(({ people }) => people > 0);
    refuseGiving(
      request.reach,
      all.flatMap(({ permissions }) => permissions),
      'issuer',
    );
  }

  function check(request: FastifyRequest, asked: OpenIdRequest): void {
    const { newPeople, groups } = asked;
    const kept = openId.store.now();
    // The secret that is kept goes to nobody but whom it was given for.
    if (kept?.secretSet && kept.settings.issuer !== asked.issuer && asked.clientSecret === undefined)
      throw new ProblemError(
        400,
        'clientSecret: another provider has another secret; give it, or null for none.',
        {
          field: 'clientSecret',
        },
      );
    const give = (id: string, field: string) => {
      const role = findRole(db, id);
      if (!role) throw new ProblemError(400, `${field}: there is no role "${id}".`, { field });
      refuseGiving(request.reach, role.permissions, field);
      return role;
    };
    if (newPeople !== null) {
      const { permissions } = give(newPeople.role, 'newPeople.role');
      if (permissions.includes('people.manage'))
        throw new ProblemError(
          400,
          'newPeople.role: everybody whom the provider knows would manage people; give another role.',
          { field: 'newPeople.role' },
        );
      placed(newPeople.place);
    }
    groups?.roles.forEach(({ role: id }, n) => {
      const field = `groups.roles.${n}.role`;
      if (give(id, field).permissions.includes('people.manage') && typeof newPeople?.place === 'string')
        throw new ProblemError(
          400,
          `${field}: whoever manages people looks after the whole organisation, and new people get a place.`,
          { field },
        );
    });
  }

  return (app, _options, registered) => {
    const tags = ['access'];

    app.get(
      '/openid',
      {
        config,
        schema: {
          tags,
          description: 'How OpenID is set; never the secret.',
          response: { 200: openIdAnswer },
        },
      },
      answer,
    );

    app.put(
      '/openid',
      {
        config,
        bodyLimit: BODY_BYTES_MOST,
        schema: {
          tags,
          description: 'Sets OpenID. With another issuer, sessions that were opened through the old one end.',
          body: openIdRequest,
          response: { 200: openIdAnswer },
        },
      },
      (request) => {
        refuseLesser(request);
        checkAuthority(request.body);
        check(request, request.body);
        const before = openId.store.now();
        db.transaction(() => {
          openId.store.keep(request.body);
          record(request, {
            what: 'openid_changed',
            subject: request.body.issuer,
            before: before && described(before.settings),
            after: {
              ...described(request.body),
              ...(request.body.clientSecret !== undefined && {
                clientSecret: request.body.clientSecret === null ? null : 'new',
              }),
            },
          });
          if (before && before.settings.issuer !== request.body.issuer) endOpenIdSessions(db);
        })();
        changed();
        return answer();
      },
    );

    app.delete(
      '/openid',
      {
        config,
        schema: {
          tags,
          description: 'Takes OpenID away; sessions that were opened through it end. Links are kept.',
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const settings = standing();
        openId.store.clear();
        endOpenIdSessions(db);
        record(request, { what: 'openid_removed', subject: settings.issuer, before: described(settings) });
        changed();
        return reply.code(204).send();
      },
    );

    app.post(
      '/openid/test',
      {
        config,
        bodyLimit: BODY_BYTES_MOST,
        schema: {
          tags,
          description:
            'Looks whether people could sign in so, and keeps nothing. Left out, the secret that is kept.',
          body: openIdRequest,
          response: { 200: openIdTrial },
        },
      },
      (request) => {
        refuseLesser(request);
        checkAuthority(request.body);
        const { clientSecret, ...settings } = request.body;
        const kept = openId.store.now();
        const secret =
          clientSecret === undefined && kept?.settings.issuer === settings.issuer
            ? openId.store.secret()
            : (clientSecret ?? null);
        return tryOpenId({ settings, secret, redirectUris: redirectUris(origins), now });
      },
    );

    app.put(
      '/users/:username/openid',
      {
        config,
        schema: {
          tags,
          description: 'Links a person to somebody of the provider that is set.',
          params,
          body: linkRequest,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const { issuer } = standing();
        const { subject } = request.body;
        const known = found(request, request.params.username);
        const taken = findIdentity(db, issuer, subject)?.userId ?? null;
        if (taken !== null && taken !== known.id)
          throw new ProblemError(409, 'subject: this is linked to another person; unlink that one first.', {
            field: 'subject',
          });
        const before = identityOf(db, issuer, known.id);
        link(db, { issuer, subject, userId: known.id, at: now() });
        openId.waitsNoMore(subject);
        record(request, {
          what: 'openid_linked',
          subject: known.username,
          before: before ? { issuer, subject: before.subject } : null,
          after: { issuer, subject },
        });
        return reply.code(204).send();
      },
    );

    app.delete(
      '/users/:username/openid',
      {
        config,
        schema: {
          tags,
          description: 'Unlinks a person; nothing but a hand links them again. They must sign in again.',
          params,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const { issuer } = standing();
        const known = found(request, request.params.username);
        const before = identityOf(db, issuer, known.id);
        if (!before || !unlink(db, issuer, known.id))
          throw new ProblemError(404, `"${known.username}" is not linked.`, { field: 'username' });
        endSessionsOf(db, known.id);
        record(request, {
          what: 'openid_unlinked',
          subject: known.username,
          before: { issuer, subject: before.subject },
        });
        changed();
        return reply.code(204).send();
      },
    );
    registered();
  };
}

/** @throws ProblemError 400 when it is no certificate: it would trust nobody, and say so to nobody */
function checkAuthority({ authority }: Pick<OpenIdSettings, 'authority'>): void {
  if (authority === null) return;
  try {
    new X509Certificate(authority);
  } catch {
    throw new ProblemError(400, 'authority: must be a certificate as PEM, with its BEGIN and END lines.', {
      field: 'authority',
    });
  }
}

/** Settings as the audit trail keeps them: whole, but for secrets and the certificate's text. */
function described({ authority, ...settings }: OpenIdSettings & { clientSecret?: unknown }): object {
  const { clientSecret: _secret, ...rest } = settings;
  return { ...rest, authority: authority !== null };
}
