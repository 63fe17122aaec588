/** A past minute as pictures: asking for them, the shell's side, and fetching them one by one or as one archive. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { SourceHealth } from '../../contract/answers.ts';
import { formatInstant, type Instant, parseInstant } from '../../contract/calendar.ts';
import type { Scene } from '../../contract/layouts.ts';
import { ROLES, type Role, role } from '../../contract/live.ts';
import { type PastExport, pastExport, pastFailure, pastRequest } from '../../contract/past.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { PastPictures } from './pastPictures.ts';
import { withWords } from './png.ts';
import { zipOf } from './zip.ts';

/** A picture of a monitor of 8K, at its worst. */
const PICTURE_MAX = 64 * 1024 * 1024;
/** A wall that has not reported for longer is not running. */
const REPORTED_MS = 10_000;

export interface PastParts {
  db: WritableDB;
  past: PastPictures;
  now: () => Instant;
  /** When the shell last reported; `null` when it has not. */
  reportedAt: () => Instant | null;
  sceneAt: (at: Instant) => Scene;
  sourcesAt: (at: Instant) => SourceHealth[];
}

const tags = ['wall'];
const byId = z.object({ id: z.uuid({ error: 'must be the id that the request was answered with' }) });
const byRole = byId.extend({ role });

export function pastRoutes(parts: PastParts): FastifyPluginCallbackZod {
  const { db, past, now } = parts;

  function found(id: string): PastExport {
    const one = past.find(id);
    if (one) return one;
    throw new ProblemError(
      404,
      'There are no such pictures: they are kept for half an hour and not over a restart; ask for them again.',
      { field: 'id' },
    );
  }

  return (app, _options, registered) => {
    app.addContentTypeParser(
      'image/png',
      { parseAs: 'buffer', bodyLimit: PICTURE_MAX },
      (_request, body, done) => done(null, body),
    );

    app.post(
      '/wall/past-pictures',
      {
        config: { access: 'wall.run' },
        schema: {
          tags,
          description:
            'Has the wall make pictures of its screens as they were at an instant. They are there when `state` is `done`.',
          body: pastRequest,
          response: { 202: pastExport },
        },
      },
      (request, reply) => {
        const at = pastInstant(request.body.at, now());
        const reported = parts.reportedAt();
        if (reported === null || now() - reported > REPORTED_MS)
          throw new ProblemError(
            409,
            'Pictures are taken by the wall, and none is running on this engine: start it (npm start, or the installed program) and ask again.',
            { headers: { 'retry-after': '10' } },
          );
        const roles = ROLES.filter((one) => (request.body.roles ?? ROLES).includes(one));
        const by = nameOf(request.principal);
        const made = past.ask({ at, roles, by, scene: parts.sceneAt(at), sources: parts.sourcesAt(at) });
        if (made === null)
          throw new ProblemError(429, 'Many pictures are waited for already; ask again when they are done.', {
            headers: { 'retry-after': '30' },
          });
        const subject = `${made.at}: ${roles.join(', ')}`;
        recordAudit(db, { at: now(), who: by, what: 'past_pictures_asked', subject, address: request.ip });
        reply.code(202).header('location', `/api/v1/wall/past-pictures/${made.id}`);
        return made;
      },
    );

    app.get(
      '/wall/past-pictures',
      {
        config: { access: 'figures.read' },
        schema: { tags, response: { 200: z.object({ exports: z.array(pastExport) }) } },
      },
      () => ({ exports: past.list() }),
    );

    app.get(
      '/wall/past-pictures/:id',
      {
        config: { access: 'figures.read' },
        schema: { tags, params: byId, response: { 200: pastExport } },
      },
      ({ params }) => found(params.id),
    );

    app.get(
      '/wall/past-pictures/:id/archive',
      {
        config: { access: 'figures.read' },
        schema: {
          tags,
          params: byId,
          description: 'All pictures as one application/zip, with what is known of them in `minute.json`.',
        },
      },
      ({ params }, reply) => {
        const one = done(found(params.id));
        const pictures = one.roles.map((each) => ({
          name: fileName(one, each),
          bytes: pictureOf(one, each),
        }));
        const told = { name: 'minute.json', bytes: Buffer.from(`${JSON.stringify(one, null, 2)}\n`) };
        return reply
          .type('application/zip')
          .header('cache-control', 'no-store')
          .header('content-disposition', `attachment; filename="${stem(one)}.zip"`)
          .send(zipOf([...pictures, told], cityTime(Date.parse(one.askedAt))));
      },
    );

    app.get(
      '/wall/past-pictures/:id/:role',
      {
        config: { access: 'figures.read' },
        schema: { tags, params: byRole, description: 'The picture of one screen as image/png.' },
      },
      ({ params }, reply) => {
        const one = found(params.id);
        return reply
          .type('image/png')
          .header('cache-control', 'no-store')
          .header('content-disposition', `inline; filename="${fileName(one, params.role)}"`)
          .send(pictureOf(one, params.role));
      },
    );

    app.put(
      '/wall/past-pictures/:id/:role',
      {
        config: { access: 'wall' },
        bodyLimit: PICTURE_MAX,
        schema: {
          tags,
          params: byRole,
          consumes: ['image/png'],
          body: z.instanceof(Buffer, { error: 'must be a PNG picture, sent as image/png' }),
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const { id, role: of } = request.params;
        found(id);
        if (!past.keep(id, of, request.body))
          throw new ProblemError(422, 'The body is not a PNG picture of a screen that was ordered.');
        return reply.code(204).send();
      },
    );

    app.post(
      '/wall/past-pictures/:id/failure',
      {
        config: { access: 'wall' },
        schema: { tags, params: byId, body: pastFailure, response: { 204: z.undefined() } },
      },
      (request, reply) => {
        found(request.params.id);
        past.fail(request.params.id, request.body.why);
        return reply.code(204).send();
      },
    );
    registered();
  };

  function pictureOf(one: PastExport, of: Role): Buffer {
    const png = past.picture(one.id, of);
    if (png === undefined)
      throw new ProblemError(
        404,
        one.why ?? 'There is no picture of this screen (yet); ask again in a few seconds.',
        { field: 'role' },
      );
    return withWords(png, wordsOf(one, of));
  }
}

function done(one: PastExport): PastExport {
  if (one.state === 'done') return one;
  throw new ProblemError(
    409,
    one.state === 'failed'
      ? `The pictures could not be taken: ${one.why ?? 'no reason was given'}; ask for them again.`
      : 'The pictures are still being taken; ask again in a few seconds.',
    { headers: { 'retry-after': '2' } },
  );
}

function pastInstant(text: string, now: Instant): Instant {
  const at = parseInstant(text);
  if (at !== null && at <= now) return at;
  throw new ProblemError(400, `at must be an instant that has been, at the latest ${formatInstant(now)}.`, {
    field: 'at',
  });
}

/** What a picture that lies about alone must say. */
function wordsOf(one: PastExport, of: Role): Record<string, string> {
  return {
    Title: `IOC Wall ${of} ${one.at}`,
    'Creation Time': one.askedAt,
    Author: one.by,
    Comment: JSON.stringify({ role: of, at: one.at, scene: one.scene, sources: one.sources }),
  };
}

function fileName(one: PastExport, of: Role): string {
  return `${stem(one)}-${of}.png`;
}

/** `ioc-wall-2026-01-15-0941`: the city's minute, in letters that every system takes. */
function stem({ at }: PastExport): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const [year, month, day, hours, minutes] = cityTime(Date.parse(at));
  return `ioc-wall-${year}-${two(month)}-${two(day)}-${two(hours)}${two(minutes)}`;
}

/** Year, month, day, hours, minutes, seconds in the city. */
function cityTime(at: Instant): readonly [number, number, number, number, number, number] {
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = formatInstant(at)
    .split(/\D/)
    .map(Number);
  return [year, month, day, hours, minutes, seconds];
}
