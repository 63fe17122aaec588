/**
 * Who may call a route. Every route states one of these in its `config.access`; a route without it
 * does not start.
 *
 * - `open`: anybody who reaches the port.
 * - `signed_in`: any person with a session, or a machine client with a read token.
 * - `operator`, `administrator`: a person with at least that role.
 * - `source`: a push token of the very source the path names (or an administrator).
 * - `wall`: the shell and its windows, by the token the engine gave to the shell at start.
 * - `signed_in_or_wall`: people and the wall's own windows.
 */
export const ACCESS = [
  'open',
  'signed_in',
  'operator',
  'administrator',
  'source',
  'wall',
  'signed_in_or_wall',
] as const;
export type Access = (typeof ACCESS)[number];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
}
