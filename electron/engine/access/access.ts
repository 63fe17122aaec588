import { type Permission, PERMISSIONS } from '../../contract/access.ts';
import type { Door } from './door.ts';

/**
 * Who may call a route. Every route states one of these in its `config.access`; a route without it
 * does not start.
 *
 * - `open`: anybody who reaches the port.
 * - `signed_in`: any person with a session: what is about their own account.
 * - a permission: a person whose role has it, or a program whose token has it.
 * - `source`: a push token of the very source the path names (or whoever manages sources).
 * - `wall`: the shell and its windows, by the token the engine gave to the shell at start.
 * - `signed_in_or_wall`: people, programs and the wall's own windows; what of them, says `needs`.
 */
export const ACCESS = ['open', 'signed_in', 'source', 'wall', 'signed_in_or_wall', ...PERMISSIONS] as const;
export type Access = (typeof ACCESS)[number];

/**
 * How an answer lies in the organisation, for somebody who may see a part of it only. Left out, it is about the whole
 * organisation, and refused to such a person: a new route is closed to them until it says otherwise.
 *
 * - `free`: it says nothing of single units.
 * - `unit`: it is about the unit that `unit` of the query string names, which must lie within.
 * - `narrowed`: the route itself leaves out what lies outside, by `reach` of the request.
 */
export type PlaceOfRoute = 'free' | 'unit' | 'narrowed';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    place?: PlaceOfRoute;
    /** What must be permitted besides; the wall is permitted everything. */
    needs?: Permission;
    /** Who may use it besides: a paired device, which runs the wall and nothing else; or whoever is at the keyboard of the wall. */
    also?: 'device' | 'wall';
    /** Answered by this listener only; left out, by both. */
    door?: Door['kind'];
  }
}
