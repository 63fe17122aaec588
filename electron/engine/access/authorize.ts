/** The one place where every route's access is decided. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { ACCESS, type Access } from './access.ts';
import type { Loans } from './loans.ts';
import { DEVICE_COOKIE, readCookie, SESSION_COOKIE } from './cookies.ts';
import { doorOf } from './door.ts';
import { mayUse, type Principal } from './principal.ts';
import {
  type Placed,
  type Reach,
  reachOf,
  refuseBeyond,
  refuseWhole,
  refuseWithout,
  wordsWithout,
} from './reach.ts';
import { fromOwnPage, originIsOwn } from './sameOrigin.ts';
import { sameSecret } from './secrets.ts';
import { useSession } from './sessions.ts';
import { useToken } from './tokens.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; `null` when nobody in particular. */
    principal: Principal | null;
    /** How far that somebody may ask. */
    reach: Reach;
    /** Why a live connection is to be closed right after it opened (its client cannot read an HTTP answer). */
    refusal: ProblemError | null;
  }
}

export interface Gate {
  db: WritableDB;
  wallToken: string;
  now: () => number;
  /** Rights lent for a live connection. */
  loans: Pick<Loans, 'borrowed'>;
  /** The organisation at the data clock's instant. */
  units: () => readonly Placed[];
  /** The paired device of a cookie's token, while it may act. */
  device: (token: string, address: string) => Extract<Principal, { kind: 'device' }> | null;
}

/** Makes every route of the server say who may use it, and every request pass that. */
export function guardRoutes(app: FastifyInstance, gate: Gate): void {
  app.decorateRequest('principal', null);
  app.decorateRequest('reach');
  app.decorateRequest('refusal', null);

  app.addHook('onRoute', (route) => {
    const access = route.config?.access;
    if (access === undefined || !ACCESS.includes(access))
      throw new Error(`Route ${String(route.method)} ${route.url} must state its access in config.access.`);
  });

  app.addHook('onRequest', async (request) => {
    const door = doorOf(request.raw);
    if (!door.answersTo(request.headers.host)) throw new ProblemError(421, NOT_HERE[door.kind]);
    const { access, door: only } = request.routeOptions.config;
    // Only an address without a route has none: it is answered with "not found".
    if (access === undefined) return;
    if (only !== undefined && only !== door.kind)
      throw new ProblemError(403, 'This can be done at the machine itself only: open the console there.');
    request.principal = identify(request, gate);
    request.reach = reachOf(request.principal, gate.units);
    try {
      refuse(request, access);
    } catch (error) {
      if (!request.ws || !(error instanceof ProblemError)) throw error;
      request.refusal = error;
    }
  });

  // Once the question is known to be one.
  app.addHook('preHandler', async (request) => {
    if (request.routeOptions.config.place === 'unit') refuseBeyond(request.reach, unitsAsked(request.query));
  });
}

function identify(request: FastifyRequest, gate: Gate): Principal | null {
  const given = bearerOf(request);
  if (given !== undefined) {
    const known = (request.ws ? gate.loans.borrowed(given) : null) ?? ofToken(given, gate);
    // The wall's token never leaves the machine; one that comes from elsewhere was stolen.
    return known?.kind === 'wall' && doorOf(request.raw).kind !== 'machine' ? null : known;
  }
  return personOf(request, gate) ?? deviceOf(request, gate);
}

function personOf(request: FastifyRequest, gate: Gate): Principal | null {
  const cookie = readCookie(request, SESSION_COOKIE);
  const session = cookie === undefined ? undefined : useSession(gate.db, cookie, gate.now());
  if (!session) return null;
  return { kind: 'person', ...session };
}

function deviceOf(request: FastifyRequest, gate: Gate): Principal | null {
  const cookie = readCookie(request, DEVICE_COOKIE);
  return cookie === undefined ? null : gate.device(cookie, request.ip);
}

/** The token of `Authorization: Bearer`, or of `?token=` where a browser cannot send headers: the live connection. */
function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  if (header !== undefined) return /^Bearer +(\S+) *$/i.exec(header)?.[1] ?? '';
  if (!request.ws || typeof request.query !== 'object' || request.query === null) return undefined;
  const token: unknown = Reflect.get(request.query, 'token');
  return typeof token === 'string' ? token : undefined;
}

function ofToken(token: string, gate: Gate): Principal | null {
  if (sameSecret(token, gate.wallToken)) return { kind: 'wall' };
  const known = useToken(gate.db, token, gate.now());
  if (!known) return null;
  return known.kind === 'push'
    ? { kind: 'push', tokenId: known.id, source: known.source }
    : { kind: 'program', tokenId: known.id, place: known.place, permissions: known.permissions };
}

/** Refuses whoever may not: @throws ProblemError 401 to nobody in particular, else 403. */
function refuse(request: FastifyRequest, access: Access): void {
  const who = request.principal;
  const byCookie = who === null || who.kind === 'person' || who.kind === 'device';
  const writes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  if (byCookie && writes && !fromOwnPage(request.headers, doorOf(request.raw)))
    throw new ProblemError(403, 'This request came from another web page; use the console of this engine.');
  // A secret says by itself that it is meant; a cookie is sent by any page.
  const bySecret = bearerOf(request) !== undefined;
  if (request.ws && who?.kind === 'person' && !bySecret && !originIsOwn(request.headers, doorOf(request.raw)))
    throw new ProblemError(
      403,
      'This connection came from another web page; use the console of this engine.',
    );
  if (access === 'open') return;
  const { also } = request.routeOptions.config;
  if (also !== undefined && who?.kind === also) return;
  if (!mayUse(access, who, sourceOf(request))) {
    if (who !== null) throw new ProblemError(403, remedyOf(access));
    throw new ProblemError(401, 'Sign in, or send a valid token as "Authorization: Bearer TOKEN".', {
      headers: { 'www-authenticate': 'Bearer realm="IOC Wall"' },
    });
  }
  const { place, needs } = request.routeOptions.config;
  if (place === undefined) refuseWhole(request.reach);
  if (needs !== undefined) refuseWithout(request.reach, needs);
}

function unitsAsked(query: unknown): string[] {
  const unit: unknown = typeof query === 'object' && query !== null ? Reflect.get(query, 'unit') : undefined;
  return typeof unit === 'string' ? [unit] : [];
}

function sourceOf(request: FastifyRequest): string | undefined {
  const params: unknown = request.params;
  if (typeof params !== 'object' || params === null) return undefined;
  const id: unknown = Reflect.get(params, 'id');
  return typeof id === 'string' ? id : undefined;
}

function remedyOf(access: Access): string {
  switch (access) {
    case 'open':
      return 'This is open to everybody.';
    case 'signed_in':
      return 'This is about the account of a person who is signed in; a token has none.';
    case 'signed_in_or_wall':
      return 'This is for people, for programs with a token and for the wall.';
    case 'source':
      return 'This needs a push token of this very source; whoever manages sources makes one.';
    case 'wall':
      return 'This is for the wall of this machine only.';
    default:
      return wordsWithout(access);
  }
}

const NOT_HERE = {
  machine: 'This engine answers to this machine only: use its loopback address.',
  network: 'This engine does not answer to that name: use an address or a name of its certificate.',
} as const;
