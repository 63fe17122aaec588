/** What an administrator does about the store: settings, a backup now, a check now, acknowledging. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import { backupManifest, careSettings, checkAnswer, putAwayAnswer } from '../../contract/system.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { BackupError } from './backups.ts';
import type { Care } from './care.ts';

export interface CareRoutesParts {
  db: WritableDB;
  care: Care;
  now: () => Instant;
}

export function careRoutes({ db, care, now }: CareRoutesParts): FastifyPluginCallbackZod {
  const config = { access: 'system.manage' } as const;
  const tags = ['engine'];

  return (app, _options, registered) => {
    app.put(
      '/system/care',
      { config, schema: { tags, body: careSettings, response: { 200: careSettings } } },
      (request) => {
        const before = care.settings();
        try {
          care.change(request.body);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          const detail = `backupSchedule: "${request.body.backupSchedule}" is no cron expression; such as "0 */6 * * *".`;
          throw new ProblemError(400, detail, { field: 'backupSchedule' });
        }
        const after = care.settings();
        record(request.principal, request.ip, 'care_changed', null, { before, after });
        return after;
      },
    );

    app.post(
      '/system/backups',
      {
        config,
        schema: {
          tags,
          description:
            'Backs up now, or waits for the backup that is being made. Answers when it is verified.',
          response: { 201: backupManifest },
        },
      },
      async (request, reply) => {
        try {
          const made = await care.backUp('asked');
          record(request.principal, request.ip, 'backup_made', made.file);
          reply.code(201);
          return made;
        } catch (error) {
          if (!(error instanceof BackupError)) throw error;
          throw new ProblemError(507, `No backup could be made: ${error.message}.`);
        }
      },
    );

    app.post(
      '/system/check',
      {
        config,
        schema: {
          tags,
          description:
            'Looks the whole database over. When it is damaged, the engine starts anew with the newest good backup.',
          response: { 200: checkAnswer },
        },
      },
      async (request) => {
        // Before, because a damaged database is set aside with all that is written into it now.
        record(request.principal, request.ip, 'check_made', 'database');
        return care.checkWhole();
      },
    );

    app.post(
      '/system/backups/:file/verification',
      {
        config,
        schema: {
          tags,
          description: 'Looks a backup over as a whole and holds it against its manifest.',
          params: z.object({ file: z.string().max(128) }),
          response: { 200: checkAnswer },
        },
      },
      async (request) => {
        const { file } = request.params;
        const finding = await care.verify(file);
        if (!finding) throw new ProblemError(404, `There is no backup "${file}".`, { field: 'file' });
        record(request.principal, request.ip, 'check_made', file);
        return finding;
      },
    );

    app.post(
      '/system/put-away',
      {
        config,
        schema: {
          tags,
          description:
            'Puts away the lines of past years that the settings do not ask to keep. Figures do not change.',
          response: { 200: putAwayAnswer },
        },
      },
      async (request) => {
        const done = await care.putAway();
        record(request.principal, request.ip, 'lines_put_away', `${done.lines} lines`);
        return done;
      },
    );

    app.post(
      '/system/notices/:id/acknowledgement',
      {
        config,
        schema: { tags, params: z.object({ id: z.string().max(64) }), response: { 204: z.undefined() } },
      },
      (request, reply) => {
        const { id } = request.params;
        if (!care.notices.acknowledge(id, nameOf(request.principal), now()))
          throw new ProblemError(404, `No notice "${id}" waits to be acknowledged.`, { field: 'id' });
        record(request.principal, request.ip, 'notice_acknowledged', id);
        return reply.code(204).send();
      },
    );
    registered();
  };

  function record(
    who: Parameters<typeof nameOf>[0],
    address: string,
    what: 'backup_made' | 'care_changed' | 'check_made' | 'lines_put_away' | 'notice_acknowledged',
    subject: string | null,
    change: { before?: object; after?: object } = {},
  ): void {
    recordAudit(db, { at: now(), who: nameOf(who), what, subject, address, ...change });
  }
}
