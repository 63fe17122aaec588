/** Recurring tasks over HTTP. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { taskRule, taskRuleKept, taskRuleSave, taskRulesAnswer } from '../../contract/taskRules.ts';
import { taskNumber } from '../../contract/tasks.ts';
import type { ReadableDB } from '../store/index.ts';
import { actorOf } from './actors.ts';
import type { Recurring } from './recurring.ts';

const tags = ['tasks'];
const config = { access: 'tasks.manage', place: 'narrowed' } as const;
const params = z.object({ id: taskNumber });

export function ruleRoutes(db: ReadableDB, recurring: Recurring): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.get(
      '/tasks/rules',
      {
        config,
        schema: {
          tags,
          description: 'Recurring tasks, with when each makes the next one.',
          response: { 200: taskRulesAnswer },
        },
      },
      (request) => ({ rules: recurring.list(actorOf(db, request)) }),
    );

    app.post(
      '/tasks/rules',
      { config, schema: { tags, body: taskRule, response: { 201: taskRuleKept } } },
      (request, reply) => {
        reply.code(201);
        return recurring.add(actorOf(db, request), request.body);
      },
    );

    app.put(
      '/tasks/rules/:id',
      {
        config,
        schema: {
          tags,
          description: 'Refused with 409, naming `basedOn`, when somebody changed it since.',
          params,
          body: taskRuleSave,
          response: { 200: taskRuleKept },
        },
      },
      (request) => {
        const { basedOn, ...rule } = request.body;
        return recurring.save(actorOf(db, request), request.params.id, rule, basedOn);
      },
    );

    app.delete(
      '/tasks/rules/:id',
      {
        config,
        schema: { tags, description: 'Tasks that it made stay.', params, response: { 204: z.undefined() } },
      },
      (request, reply) => {
        recurring.remove(actorOf(db, request), request.params.id);
        return reply.code(204).send();
      },
    );
    registered();
  };
}
