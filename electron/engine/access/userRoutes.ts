/** The people who may sign in: added, changed and taken away by whoever manages people. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type OpenIdLink,
  type Role,
  sessionsAnswer,
  user,
  userChange,
  userRequest,
  usernameKey,
  usersAnswer,
  type UsersAnswer,
} from '../../contract/access.ts';
import { formatInstant } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';
import type { AdministrationParts } from './administrationRoutes.ts';
import { type AuditEntry, recordAudit } from './audit.ts';
import { refuseAbove, refuseGiving } from './giving.ts';
import { identitiesOf, type Identity } from './openid/index.ts';
import { hashPassword } from './passwords.ts';
import { nameOf } from './principal.ts';
import { findRole } from './roles.ts';
import { describedSession, shownSession } from './sessionWords.ts';
import { endSession, endSessionsOf, listSessions } from './sessions.ts';
import { addUser, changeUser, findUser, type KnownUser, listUsers, removeUser } from './users.ts';

const config = { access: 'people.manage' } as const;
const params = z.object({ username: z.string().min(1).max(64) });

export function userRoutes(parts: AdministrationParts): FastifyPluginCallbackZod {
  const { db, now, placed, changed, issuer } = parts;

  /** The role that somebody is to have, with a place that goes with it. */
  function roleFor(request: FastifyRequest, id: string, place: string | null): Role {
    const role = findRole(db, id);
    if (!role)
      throw new ProblemError(400, `role: there is no role "${id}"; ask /roles for those there are.`, {
        field: 'role',
      });
    refuseGiving(request.reach, role.permissions, 'role');
    if (place !== null && role.permissions.includes('people.manage')) throw placedManager();
    placed(place);
    return role;
  }

  /** Whom to change, unless they have more rights than whoever changes them. */
  function found(request: FastifyRequest, name: string): KnownUser {
    const known = findUser(db, name);
    if (!known) throw new ProblemError(404, `There is no user "${name}".`, { field: 'username' });
    refuseAbove(request.reach, known, 'username');
    return known;
  }

  function record(
    request: FastifyRequest,
    what: 'user_added' | 'user_changed' | 'user_removed' | 'session_ended',
    subject: string,
    change: Pick<AuditEntry, 'before' | 'after'> = {},
  ) {
    const who = nameOf(request.principal);
    recordAudit(db, { at: now(), who, what, subject, address: request.ip, ...change });
  }

  /** @throws ProblemError 400 naming `password` when there is none, and no other way in */
  async function hashOf(password: string | null): Promise<string | null> {
    if (password !== null) return hashPassword(password);
    if (issuer() !== null) return null;
    throw new ProblemError(400, 'password: must be given, as nobody signs in by OpenID here.', {
      field: 'password',
    });
  }

  function peopleNow(): UsersAnswer['users'] {
    const provider = issuer();
    const linked = provider === null ? undefined : identitiesOf(db, provider);
    return listUsers(db).map(({ id, createdAt, ...person }) => {
      const identity = linked?.get(id);
      return {
        ...person,
        createdAt: formatInstant(createdAt),
        openId: identity ? shownLink(identity) : null,
      };
    });
  }

  return (app, _options, registered) => {
    const tags = ['access'];

    app.post(
      '/users',
      { config, schema: { tags, body: userRequest, response: { 201: user } } },
      async (request, reply) => {
        const { username, role, password, place = null } = request.body;
        roleFor(request, role, place);
        const passwordHash = await hashOf(password ?? null);
        // Once more: somebody may have changed the role while the hash was made.
        const { permissions } = roleFor(request, role, place);
        const person = { username, role, place };
        if (!addUser(db, { ...person, passwordHash, at: now() }))
          throw new ProblemError(409, `There already is a user "${username}".`, { field: 'username' });
        record(request, 'user_added', username, {
          after: { ...described(person), ...(passwordHash === null && { password: null }) },
        });
        return reply.code(201).send({ ...person, permissions });
      },
    );

    app.get('/users', { config, schema: { tags, response: { 200: usersAnswer } } }, () => ({
      users: peopleNow(),
    }));

    app.patch(
      '/users/:username',
      {
        config,
        schema: {
          tags,
          description: 'What is left out stays. The person must sign in again.',
          params,
          body: userChange,
          response: { 200: user },
        },
      },
      async (request) => {
        const { password } = request.body;
        if (typeof password === 'string' && usernameKey(password) === usernameKey(request.params.username))
          throw new ProblemError(400, 'password: must not be the username.', { field: 'password' });
        const hash = password === undefined ? undefined : await hashOf(password);
        // Looked up after the hash was made: in between somebody else may have changed the person.
        const known = found(request, request.params.username);
        const { role: id = known.role, place = known.place } = request.body;
        const { permissions } = roleFor(request, id, place);
        const next = {
          ...known,
          role: id,
          place,
          passwordHash: hash === undefined ? known.passwordHash : hash,
        };
        if (!changeUser(db, next)) throw nobodyLeft('role');
        record(request, 'user_changed', known.username, {
          before: described(known),
          after: {
            ...described(next),
            ...(hash !== undefined && { password: hash === null ? null : 'new' }),
          },
        });
        endSessionsOf(db, known.id);
        changed();
        return { username: known.username, role: id, place, permissions };
      },
    );

    app.delete(
      '/users/:username',
      { config, schema: { tags, params, response: { 204: z.undefined() } } },
      (request, reply) => {
        const known = found(request, request.params.username);
        if (!removeUser(db, known.id)) throw nobodyLeft('role');
        record(request, 'user_removed', known.username, { before: described(known) });
        changed();
        return reply.code(204).send();
      },
    );

    app.get(
      '/sessions',
      {
        config,
        schema: { tags, description: 'Sessions of everybody.', response: { 200: sessionsAnswer } },
      },
      ({ principal }) => ({
        sessions: listSessions(db, null, now()).map((session) => shownSession(session, principal)),
      }),
    );

    app.delete(
      '/sessions/:number',
      {
        config,
        schema: {
          tags,
          description: 'Ends a session of anybody, and its live connections at once.',
          params: z.object({ number: z.coerce.number().int() }),
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const { number } = request.params;
        const session = listSessions(db, null, now()).find(({ id }) => id === number);
        if (!session) throw new ProblemError(404, `There is no session ${number}.`, { field: 'number' });
        endSession(db, session.tokenHash);
        record(request, 'session_ended', session.username, { before: describedSession(session) });
        changed();
        return reply.code(204).send();
      },
    );
    registered();
  };
}

function shownLink({ issuer, subject, name, linkedAt, usedAt }: Identity): OpenIdLink {
  const lastUsed = usedAt === null ? null : formatInstant(usedAt);
  return { issuer, subject, name, linkedAt: formatInstant(linkedAt), lastUsed };
}

function described({ role, place }: Pick<KnownUser, 'role' | 'place'>): object {
  return { role, place };
}

function placedManager(): ProblemError {
  return new ProblemError(
    400,
    'place: whoever manages people looks after the whole organisation; give another role, or no place.',
    { field: 'place' },
  );
}

/** Why the last person who manages people stays as they are; `field` is what would have ended it. */
export function nobodyLeft(field: string): ProblemError {
  return new ProblemError(
    409,
    'Nobody would be left who manages people and has a password: give people.manage to somebody else first.',
    { field },
  );
}
