/** The people who may sign in: added, changed and taken away by an administrator. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  PERMISSIONS,
  type PersonRole,
  type Standing,
  user,
  userChange,
  userRequest,
  usernameKey,
  usersAnswer,
} from '../../contract/access.ts';
import { formatInstant } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';
import type { AdministrationParts } from './administrationRoutes.ts';
import { recordAudit } from './audit.ts';
import { hashPassword } from './passwords.ts';
import { nameOf } from './principal.ts';
import { endSessionsOf } from './sessions.ts';
import { usualPermissions } from './standing.ts';
import { addUser, changeUser, findUser, type KnownUser, listUsers, removeUser } from './users.ts';

const config = { access: 'administrator' } as const;
const params = z.object({ username: z.string().min(1).max(64) });

export function userRoutes(parts: AdministrationParts): FastifyPluginCallbackZod {
  const { db, now, placed, sessionEnded } = parts;

  /** Where a person stands after a request; an administrator keeps the whole organisation in order, and sees it. */
  function standingAfter(
    role: PersonRole,
    asked: { place?: string | null | undefined; permissions?: Standing['permissions'] | undefined },
    before: Standing,
  ): Standing {
    const place = asked.place === undefined ? before.place : asked.place;
    if (role === 'administrator') {
      if (place !== null)
        throw new ProblemError(
          400,
          'place: an administrator looks after the whole organisation; give another role, or no place.',
          { field: 'place' },
        );
      return { place, permissions: [...PERMISSIONS] };
    }
    placed(place);
    return { place, permissions: asked.permissions ?? before.permissions };
  }

  function found(name: string): KnownUser {
    const known = findUser(db, name);
    if (known) return known;
    throw new ProblemError(404, `There is no user "${name}".`, { field: 'username' });
  }

  function endSessions(id: number): void {
    for (const hash of endSessionsOf(db, id)) sessionEnded(hash);
  }

  function record(
    request: FastifyRequest,
    what: 'user_added' | 'user_changed' | 'user_removed',
    subject: string,
  ) {
    recordAudit(db, { at: now(), who: nameOf(request.principal), what, subject, address: request.ip });
  }

  return (app, _options, registered) => {
    const tags = ['access'];

    app.post(
      '/users',
      { config, schema: { tags, body: userRequest, response: { 201: user } } },
      async (request, reply) => {
        const { username, role, password, ...asked } = request.body;
        const usual = { place: null, permissions: usualPermissions(role) };
        const standing = standingAfter(role, asked, usual);
        const passwordHash = await hashPassword(password);
        if (!addUser(db, { username, role, passwordHash, at: now(), ...standing }))
          throw new ProblemError(409, `There already is a user "${username}".`, { field: 'username' });
        record(request, 'user_added', described({ username, role, ...standing }));
        return reply.code(201).send({ username, role, ...standing });
      },
    );

    app.get('/users', { config, schema: { tags, response: { 200: usersAnswer } } }, () => ({
      users: listUsers(db).map((person) => ({ ...person, createdAt: formatInstant(person.createdAt) })),
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
        const { password, role: asked, ...standingAsked } = request.body;
        if (password !== undefined && usernameKey(password) === usernameKey(request.params.username))
          throw new ProblemError(400, 'password: must not be the username.', { field: 'password' });
        const hash = password === undefined ? undefined : await hashPassword(password);
        // Looked up after the hash was made: in between somebody else may have changed the person.
        const known = found(request.params.username);
        const role = asked ?? known.role;
        const standing = standingAfter(role, standingAsked, standingBefore(known, role));
        const next = { ...known, role, ...standing, passwordHash: hash ?? known.passwordHash };
        if (!changeUser(db, next)) throw lastAdministrator();
        record(request, 'user_changed', described(next) + (hash === undefined ? '' : ', new password'));
        endSessions(known.id);
        return { username: known.username, role, ...standing };
      },
    );

    app.delete(
      '/users/:username',
      { config, schema: { tags, params, response: { 204: z.undefined() } } },
      (request, reply) => {
        const known = found(request.params.username);
        // Before the row is gone: its sessions go with it.
        const removed = db.transaction(() => {
          const hashes = endSessionsOf(db, known.id);
          if (!removeUser(db, known.id)) throw lastAdministrator();
          return hashes;
        })();
        record(request, 'user_removed', known.username);
        for (const hash of removed) sessionEnded(hash);
        return reply.code(204).send();
      },
    );
    registered();
  };
}

/** An administrator who becomes something else begins with what that role usually has. */
function standingBefore(known: KnownUser, role: PersonRole): Standing {
  const { place, permissions } = known;
  return { place, permissions: role === known.role ? permissions : usualPermissions(role) };
}

function described(person: { username: string; role: PersonRole } & Standing): string {
  const { username, role, place, permissions } = person;
  const more = [...(place === null ? [] : [`in ${place}`]), ...permissions];
  return `${username} as ${role}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}

function lastAdministrator(): ProblemError {
  return new ProblemError(409, 'This is the last administrator: make another one first.', { field: 'role' });
}
