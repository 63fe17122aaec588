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
  usernameKey,
} from '../../contract/access.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { createAttempts, type Limit } from './attempts.ts';
import { recordAudit } from './audit.ts';
import { giveCookie, SESSION_COOKIE, takeCookie } from './cookies.ts';
import { hashPassword, passwordFits } from './passwords.ts';
import { personOf } from './principal.ts';
import { findRole } from './roles.ts';
import type { SecondFactors } from './secondFactor.ts';
import { endSession, openSession, sessionNow } from './sessions.ts';
import type { Setup } from './setup.ts';
import { addFirstAdministrator, findUser, type KnownUser, somebodyManagesPeople } from './users.ts';

export interface AccessParts {
  db: WritableDB;
  secondFactors: SecondFactors;
  setup: Setup;
  now: () => Instant;
  /** Rights changed, or a session or token was ended: live connections that no longer hold are closed. */
  onChange(listener: () => void): void;
  changed(): void;
}

/** Failures are counted over a quarter of an hour. */
const WINDOW_MS = 15 * 60_000;
const FAILURES_PER_NAME_AND_ADDRESS = 5;
const FAILURES_PER_NAME = 30;
const FAILURES_PER_ADDRESS = 50;

/** Also slows down whoever tries a new name each time. */
const perMinute = { rateLimit: { max: 60, timeWindow: 60_000 } };

export function sessionRoutes(parts: AccessParts): FastifyPluginCallbackZod {
  const { db, setup, now, secondFactors } = parts;
  const attempts = createAttempts({ windowMs: WINDOW_MS, now });

  function countAttempt(limits: Limit[], who: string, address: string): void {
    const wait = attempts.begin(limits);
    if (wait === 0) return;
    recordAudit(db, { at: now(), who, what: 'sign_in_locked', address });
    throw new ProblemError(429, `Too many failed attempts; try again in ${Math.ceil(wait / 60)} minutes.`, {
      headers: { 'retry-after': String(wait) },
    });
  }

  /** The second step of whoever has one; a wrong code counts as a failure, a missing one does not. */
  function checkCode(
    { id, username }: KnownUser,
    { body: { code }, ip }: { body: z.infer<typeof signInRequest>; ip: string },
    limits: Limit[],
  ): void {
    if (!secondFactors.isOn(id)) return;
    if (code === undefined) {
      attempts.undone(limits);
      throw new ProblemError(
        401,
        'code: type the code that your authenticator shows now, or a recovery code.',
        {
          field: 'code',
        },
      );
    }
    if (secondFactors.use(id, code, now())) return;
    recordAudit(db, { at: now(), who: username, what: 'second_factor_refused', address: ip });
    throw new ProblemError(
      401,
      'code: this is not the code of now, or it was used already; type the next one, or a recovery code.',
      { field: 'code' },
    );
  }

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
        countAttempt(limits, username, request.ip);
        if (!setup.fits(setupCode)) {
          recordAudit(db, { at: now(), who: username, what: 'setup_refused', address: request.ip });
          throw new ProblemError(403, 'This is not the code shown on the wall.', { field: 'setupCode' });
        }
        attempts.succeeded(limits);
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
        const { username, password } = request.body;
        const name = usernameKey(username);
        const limits = [
          { key: `pair ${request.ip} ${name}`, most: FAILURES_PER_NAME_AND_ADDRESS },
          { key: `name ${name}`, most: FAILURES_PER_NAME },
          { key: `address ${request.ip}`, most: FAILURES_PER_ADDRESS },
        ];
        countAttempt(limits, username, request.ip);
        const known = findUser(db, username);
        if (!(await passwordFits(password, known?.passwordHash)) || !known) {
          recordAudit(db, { at: now(), who: username, what: 'sign_in_refused', address: request.ip });
          throw new ProblemError(401, 'Username or password is wrong.');
        }
        checkCode(known, request, limits);
        attempts.succeeded(limits);
        const session = openSession(db, {
          userId: known.id,
          address: request.ip,
          device: request.headers['user-agent'],
          now: now(),
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

function sessionOf({ db }: AccessParts, sessionHash: string, now: Instant): SessionAnswer {
  const session = sessionNow(db, sessionHash, now);
  if (!session) throw new ProblemError(401, 'The session has ended; sign in again.');
  const { username, role, place, permissions, secondFactorMissing } = session;
  const roleName = findRole(db, role)?.name ?? null;
  const expiresAt = formatInstant(session.expiresAt);
  return { username, role, roleName, place, permissions, secondFactorMissing, expiresAt };
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
