/** The scenes there are, and the one the wall shows. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { sceneSwitch, scenesAnswer, type ShownScene, shownScene } from '../../contract/layouts.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { Layouts } from './layouts.ts';
import type { Shown } from './layoutStore.ts';

export function sceneRoutes(parts: {
  db: WritableDB;
  layouts: Layouts;
  /** Shows another scene by a person's choice; `false` when there is none of that id. */
  choose: (scene: string, by: string) => boolean;
  now: () => Instant;
}): FastifyPluginCallbackZod {
  const { db, layouts, choose, now } = parts;
  const tags = ['wall'];

  return (app, _options, registered) => {
    app.get(
      '/scenes',
      {
        config: { also: 'device', access: 'signed_in_or_wall', needs: 'figures.read', place: 'free' },
        schema: { tags, response: { 200: scenesAnswer } },
      },
      () => ({
        current: layouts.shown().scene,
        scenes: layouts.scenes().map(({ id, title }) => ({ id, title })),
        fault: layouts.fault(),
      }),
    );

    app.get(
      '/wall/scene',
      {
        config: { also: 'device', access: 'signed_in_or_wall', needs: 'figures.read', place: 'free' },
        schema: { tags, response: { 200: shownScene } },
      },
      () => describeShown(layouts.shown()),
    );

    app.put(
      '/wall/scene',
      {
        config: { also: 'device', access: 'wall.run' },
        schema: { tags, body: sceneSwitch, response: { 200: shownScene } },
      },
      (request) => {
        const who = nameOf(request.principal);
        const before = layouts.shown().scene;
        const { scene } = request.body;
        if (!choose(scene, who)) {
          const there = layouts.scenes().map(({ id }) => id);
          throw new ProblemError(400, `There is no scene "${scene}"; choose one of ${there.join(', ')}.`, {
            field: 'scene',
          });
        }
        if (scene !== before)
          recordAudit(db, {
            at: now(),
            who,
            what: 'scene_switched',
            subject: `${before} → ${scene}`,
            address: request.ip,
            before: { scene: before },
            after: { scene },
          });
        return describeShown(layouts.shown());
      },
    );
    registered();
  };
}

export function describeShown(shown: Shown): ShownScene {
  return { ...shown, since: formatInstant(shown.since) };
}
