/** What a person keeps in order of their own: the password, and where they are signed in. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { passwordChange, sessionsAnswer, usernameKey } from '../../contract/access.ts';
import { ProblemError } from '../problems/index.ts';
import { recordAudit } from './audit.ts';
import type { AccessControl } from './index.ts';
import { hashPassword } from './passwords.ts';
import { personOf } from './principal.ts';
import { describedSession, shownSession } from './sessionWords.ts';
import { endSession, endSessionsOf, listSessions } from './sessions.ts';
import { changePassword, findUser } from './users.ts';

const config = { access: 'signed_in', place: 'free' } as const;

export function accountRoutes(control: AccessControl): FastifyPluginCallbackZod {
  const { db, now, confirm, changed } = control;
  return (app, _options, registered) => {
    const tags = ['access'];

    app.get(
      '/account/sessions',
      { config, schema: { tags, description: 'Own sessions.', response: { 200: sessionsAnswer } } },
      ({ principal }) => ({
        sessions: listSessions(db, personOf(principal).username, now()).map((session) =>
          shownSession(session, principal),
        ),
      }),
    );

    app.delete(
      '/account/sessions/:number',
      {
        config,
        schema: {
          tags,
          description: 'Ends an own session, and its live connections at once.',
          params: z.object({ number: z.coerce.number().int() }),
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const { username } = personOf(request.principal);
        const { number } = request.params;
        const session = listSessions(db, username, now()).find(({ id }) => id === number);
        if (!session) throw new ProblemError(404, `You have no session ${number}.`, { field: 'number' });
        endSession(db, session.tokenHash);
        recordAudit(db, {
          at: now(),
          who: username,
          what: 'session_ended',
          subject: username,
          address: request.ip,
          before: describedSession(session),
        });
        changed();
        return reply.code(204).send();
      },
    );

    app.put(
      '/account/password',
      {
        config,
        schema: {
          tags,
          description: 'Changes the own password. All other sessions end.',
          body: passwordChange,
          response: { 204: z.undefined() },
        },
      },
      async (request, reply) => {
        const person = personOf(request.principal);
        const { current, password } = request.body;
        if (usernameKey(password) === usernameKey(person.username))
          throw new ProblemError(400, 'password: must not be the username.', { field: 'password' });
        await confirm(person, current, request.ip, 'current');
        const hash = await hashPassword(password);
        const known = findUser(db, person.username);
        if (!known) throw new ProblemError(404, 'You are no longer known here.');
        changePassword(db, known.id, hash);
        endSessionsOf(db, known.id, person.sessionHash);
        recordAudit(db, {
          at: now(),
          who: person.username,
          what: 'password_changed',
          address: request.ip,
          before: {},
          after: { password: 'new' },
        });
        changed();
        return reply.code(204).send();
      },
    );
    registered();
  };
}
