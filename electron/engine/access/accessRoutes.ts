/** Setup, sign-in and sign-out. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  sessionAnswer,
  type SessionAnswer,
  setupRequest,
  setupState,
  signInRequest,
  user,
} from '../../contract/access.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { recordAudit } from './audit.ts';
import { giveCookie, SESSION_COOKIE, takeCookie } from './cookies.ts';
import { hashPassword, passwordFits } from './passwords.ts';
import { personOf } from './principal.ts';
import { findRole } from './roles.ts';
import type { Lockout } from './lockout.ts';
import type { SecondFactors } from './secondFactor.ts';
import { checkCode } from './secondStep.ts';
import { endSession, openSession, sessionNow } from './sessions.ts';
import type { Setup } from './setup.ts';
import { addFirstAdministrator, findUser, type KnownUser, somebodyManagesPeople } from './users.ts';

export interface AccessParts {
  db: WritableDB;
  secondFactors: SecondFactors;
  lockout: Lockout;
  /** Whether somebody may sign in by a password. */
  passwordsFor(known: Pick<KnownUser, 'permissions'>): boolean;
  setup: Setup;
  now: () => Instant;
  /** Rights changed, or a session or token was ended: live connections that no longer hold are closed. */
  onChange(listener: () => void): void;
  changed(): void;
}

/** Also slows down whoever tries a new name each time. */
const perMinute = { rateLimit: { max: 60, timeWindow: 60_000 } };

export function sessionRoutes(parts: AccessParts): FastifyPluginCallbackZod {
  const { db, setup, now, lockout } = parts;
  return (app, _options, registered) => {
    app.get(
      '/setup',
      { config: { access: 'open' }, schema: { tags: ['access'], response: { 200: setupState } } },
      () => ({ needed: setup.code() !== null }),
    );

    app.post(
      '/setup',
      {
        config: { access: 'open', door: 'machine', ...perMinute },
        schema: { tags: ['access'], body: setupRequest, response: { 201: user } },
      },
      async (request, reply) => {
        if (somebodyManagesPeople(db)) throw alreadySetUp();
        const { setupCode, username, password } = request.body;
        const limits = [{ key: `setup ${request.ip}`, most: 10 }];
        lockout.count(limits, username, request.ip);
        if (!setup.fits(setupCode)) {
          recordAudit(db, { at: now(), who: username, what: 'setup_refused', address: request.ip });
          throw new ProblemError(403, 'This is not the code shown on the wall.', { field: 'setupCode' });
        }
        lockout.succeeded(limits);
        const passwordHash = await hashPassword(password);
        if (!addFirstAdministrator(db, { username, passwordHash, at: now() })) throw alreadySetUp();
        const person = { role: 'administrator', place: null };
        recordAudit(db, {
          at: now(),
          who: username,
          what: 'setup',
          subject: username,
          address: request.ip,
          after: person,
        });
        setup.done();
        const made = findUser(db, username);
        return reply.code(201).send({
          username,
          ...person,
          permissions: made?.permissions ?? [],
        });
      },
    );

    app.post(
      '/session',
      {
        config: { access: 'open', ...perMinute },
        schema: { tags: ['access'], body: signInRequest, response: { 200: sessionAnswer } },
      },
      async (request, reply) => {
        const { username, password, code } = request.body;
        const limits = lockout.of(username, request.ip);
        lockout.count(limits, username, request.ip);
        const known = findUser(db, username);
        if (!(await passwordFits(password, known?.passwordHash)) || !known) {
          recordAudit(db, { at: now(), who: username, what: 'sign_in_refused', address: request.ip });
          throw new ProblemError(401, 'Username or password is wrong.');
        }
        if (!parts.passwordsFor(known)) {
          recordAudit(db, { at: now(), who: known.username, what: 'sign_in_refused', address: request.ip });
          throw new ProblemError(
            401,
            'password: is for administrators only here; sign in through the provider.',
            { field: 'password' },
          );
        }
        checkCode(parts, known, { code, address: request.ip }, limits);
        lockout.succeeded(limits);
        const session = openSession(db, {
          userId: known.id,
          address: request.ip,
          device: request.headers['user-agent'],
          now: now(),
          way: 'password',
        });
        recordAudit(db, { at: now(), who: known.username, what: 'sign_in', address: request.ip });
        // Without an expiry of its own: the browser forgets it with its windows, the store when it is over.
        giveCookie(reply, SESSION_COOKIE, session.token);
        return sessionOf(parts, session.hash, now());
      },
    );

    app.get(
      '/session',
      {
        config: { access: 'signed_in', place: 'free' },
        schema: { tags: ['access'], response: { 200: sessionAnswer } },
      },
      (request) => sessionOf(parts, personOf(request.principal).sessionHash, now()),
    );

    app.delete(
      '/session',
      { config: { access: 'open' }, schema: { tags: ['access'], response: { 204: z.undefined() } } },
      (request, reply) => {
        signOut(request, parts);
        takeCookie(reply, SESSION_COOKIE);
        return reply.code(204).send();
      },
    );
    registered();
  };
}

export function sessionOf({ db }: Pick<AccessParts, 'db'>, sessionHash: string, now: Instant): SessionAnswer {
  const session = sessionNow(db, sessionHash, now);
  if (!session) throw new ProblemError(401, 'The session has ended; sign in again.');
  const { username, role, place, permissions, secondFactorMissing } = session;
  const password = typeof findUser(db, username)?.passwordHash === 'string';
  const roleName = findRole(db, role)?.name ?? null;
  const expiresAt = formatInstant(session.expiresAt);
  return { username, role, roleName, place, permissions, secondFactorMissing, password, expiresAt };
}

function signOut(request: FastifyRequest, parts: AccessParts): void {
  const { db, now } = parts;
  const who = request.principal;
  if (who?.kind !== 'person') return;
  endSession(db, who.sessionHash);
  recordAudit(db, { at: now(), who: who.username, what: 'sign_out', address: request.ip });
  parts.changed();
}

function alreadySetUp(): ProblemError {
  return new ProblemError(409, 'The first administrator exists already; sign in instead.');
}
