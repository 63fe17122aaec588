/** Roles as data: what each permits is changed by whoever manages people, within their own rights. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type Role,
  role,
  roleChange,
  roleNamesAnswer,
  roleRequest,
  rolesAnswer,
} from '../../contract/access.ts';
import { ProblemError } from '../problems/index.ts';
import type { AdministrationParts } from './administrationRoutes.ts';
import { type AuditEntry, recordAudit } from './audit.ts';
import { refuseAbove, refuseGiving } from './giving.ts';
import { nameOf } from './principal.ts';
import { addRole, changeRole, findRole, isPlaced, listRoles, removeRole } from './roles.ts';
import { nobodyLeft } from './userRoutes.ts';

const config = { access: 'people.manage' } as const;
const params = z.object({ role: z.string().min(1).max(32) });

export function roleRoutes(parts: AdministrationParts): FastifyPluginCallbackZod {
  const { db, now, changed } = parts;

  function found(request: FastifyRequest<{ Params: { role: string } }>): Role {
    const known = findRole(db, request.params.role);
    if (!known) throw new ProblemError(404, `There is no role "${request.params.role}".`, { field: 'role' });
    refuseAbove(request.reach, known, 'role');
    return known;
  }

  function record(
    request: FastifyRequest,
    what: AuditEntry['what'],
    subject: string,
    change: Pick<AuditEntry, 'before' | 'after'>,
  ) {
    const who = nameOf(request.principal);
    recordAudit(db, { at: now(), who, what, subject, address: request.ip, ...change });
  }

  return (app, _options, registered) => {
    const tags = ['access'];

    app.get('/roles', { config, schema: { tags, response: { 200: rolesAnswer } } }, () => ({
      roles: listRoles(db),
    }));

    app.get(
      '/roles/names',
      {
        config: { access: 'signed_in', place: 'free' },
        schema: {
          tags,
          description: 'For whoever shares something with a role.',
          response: { 200: roleNamesAnswer },
        },
      },
      () => ({ roles: listRoles(db).map(({ id, name }) => ({ id, name })) }),
    );

    app.post(
      '/roles',
      { config, schema: { tags, body: roleRequest, response: { 201: role } } },
      (request, reply) => {
        refuseGiving(request.reach, request.body.permissions, 'permissions');
        if (!addRole(db, request.body))
          throw new ProblemError(409, `There already is a role "${request.body.id}".`, { field: 'id' });
        record(request, 'role_added', request.body.id, { after: described(request.body) });
        reply.code(201);
        return { ...request.body, people: 0 };
      },
    );

    app.patch(
      '/roles/:role',
      {
        config,
        schema: {
          tags,
          description: 'What is left out stays. It holds at once for everybody with this role.',
          params,
          body: roleChange,
          response: { 200: role },
        },
      },
      (request) => {
        const known = found(request);
        const next = { ...known, ...definedOf(request.body) };
        if (known.name === null && request.body.name !== undefined)
          throw new ProblemError(400, 'name: a built-in role keeps its name; add a role of your own.', {
            field: 'name',
          });
        refuseGiving(request.reach, next.permissions, 'permissions');
        if (next.permissions.includes('people.manage') && isPlaced(db, known.id))
          throw new ProblemError(
            409,
            'permissions: somebody with this role has a place, and whoever manages people looks after the whole organisation.',
            { field: 'permissions' },
          );
        if (!changeRole(db, next)) throw nobodyLeft('permissions');
        record(request, 'role_changed', known.id, { before: described(known), after: described(next) });
        changed();
        return next;
      },
    );

    app.delete(
      '/roles/:role',
      { config, schema: { tags, params, response: { 204: z.undefined() } } },
      (request, reply) => {
        const known = found(request);
        if (known.name === null)
          throw new ProblemError(409, 'A built-in role stays; give it to nobody instead.', { field: 'role' });
        if (!removeRole(db, known.id))
          throw new ProblemError(409, `Somebody has the role "${known.id}": give them another one first.`, {
            field: 'role',
          });
        record(request, 'role_removed', known.id, { before: described(known) });
        return reply.code(204).send();
      },
    );
    registered();
  };
}

function definedOf({ name, permissions, secondFactor }: z.infer<typeof roleChange>): Partial<Role> {
  return {
    ...(name !== undefined && { name }),
    ...(permissions !== undefined && { permissions }),
    ...(secondFactor !== undefined && { secondFactor }),
  };
}

function described({ name, permissions, secondFactor }: Omit<Role, 'id' | 'people'>): object {
  return { name, permissions, secondFactor };
}
