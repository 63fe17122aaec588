/** What the server answers: every method and address with its access, in the order of registration. */
import type { FastifyInstance } from 'fastify';
import type { Access } from '../access/index.ts';

export interface RouteEntry {
  method: string;
  url: string;
  access: Access | undefined;
}
export type RouteTable = RouteEntry[];

export function recordRoutes(app: FastifyInstance): RouteTable {
  const routes: RouteTable = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) routes.push({ method: one, url, access: config?.access });
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
