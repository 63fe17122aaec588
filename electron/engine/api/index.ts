/** The engine's face: one server, and the routes that belong to no capability of their own. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';

export { caseRoutes } from './caseRoutes.ts';
export { consoleRoutes } from './consoleRoutes.ts';
export { wayDownRoutes } from './wayDownRoutes.ts';
export { figuresRoutes } from './figuresRoutes.ts';
export { healthRoutes } from './healthRoutes.ts';
export { instantAsked } from './instants.ts';
export { createServer, type Server } from './server.ts';
export type { RouteEntry, RouteTable } from './routeTable.ts';

/** The OpenAPI document of all routes of the server it is registered on. */
export function documentRoutes(): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.get('/openapi.json', { config: { access: 'open' }, schema: { hide: true } }, () => app.swagger());
    registered();
  };
}
export { answerUnreadable } from './unreadable.ts';
