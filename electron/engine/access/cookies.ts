/** Cookies that say who somebody is. Over TLS they are bound to this very host and never leave without TLS. */
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { doorOf } from './door.ts';

export const SESSION_COOKIE = 'ioc_wall_session';
export const DEVICE_COOKIE = 'ioc_wall_remote';
/** Binds a sign-in through a provider to the browser that began it; it comes back from another site, and says nothing else. */
export const OPENID_COOKIE = 'ioc_wall_openid';
type Name = typeof SESSION_COOKIE | typeof DEVICE_COOKIE | typeof OPENID_COOKIE;

function isSecure(request: FastifyRequest): boolean {
  return doorOf(request.raw).kind === 'network';
}

function nameFor(request: FastifyRequest, name: Name): string {
  return isSecure(request) ? `__Host-${name}` : name;
}

export function readCookie(request: FastifyRequest, name: Name): string | undefined {
  return request.cookies[nameFor(request, name)];
}

/** @param maxAge s; left out, the browser forgets it with its windows */
export function giveCookie(reply: FastifyReply, name: Name, value: string, maxAge?: number): void {
  const options: CookieSerializeOptions = {
    path: '/',
    httpOnly: true,
    sameSite: name === OPENID_COOKIE ? 'lax' : 'strict',
    secure: isSecure(reply.request),
  };
  reply.setCookie(nameFor(reply.request, name), value, {
    ...options,
    ...(maxAge !== undefined && { maxAge }),
  });
}

export function takeCookie(reply: FastifyReply, name: Name): void {
  reply.clearCookie(nameFor(reply.request, name), { path: '/', secure: isSecure(reply.request) });
}
