/** What the server answers: every method and address with who may use it, in the order of registration. */
import type { FastifyInstance } from 'fastify';
import type { Permission } from '../../contract/access.ts';
import type { Access, Door, PlaceOfRoute } from '../access/index.ts';

export interface RouteEntry {
  method: string;
  url: string;
  access: Access | undefined;
  /** How its answer lies in the organisation; `undefined` is the whole. */
  place: PlaceOfRoute | undefined;
  needs: Permission | undefined;
  /** The listener that alone answers it. */
  door: Door['kind'] | undefined;
}
export type RouteTable = RouteEntry[];

export function recordRoutes(app: FastifyInstance): RouteTable {
  const routes: RouteTable = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    const { access, place, needs, door } = config ?? {};
    for (const one of [method].flat()) routes.push({ method: one, url, access, place, needs, door });
  });
  return routes;
}

/** The methods an address has, without the catch-all that serves the console's files. */
export function methodsAt(routes: RouteTable, path: string): string[] {
  const found = routes.filter(({ url }) => !url.endsWith('*') && matches(url, path));
  return [...new Set(found.map(({ method }) => method))].sort();
}

function matches(pattern: string, path: string): boolean {
  const [want, have] = [pattern.split('/'), path.split('/')];
  return want.length === have.length && want.every((part, i) => part.startsWith(':') || part === have[i]);
}
