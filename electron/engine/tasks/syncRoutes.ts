/** Other systems of tasks over HTTP: which there are, what they say, what they are told. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import {
  changesAnswer,
  changesQuery,
  externalId,
  syncAnswer,
  systemId,
  TASK_SYSTEMS_MAX,
  taskFromOutside,
  type TaskSystem,
  taskSystem,
  taskSystemsAnswer,
} from '../../contract/taskSync.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { actorOf } from './actors.ts';
import type { Sync } from './sync.ts';
import { keepSystem, listSystems, removeSystem } from './syncStore.ts';
import type { Tasks } from './tasks.ts';

const tags = ['tasks'];
const managing = { access: 'tasks.manage' } as const;
const params = z.object({ system: systemId });

export interface SyncRoutesParts {
  db: WritableDB;
  now: () => Instant;
  sync: Sync;
  tasks: Tasks;
  /** Whether there is a unit of that key now. */
  hasUnit: (unit: string) => boolean;
  hasEndpoint: (id: string) => boolean;
}

export function syncRoutes(parts: SyncRoutesParts): FastifyPluginCallbackZod {
  const { db, now, sync, tasks, hasUnit, hasEndpoint } = parts;
  function record(
    { principal, ip }: FastifyRequest,
    what: 'task_system_added' | 'task_system_changed' | 'task_system_removed',
    id: string,
    change: { before?: TaskSystem; after?: TaskSystem },
  ): void {
    recordAudit(db, { at: now(), who: nameOf(principal), address: ip, what, subject: id, ...change });
  }

  return (app, _options, registered) => {
    app.get(
      '/tasks/systems',
      { config: managing, schema: { tags, response: { 200: taskSystemsAnswer } } },
      () => ({ systems: listSystems(db) }),
    );

    app.put(
      '/tasks/systems/:system',
      {
        config: managing,
        schema: {
          tags,
          description:
            'A system that shares tasks: which unit’s, which endpoint is told, and per field who wins where both sides changed it.',
          params,
          body: taskSystem.omit({ id: true }),
          response: { 200: taskSystem },
        },
      },
      (request) => {
        const after = { id: request.params.system, ...request.body };
        if (!hasUnit(after.unit))
          throw new ProblemError(
            400,
            `unit: there is no unit "${after.unit}" now; ask /units for those there are.`,
            {
              field: 'unit',
            },
          );
        if (after.endpoint !== null && !hasEndpoint(after.endpoint))
          throw new ProblemError(
            400,
            `endpoint: there is no endpoint "${after.endpoint}"; make one under /deliveries/endpoints first.`,
            { field: 'endpoint' },
          );
        db.transaction(() => {
          const systems = listSystems(db);
          const before = systems.find(({ id }) => id === after.id);
          if (!before && systems.length >= TASK_SYSTEMS_MAX)
            throw new ProblemError(409, `At most ${TASK_SYSTEMS_MAX} systems share tasks; remove one first.`);
          keepSystem(db, after);
          record(request, before ? 'task_system_changed' : 'task_system_added', after.id, {
            ...(before && { before }),
            after,
          });
        })();
        return after;
      },
    );

    app.delete(
      '/tasks/systems/:system',
      {
        config: managing,
        schema: {
          tags,
          description: 'Its tasks stay here; which of theirs they were is forgotten.',
          params,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const id = request.params.system;
        db.transaction(() => {
          const before = listSystems(db).find((one) => one.id === id);
          if (!before) throw new ProblemError(404, `There is no system "${id}".`, { field: 'system' });
          removeSystem(db, id);
          record(request, 'task_system_removed', id, { before });
        })();
        return reply.code(204).send();
      },
    );

    app.put(
      '/tasks/systems/:system/tasks/:external',
      {
        config: { access: 'tasks.assign', place: 'narrowed' },
        schema: {
          tags,
          description:
            'Says how a task is in the other system now. Harmless when said again, or late: only a higher `version` than was heard changes anything. Fields that both sides changed are settled by the rules of the system, and both are kept in the history.',
          params: params.extend({ external: externalId }),
          body: taskFromOutside,
          response: { 200: syncAnswer },
        },
      },
      (request) => {
        const who = actorOf(db, request);
        const { system, external } = request.params;
        const { outcome, task, conflicts } = sync.hear(who, system, external, request.body);
        return { outcome, task: tasks.open(who, task), conflicts: [...conflicts] };
      },
    );

    app.get(
      '/tasks/systems/:system/changes',
      {
        config: { access: 'tasks.read', place: 'narrowed' },
        schema: {
          tags,
          description: 'Every version of the tasks that a system shares, oldest first; ask on from `last`.',
          params,
          querystring: changesQuery,
          response: { 200: changesAnswer },
        },
      },
      (request) => {
        const { after, limit } = request.query;
        return sync.changes(actorOf(db, request), request.params.system, after, limit);
      },
    );
    registered();
  };
}
