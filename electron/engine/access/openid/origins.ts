/** Where this engine is reached, by what an administrator set and never by what a request says. */
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../../problems/index.ts';
import { type Door, doorOf } from '../door.ts';

/** The origin of a door; `null` while nobody can come by it. */
export type Origins = (door: Door['kind']) => string | null;

const PREFIX = '/api/v1/openid';

export function redirectUri(origin: string): string {
  return `${origin}${PREFIX}/callback`;
}

/** Every address that the provider must lead back to. */
export function redirectUris(origins: Origins): string[] {
  return (['machine', 'network'] as const).flatMap((door) => {
    const origin = origins(door);
    return origin === null ? [] : [redirectUri(origin)];
  });
}

/** The origin of the door that a request came by. @throws ProblemError 409 when it is not known */
export function originOf(request: FastifyRequest, origins: Origins): string {
  const origin = origins(doorOf(request.raw).kind);
  if (origin === null)
    throw new ProblemError(409, 'Nobody can come back by this address now; try again later.');
  return origin;
}

/**
 * Where a sign-in must begin when it was asked for under another name of the same door, such as `localhost`: the cookie
 * of one name would not come back under the other. `null` when it is the right one.
 */
export function beginElsewhere(request: FastifyRequest, origin: string, back: string): string | null {
  if (request.headers.host?.toLowerCase() === new URL(origin).host) return null;
  return `${origin}${PREFIX}/start?back=${encodeURIComponent(back)}`;
}
