/** Files of tasks: attached, fetched, taken away. */
import { createHash } from 'node:crypto';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import {
  type Attachment,
  attachment,
  ATTACHMENT_BYTES_MAX,
  ATTACHMENT_TYPES,
  attachmentQuery,
  ATTACHMENTS_MAX,
  taskNumber,
} from '../../contract/tasks.ts';
import { recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { actorOf } from './actors.ts';
import {
  addAttachment,
  attachmentsOf,
  contentOf,
  type KeptAttachment,
  removeAttachment,
} from './attachmentStore.ts';
import { kindOf } from './fileKinds.ts';
import { gives } from './rights.ts';
import type { Tasks } from './tasks.ts';

const tags = ['tasks'];
const UPLOADED = 'application/octet-stream';
const params = z.object({ number: taskNumber });
const byId = params.extend({ attachment: taskNumber });

export interface AttachmentRoutesParts {
  db: WritableDB;
  tasks: Tasks;
  now: () => Instant;
  changed: () => void;
}

export function attachmentRoutes(parts: AttachmentRoutesParts): FastifyPluginCallbackZod {
  const { db, tasks, now, changed } = parts;

  function found(number: number, id: number): KeptAttachment {
    const one = attachmentsOf(db, number).find((file) => file.id === id);
    if (one) return one;
    throw new ProblemError(404, 'There is no such file at this task any more.', { field: 'attachment' });
  }

  return (app, _options, registered) => {
    app.addContentTypeParser(
      UPLOADED,
      { parseAs: 'buffer', bodyLimit: ATTACHMENT_BYTES_MAX },
      (_request, body, done) => done(null, body),
    );

    app.post(
      '/tasks/:number/attachments',
      {
        config: {
          access: 'tasks.work',
          place: 'narrowed',
          rateLimit: { max: 60, timeWindow: '1 minute' },
        },
        bodyLimit: ATTACHMENT_BYTES_MAX,
        schema: {
          tags,
          description: `Attaches a file, up to ${ATTACHMENT_BYTES_MAX} bytes and ${ATTACHMENTS_MAX} of a task; its kind is told from its content. The same file again is answered with the one that is there.`,
          consumes: [UPLOADED],
          params,
          querystring: attachmentQuery,
          body: z.unknown(),
          response: { 201: attachment },
        },
      },
      async (request, reply) => {
        const { body } = request;
        if (!Buffer.isBuffer(body) || body.length === 0)
          throw new ProblemError(415, `Send the file itself, as ${UPLOADED}.`, { field: 'file' });
        const who = actorOf(db, request);
        const { number } = request.params;
        tasks.forRemarks(who, number);
        const type = await kindOf(body);
        if (type === null)
          throw new ProblemError(
            415,
            `file: this kind of file is not taken; attach one of ${ATTACHMENT_TYPES.join(', ')}.`,
            { field: 'file' },
          );
        const sha256 = createHash('sha256').update(body).digest('hex');
        const { name } = request.query;
        const id = db.transaction(() => {
          tasks.forRemarks(who, number);
          const there = attachmentsOf(db, number);
          const same = there.find((one) => one.sha256 === sha256 && one.name === name);
          if (same) return same.id;
          if (there.length >= ATTACHMENTS_MAX)
            throw new ProblemError(
              409,
              `A task has at most ${ATTACHMENTS_MAX} files; take one away, or put several into one.`,
              { field: 'file' },
            );
          const file = { task: number, name, type, bytes: body.length, sha256, at: now(), by: who.name };
          recordAudit(db, {
            ...{ at: now(), who: who.name, address: who.address, what: 'task_attached' },
            subject: `${number}: ${name}`,
            after: { type, bytes: body.length, sha256 },
          });
          return addAttachment(db, file, body);
        })();
        changed();
        reply.code(201);
        return told(found(number, id));
      },
    );

    app.get(
      '/tasks/:number/attachments/:attachment',
      {
        config: { access: 'tasks.read', place: 'narrowed' },
        schema: { tags, params: byId, produces: [...ATTACHMENT_TYPES] },
      },
      (request, reply) => {
        const { number, attachment: id } = request.params;
        tasks.found(actorOf(db, request), number);
        const one = found(number, id);
        // Saved and never shown in place: what is in it is not ours to vouch for.
        return reply
          .type(one.type === 'text/plain' ? 'text/plain; charset=utf-8' : one.type)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(one.name)}`)
          .header('x-content-type-options', 'nosniff')
          .send(contentOf(db, id));
      },
    );

    app.delete(
      '/tasks/:number/attachments/:attachment',
      {
        config: { access: 'tasks.work', place: 'narrowed' },
        schema: {
          tags,
          description:
            'Only by whoever attached it, or gives tasks there. What was in it is gone; that it was there stays.',
          params: byId,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const who = actorOf(db, request);
        const { number, attachment: id } = request.params;
        db.transaction(() => {
          const task = tasks.forRemarks(who, number);
          const one = found(number, id);
          if (one.by !== who.name && !gives(who, task))
            throw new ProblemError(403, `Only ${one.by}, or whoever gave the task, takes this file away.`);
          removeAttachment(db, id, now(), who.name);
          const { type, bytes, sha256 } = one;
          recordAudit(db, {
            ...{ at: now(), who: who.name, address: who.address, what: 'task_detached' },
            subject: `${number}: ${one.name}`,
            before: { type, bytes, sha256 },
          });
        })();
        changed();
        return reply.code(204).send();
      },
    );
    registered();
  };
}

function told({ id, name, type, bytes, sha256, by, at }: KeptAttachment): Attachment {
  return { id, name, type, bytes, sha256, by, at: formatInstant(at) };
}
