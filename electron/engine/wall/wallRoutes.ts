/** The shell's reports and pictures, and the console's view of them. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { BoardOrder } from '../../contract/boardExports.ts';
import type { PrintOrder } from '../../contract/reports.ts';
import { formatInstant } from '../../contract/calendar.ts';
import { type Role, role } from '../../contract/live.ts';
import type { ShownScene } from '../../contract/layouts.ts';
import type { PastOrder } from '../../contract/past.ts';
import { wallOrders, wallReport, wallState } from '../../contract/wall.ts';
import { ProblemError } from '../problems/index.ts';
import type { Wall } from './wall.ts';

const PICTURE_MAX = 1024 * 1024;

const lookQuery = z.object({
  pictures: z
    .stringbool()
    .default(false)
    .describe('Somebody looks at the pictures: the wall sends fresh ones for 30 s.'),
});

export interface WallParts {
  wall: Wall;
  shown: () => ShownScene;
  windows: () => Role[];
  /** How the engine gets on, and whether somebody is at work with the wall. */
  standing: () => { ticks: number; playing: boolean; actedAt: string | null };
  /** Pictures of a past instant that the shell is to take now. */
  past: () => PastOrder | null;
  /** A dashboard that the shell is to draw now. */
  board: () => BoardOrder | null;
  /** A report that the shell is to print now. */
  print: () => PrintOrder | null;
}

export function wallRoutes({
  wall,
  shown,
  windows,
  standing,
  past,
  board,
  print,
}: WallParts): FastifyPluginCallbackZod {
  const tags = ['wall'];
  const params = z.object({ role });

  return (app, _options, registered) => {
    app.addContentTypeParser(
      'image/jpeg',
      { parseAs: 'buffer', bodyLimit: PICTURE_MAX },
      (_request, body, done) => done(null, body),
    );

    app.post(
      '/wall/report',
      { config: { access: 'wall' }, schema: { tags, body: wallReport, response: { 200: wallOrders } } },
      (request) => {
        wall.report(request.body);
        const order = past();
        const sheet = board();
        const printed = print();
        return {
          ...standing(),
          thumbnailsWanted: wall.thumbnailsWanted(),
          ...(order && { past: order }),
          ...(sheet && { board: sheet }),
          ...(printed && { print: printed }),
        };
      },
    );

    app.get(
      '/wall',
      {
        config: { access: 'figures.read', place: 'free' },
        schema: { tags, querystring: lookQuery, response: { 200: wallState } },
      },
      ({ query }) => {
        if (query.pictures) wall.look();
        const reportedAt = wall.reportedAt();
        return {
          monitors: wall.monitors(),
          binding: wall.binding(),
          reportedAt: reportedAt === null ? null : formatInstant(reportedAt),
          windows: windows(),
          shown: shown(),
          thumbnails: {
            statistics: takenAt('statistics'),
            map: takenAt('map'),
            trends: takenAt('trends'),
            operations: takenAt('operations'),
          },
        };
      },
    );

    app.put(
      '/wall/thumbnails/:role',
      {
        config: { access: 'wall' },
        bodyLimit: PICTURE_MAX,
        schema: {
          tags,
          params,
          consumes: ['image/jpeg'],
          body: z.instanceof(Buffer, { error: 'must be a JPEG picture, sent as image/jpeg' }),
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        if (!isJpeg(request.body))
          throw new ProblemError(422, 'The body is not a JPEG picture; encode the picture as JPEG.');
        wall.keepThumbnail(request.params.role, request.body);
        return reply.code(204).send();
      },
    );

    app.get(
      '/wall/thumbnails/:role',
      {
        config: { access: 'figures.read' },
        schema: {
          tags,
          params,
          description:
            'The last picture of a role as image/jpeg. Asking for it has the wall send fresh ones for 30 s.',
        },
      },
      (request, reply) => {
        wall.look();
        const picture = wall.thumbnail(request.params.role);
        if (!picture)
          throw new ProblemError(404, 'There is no picture of this screen yet; ask again in a few seconds.', {
            field: 'role',
          });
        return reply
          .type('image/jpeg')
          .header('cache-control', 'no-store')
          .header('last-modified', new Date(picture.at).toUTCString())
          .send(picture.jpeg);
      },
    );
    registered();
  };

  function takenAt(one: Role): string | null {
    const picture = wall.thumbnail(one);
    return picture ? formatInstant(picture.at) : null;
  }
}

function isJpeg(body: Buffer): boolean {
  return body[0] === 0xff && body[1] === 0xd8 && body[2] === 0xff;
}
