/** The clock over HTTP: what the wall shows of the record, bookmarks, settings. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { type ClockAnswer, clockAnswer } from '../../contract/live.ts';
import {
  type Bookmark,
  bookmark,
  bookmarkChange,
  bookmarkRequest,
  clockChange,
  playbackSettings,
} from '../../contract/playback.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { ClockError, readInstant } from './change.ts';
import type { DataClock, Doer } from './clock.ts';
import {
  addBookmark,
  changeBookmark,
  findBookmark,
  type KeptBookmark,
  readBookmarks,
  removeBookmark,
} from './clockStore.ts';

/** More could not be told apart by name. */
const BOOKMARKS_MAX = 500;

interface ClockParts {
  db: WritableDB;
  clock: DataClock;
  now: () => Instant;
}

export function clockRoutes({ db, clock, now }: ClockParts): FastifyPluginCallbackZod {
  const tags = ['wall'];
  const params = z.object({ number: z.coerce.number().int() });

  function answer(): ClockAnswer {
    return {
      now: formatInstant(now()),
      clock: clock.read().clock,
      bookmarks: readBookmarks(db).map(describe),
      settings: clock.settings(),
    };
  }

  function found(number: number): KeptBookmark {
    const kept = findBookmark(db, number);
    if (kept) return kept;
    throw new ProblemError(404, `There is no bookmark ${number}; it may have been removed.`, {
      field: 'number',
    });
  }

  return (app, _options, registered) => {
    app.get(
      '/clock',
      {
        config: { also: 'device', access: 'signed_in_or_wall', needs: 'figures.read', place: 'free' },
        schema: { tags, response: { 200: clockAnswer } },
      },
      answer,
    );

    app.put(
      '/clock',
      {
        config: { also: 'device', access: 'wall.run' },
        schema: { tags, body: clockChange, response: { 200: clockAnswer } },
      },
      (request) => {
        refusing(() => clock.change(request.body, doerOf(request)));
        return answer();
      },
    );

    app.put(
      '/clock/settings',
      {
        config: { access: 'system.manage' },
        schema: { tags, body: playbackSettings, response: { 200: clockAnswer } },
      },
      (request) => {
        const before = clock.settings();
        clock.changeSettings(request.body);
        const change = { before, after: clock.settings() };
        recordAudit(db, { at: now(), ...doerOf(request), what: 'playback_settings', ...change });
        return answer();
      },
    );

    app.post(
      '/clock/bookmarks',
      {
        config: { access: 'wall.run' },
        schema: { tags, body: bookmarkRequest, response: { 201: bookmark } },
      },
      (request, reply) => {
        if (readBookmarks(db).length >= BOOKMARKS_MAX)
          throw new ProblemError(409, `There are ${BOOKMARKS_MAX} bookmarks already; remove one first.`);
        const { name } = request.body;
        const at = instantOf(request.body.at) ?? clock.read().at;
        const doer = doerOf(request);
        const made = addBookmark(db, { name, at, by: doer.who });
        recordAudit(db, {
          at: now(),
          ...doer,
          what: 'bookmark_added',
          subject: made.name,
          after: told(made),
        });
        reply.code(201);
        return describe(made);
      },
    );

    app.put(
      '/clock/bookmarks/:number',
      {
        config: { access: 'wall.run' },
        schema: { tags, params, body: bookmarkChange, response: { 200: bookmark } },
      },
      (request) => {
        const before = found(request.params.number);
        const { name = before.name } = request.body;
        const after = { ...before, name, at: instantOf(request.body.at) ?? before.at };
        changeBookmark(db, after);
        recordAudit(db, {
          at: now(),
          ...doerOf(request),
          what: 'bookmark_changed',
          subject: before.name,
          before: told(before),
          after: told(after),
        });
        return describe(after);
      },
    );

    app.delete(
      '/clock/bookmarks/:number',
      {
        config: { access: 'wall.run' },
        schema: { tags, params, response: { 204: z.undefined() } },
      },
      (request, reply) => {
        const gone = found(request.params.number);
        removeBookmark(db, gone.id);
        recordAudit(db, {
          at: now(),
          ...doerOf(request),
          what: 'bookmark_removed',
          subject: gone.name,
          before: told(gone),
        });
        return reply.code(204).send();
      },
    );
    registered();
  };

  function instantOf(text: string | undefined): Instant | undefined {
    return text === undefined ? undefined : refusing(() => readInstant('at', text, now()));
  }
}

/** Answers what the clock cannot do as a problem of the request. */
function refusing<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof ClockError) throw new ProblemError(400, error.message, { field: error.field });
    throw error;
  }
}

function doerOf(request: FastifyRequest): Doer {
  return { who: nameOf(request.principal), address: request.ip };
}

function describe({ id, name, at, by }: KeptBookmark): Bookmark {
  return { id, name, at: formatInstant(at), by };
}

/** A bookmark as the audit trail keeps it. */
function told({ name, at }: KeptBookmark): object {
  return { name, at: formatInstant(at) };
}
