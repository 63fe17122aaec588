/** What the room looks at on a map: a region or a part of it is brought to the front of all maps of that unit. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { UnitNode } from '../../contract/answers.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { MapPack } from '../../contract/map.ts';
import {
  mapFocus,
  mapFocusAnswer,
  mapFocusRequest,
  mapRegionsAnswer,
  mapRegionsQuestion,
  mapRootQuestion,
} from '../../contract/maps.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { Focuses } from './focus.ts';

export function focusRoutes(parts: {
  db: WritableDB;
  focuses: Focuses;
  /** The map of a unit that is drawn now, the one of the program included. */
  drawn: (root: string) => { number: number | null; pack: MapPack } | null;
  roots: () => { root: string; title: string }[];
  units: () => readonly UnitNode[];
  now: () => Instant;
}): FastifyPluginCallbackZod {
  const { db, focuses, drawn, now } = parts;
  const tags = ['maps'];
  const looks = { also: 'device', access: 'signed_in_or_wall', needs: 'figures.read' } as const;
  const runs = { also: 'device', access: 'wall.run' } as const;

  function mapOf(root: string) {
    const found = drawn(root);
    if (found) return found;
    throw new ProblemError(400, `root: there is no map of "${root}"; ask /maps for those there are.`, {
      field: 'root',
    });
  }

  return (app, _options, registered) => {
    app.get(
      '/wall/map-regions',
      {
        config: looks,
        schema: {
          tags,
          description: 'Regions of the map that is drawn now, and the parts they are made of.',
          querystring: mapRegionsQuestion,
          response: { 200: mapRegionsAnswer },
        },
      },
      (request) => {
        const roots = parts.roots();
        const root = request.query.root ?? roots[0]?.root ?? '';
        const { number, pack } = mapOf(root);
        const names = new Map(parts.units().map(({ unit, name }) => [unit, name]));
        return {
          root,
          roots,
          map: number,
          title: pack.name.vi,
          regions: pack.regions.map(({ unit }) => ({
            unit,
            name: names.get(unit) ?? unit,
            parts: pack.parts.filter((part) => part.unit === unit).map(({ code, name }) => ({ code, name })),
          })),
        };
      },
    );

    app.get(
      '/wall/map-focus',
      {
        config: looks,
        schema: {
          tags,
          description: 'What the room looks at.',
          querystring: mapRootQuestion,
          response: { 200: mapFocusAnswer },
        },
      },
      (request) => ({ focus: focuses.at(request.query.root, now()) }),
    );

    app.put(
      '/wall/map-focus',
      {
        config: runs,
        schema: {
          tags,
          description: 'Flies all maps of a unit to a region, or to a part of it; after some minutes back.',
          body: mapFocusRequest,
          response: { 200: mapFocus },
        },
      },
      (request) => {
        const { root, region, part } = request.body;
        const { pack } = mapOf(root);
        if (!pack.regions.some(({ unit }) => unit === region))
          throw new ProblemError(400, `region: the map of "${root}" has no region "${region}".`, {
            field: 'region',
          });
        if (part !== null && !pack.parts.some((one) => one.code === part && one.unit === region))
          throw new ProblemError(400, `part: region "${region}" has no part "${part}" on this map.`, {
            field: 'part',
          });
        const who = nameOf(request.principal);
        return focuses.look(request.body, who, (before, after) =>
          recordAudit(db, {
            ...{ at: now(), who, address: request.ip, what: 'map_focused', subject: root },
            before: before ?? { root },
            after,
          }),
        );
      },
    );

    app.delete(
      '/wall/map-focus',
      {
        config: runs,
        schema: {
          tags,
          description: 'Shows the whole map again; where it is shown nothing happens.',
          querystring: mapRootQuestion,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const who = nameOf(request.principal);
        focuses.end(request.query.root, (before) =>
          recordAudit(db, {
            ...{ at: now(), who, address: request.ip, what: 'map_focus_ended', subject: request.query.root },
            before,
          }),
        );
        return reply.code(204).send();
      },
    );
    registered();
  };
}
