/** Tasks over HTTP: listed, made, changed, moved on, talked about. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  assigneesAnswer,
  historyAnswer,
  newTask,
  prefillAnswer,
  prefillQuery,
  task,
  taskChange,
  taskComment,
  taskFilter,
  taskMove,
  taskNumber,
  tasksAnswer,
} from '../../contract/tasks.ts';
import { ProblemError } from '../problems/index.ts';
import type { ReadableDB } from '../store/index.ts';
import { actorOf, personOf } from './actors.ts';
import type { Tasks } from './tasks.ts';

const tags = ['tasks'];
const params = z.object({ number: taskNumber });
/** The capability itself leaves out what lies outside somebody's place. */
const reading = { access: 'tasks.read', place: 'narrowed' } as const;
const working = { access: 'tasks.work', place: 'narrowed' } as const;

/** What an alert says of itself, as far as a task made from it begins with that. */
export interface AlertTitle {
  readonly title: string;
  readonly text: string;
  readonly unit: string | null;
}

export interface TaskRoutesParts {
  db: ReadableDB;
  tasks: Tasks;
  /** The alert of an id; `null` when there is none. */
  alert: (id: string) => AlertTitle | null;
}

export function taskRoutes({ db, tasks, alert }: TaskRoutesParts): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.get(
      '/tasks',
      {
        config: reading,
        schema: {
          tags,
          description:
            'Tasks of the own part of the organisation, and those one has to do with; by deadline, those without one last. Without `states`, those that are not closed.',
          querystring: taskFilter,
          response: { 200: tasksAnswer },
        },
      },
      (request) => tasks.list(actorOf(db, request), request.query),
    );

    app.post(
      '/tasks',
      {
        config: working,
        schema: {
          tags,
          description:
            'Makes a task: for oneself, or with tasks.assign for units of the own part and people who stand there. The same `key` again is answered with the task it made.',
          body: newTask,
          response: { 201: task },
        },
      },
      (request, reply) => {
        reply.code(201);
        return tasks.make(actorOf(db, request), request.body);
      },
    );

    app.get(
      '/tasks/assignees',
      {
        config: working,
        schema: { tags, description: 'To whom one may give tasks.', response: { 200: assigneesAnswer } },
      },
      (request) => tasks.assignees(actorOf(db, request)),
    );

    app.get(
      '/tasks/prefill',
      {
        config: working,
        schema: {
          tags,
          description: 'What a task made from an alert begins with.',
          querystring: prefillQuery,
          response: { 200: prefillAnswer },
        },
      },
      (request) => {
        const { reach } = request;
        const known = alert(request.query.alert);
        if (!known || (known.unit === null ? reach.place !== null : !reach.covers(known.unit)))
          throw new ProblemError(404, 'alert: there is no such alert in your part of the organisation.', {
            field: 'alert',
          });
        return { ...known, origin: { kind: 'alert' as const, alert: request.query.alert } };
      },
    );

    app.get(
      '/tasks/:number',
      { config: reading, schema: { tags, params, response: { 200: task } } },
      (request) => tasks.open(actorOf(db, request), request.params.number),
    );

    app.put(
      '/tasks/:number',
      {
        config: working,
        schema: {
          tags,
          description:
            'Changes what is to be done, by whom, until when. Refused with 409, naming `basedOn`, when somebody changed it since. The same change again is answered as the first was.',
          params,
          body: taskChange,
          response: { 200: task },
        },
      },
      (request) => tasks.change(actorOf(db, request), request.params.number, request.body),
    );

    app.post(
      '/tasks/:number/moves',
      {
        config: working,
        schema: {
          tags,
          description:
            'Takes a task one step on: open → in_progress → done → confirmed; blocked, cancelled, and back, with a note that says why.',
          params,
          body: taskMove,
          response: { 200: task },
        },
      },
      (request) => tasks.move(actorOf(db, request), request.params.number, request.body),
    );

    app.post(
      '/tasks/:number/comments',
      { config: working, schema: { tags, params, body: taskComment, response: { 201: task } } },
      (request, reply) => {
        reply.code(201);
        return tasks.comment(actorOf(db, request), request.params.number, request.body.text);
      },
    );

    app.get(
      '/tasks/:number/history',
      {
        config: reading,
        schema: {
          tags,
          description: 'What became of it, oldest first, and its files.',
          params,
          response: { 200: historyAnswer },
        },
      },
      (request) => tasks.history(actorOf(db, request), request.params.number),
    );

    app.put(
      '/tasks/:number/watching',
      {
        config: { ...reading, access: 'signed_in', needs: 'tasks.read' },
        schema: { tags, description: 'Is told of what becomes of it.', params, response: { 200: task } },
      },
      (request) => tasks.watch(personOf(db, request), request.params.number, true),
    );

    app.delete(
      '/tasks/:number/watching',
      {
        config: { ...reading, access: 'signed_in', needs: 'tasks.read' },
        schema: { tags, params, response: { 200: task } },
      },
      (request) => tasks.watch(personOf(db, request), request.params.number, false),
    );
    registered();
  };
}
