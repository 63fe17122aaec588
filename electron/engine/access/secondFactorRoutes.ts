/** The second step of signing in, as a person sets it up for themselves, and as it is taken off a lost telephone's owner. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  ownPassword,
  secondFactorBegun,
  secondFactorCode,
  secondFactorConfirmed,
  secondFactorState,
} from '../../contract/access.ts';
import { ProblemError } from '../problems/index.ts';
import { recordAudit } from './audit.ts';
import { refuseAbove } from './giving.ts';
import type { AccessControl } from './index.ts';
import { nameOf, personOf, type Principal } from './principal.ts';
import { findRole } from './roles.ts';
import { endSessionsOf } from './sessions.ts';
import { findUser, type KnownUser } from './users.ts';

const config = { access: 'signed_in', place: 'free' } as const;

export function secondFactorRoutes(control: AccessControl): FastifyPluginCallbackZod {
  const { db, now, confirm, changed, secondFactors } = control;

  function selfOf(who: Principal | null): KnownUser {
    const known = findUser(db, personOf(who).username);
    if (known) return known;
    throw new ProblemError(404, 'You are no longer known here.');
  }
  function recordSecondFactor(
    { principal, ip: address }: Pick<FastifyRequest, 'principal' | 'ip'>,
    what: 'second_factor_set' | 'second_factor_removed',
    subject: string,
  ): void {
    const isOn = what === 'second_factor_set';
    const change = { before: { secondStep: !isOn }, after: { secondStep: isOn } };
    recordAudit(db, { at: now(), who: nameOf(principal), what, subject, address, ...change });
  }

  const isNeeded = (role: string) => findRole(db, role)?.secondFactor === true;

  return (app, _options, registered) => {
    const tags = ['access'];

    app.get(
      '/account/second-factor',
      { config, schema: { tags, response: { 200: secondFactorState } } },
      ({ principal }) => {
        const { id, role } = selfOf(principal);
        const on = secondFactors.isOn(id);
        return {
          on,
          needed: isNeeded(role),
          recoveryCodesLeft: on ? secondFactors.recoveryCodesLeft(id) : 0,
        };
      },
    );

    app.post(
      '/account/second-factor',
      {
        config,
        schema: {
          tags,
          description:
            'Begins: a secret for an authenticator, shown this once. Nothing is asked until a code was given.',
          body: ownPassword,
          response: { 201: secondFactorBegun },
        },
      },
      async (request, reply) => {
        const { id, username } = selfOf(request.principal);
        await confirm(request.principal, request.body.current, request.ip, 'current');
        if (secondFactors.isOn(id))
          throw new ProblemError(409, 'The second step is on already: take it off first.', {
            field: 'current',
          });
        reply.code(201);
        return secondFactors.begin(id, username);
      },
    );

    app.put(
      '/account/second-factor',
      {
        config,
        schema: {
          tags,
          description: 'A first code of the authenticator: from now on codes are asked. Other sessions end.',
          body: secondFactorCode,
          response: { 200: secondFactorConfirmed },
        },
      },
      (request) => {
        const person = personOf(request.principal);
        const { id } = selfOf(person);
        if (secondFactors.isOn(id))
          throw new ProblemError(409, 'The second step is on already: take it off first.', { field: 'code' });
        const recoveryCodes = secondFactors.confirm(id, request.body.code.replace(/\s/g, ''), now());
        if (!recoveryCodes)
          throw new ProblemError(
            403,
            'code: this is not the code of now; look at the clock of the telephone, and type the next one.',
            { field: 'code' },
          );
        endSessionsOf(db, id, person.sessionHash);
        const { username: who } = person;
        recordSecondFactor(request, 'second_factor_set', who);
        changed();
        return { recoveryCodes };
      },
    );

    app.post(
      '/account/second-factor/removal',
      { config, schema: { tags, body: ownPassword, response: { 204: z.undefined() } } },
      async (request, reply) => {
        const { id, role, username: who } = selfOf(request.principal);
        if (isNeeded(role))
          throw new ProblemError(409, 'Your role needs the second step.', { field: 'current' });
        await confirm(request.principal, request.body.current, request.ip, 'current');
        secondFactors.end(id);
        recordSecondFactor(request, 'second_factor_removed', who);
        return reply.code(204).send();
      },
    );

    app.delete(
      '/users/:username/second-factor',
      {
        config: { access: 'people.manage' },
        schema: {
          tags,
          description: 'Takes the second step off somebody who lost the telephone. They must sign in again.',
          params: z.object({ username: z.string().min(1).max(64) }),
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const known = findUser(db, request.params.username);
        if (!known || !secondFactors.isOn(known.id))
          throw new ProblemError(404, `There is no second step of "${request.params.username}".`, {
            field: 'username',
          });
        refuseAbove(request.reach, known, 'username');
        secondFactors.end(known.id);
        endSessionsOf(db, known.id);
        recordSecondFactor(request, 'second_factor_removed', known.username);
        changed();
        return reply.code(204).send();
      },
    );
    registered();
  };
}
