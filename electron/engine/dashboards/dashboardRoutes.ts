/** People's dashboards: listed, made, saved, shared, deleted and had back. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { formatInstant } from '../../contract/calendar.ts';
import {
  dashboard,
  DASHBOARD_BYTES_MAX,
  dashboardId,
  dashboardRestore,
  dashboardSave,
  dashboardsAnswer,
  newDashboard,
  sharesRequest,
  templatesAnswer,
  versionAnswer,
  versionsAnswer,
} from '../../contract/dashboards.ts';
import { personId } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { ReadableDB } from '../store/index.ts';
import type { Dashboards, Person } from './dashboards.ts';
import type { KeptVersion } from './dashboardStore.ts';

/** The capability itself leaves out what is not shared with whoever asks. */
const reading = { access: 'signed_in', needs: 'figures.read', place: 'narrowed' } as const;
const changing = { access: 'signed_in', needs: 'dashboards.edit', place: 'narrowed' } as const;
const tags = ['dashboards'];
const params = z.object({ id: dashboardId });

export function dashboardRoutes(db: ReadableDB, dashboards: Dashboards): FastifyPluginCallbackZod {
  const who = (request: FastifyRequest) => personOf(db, request);

  return (app, _options, registered) => {
    app.get(
      '/dashboards',
      {
        config: reading,
        schema: {
          tags,
          description: 'Own dashboards, those that are shared, and own ones that were deleted.',
          response: { 200: dashboardsAnswer },
        },
      },
      (request) => dashboards.list(who(request)),
    );

    app.get(
      '/dashboards/templates',
      {
        config: { ...reading, place: 'free' },
        schema: { tags, description: 'Dashboards to begin with.', response: { 200: templatesAnswer } },
      },
      () => ({ templates: [...dashboards.templates()] }),
    );

    app.post(
      '/dashboards',
      { config: changing, schema: { tags, body: newDashboard, response: { 201: dashboard } } },
      (request, reply) => {
        reply.code(201);
        return dashboards.make(who(request), request.body);
      },
    );

    app.get(
      '/dashboards/:id',
      { config: reading, schema: { tags, params, response: { 200: dashboard } } },
      (request) => dashboards.open(who(request), request.params.id),
    );

    app.put(
      '/dashboards/:id',
      {
        config: changing,
        // Room for what is too large by the rule, so that the refusal can say so.
        bodyLimit: 4 * DASHBOARD_BYTES_MAX,
        schema: {
          tags,
          description:
            'Saves a new version. Refused with 409, naming `basedOn`, when somebody saved since. The same save again is answered as the first one was.',
          params,
          body: dashboardSave,
          response: { 200: dashboard },
        },
      },
      (request) => dashboards.save(who(request), request.params.id, request.body),
    );

    app.get(
      '/dashboards/:id/versions',
      { config: reading, schema: { tags, params, response: { 200: versionsAnswer } } },
      (request) => ({
        versions: dashboards.versions(who(request), request.params.id).map((one) => {
          const { document, ...told } = describe(one);
          return { ...told, title: document.title, widgets: document.widgets.length };
        }),
      }),
    );

    app.get(
      '/dashboards/:id/versions/:version',
      {
        config: reading,
        schema: {
          tags,
          params: params.extend({ version: z.coerce.number().int() }),
          response: { 200: versionAnswer },
        },
      },
      (request) => {
        const { id, version } = request.params;
        const one = dashboards.versions(who(request), id).find((kept) => kept.version === version);
        if (!one)
          throw new ProblemError(404, `There is no version ${version} of this dashboard any more.`, {
            field: 'version',
          });
        return { ...describe(one), title: one.document.title, widgets: one.document.widgets.length };
      },
    );

    app.post(
      '/dashboards/:id/restoration',
      {
        config: changing,
        schema: {
          tags,
          description: 'Brings an older version back, as a new one.',
          params,
          body: dashboardRestore,
          response: { 200: dashboard },
        },
      },
      (request) => dashboards.restore(who(request), request.params.id, request.body),
    );

    app.put(
      '/dashboards/:id/shares',
      { config: changing, schema: { tags, params, body: sharesRequest, response: { 200: dashboard } } },
      (request) => dashboards.share(who(request), request.params.id, request.body.shares),
    );

    app.delete(
      '/dashboards/:id',
      {
        config: changing,
        schema: {
          tags,
          description: 'It can be had back for 30 days.',
          params,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        dashboards.remove(who(request), request.params.id);
        return reply.code(204).send();
      },
    );

    app.post(
      '/dashboards/:id/undeletion',
      { config: changing, schema: { tags, params, response: { 200: dashboard } } },
      (request) => dashboards.undelete(who(request), request.params.id),
    );
    registered();
  };
}

/** The person who asks; a token has no dashboards. */
export function personOf(db: ReadableDB, { principal, reach, ip }: FastifyRequest): Person {
  const id = principal?.kind === 'person' ? personId(db, principal.username) : null;
  if (principal?.kind !== 'person' || id === null)
    throw new ProblemError(403, 'Only people have dashboards; sign in as one.');
  const { username, role, place, permissions } = principal;
  return { id, username, role, place, permissions, address: ip, reach };
}

function describe({ version, document, savedAt, savedBy, restored }: KeptVersion) {
  return { version, document, savedAt: formatInstant(savedAt), savedBy, restored };
}
