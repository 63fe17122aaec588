/** Signing in through the provider: there, back, and a code where the provider does not vouch for a second step. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { sessionAnswer } from '../../../contract/access.ts';
import {
  backPath,
  openIdCode,
  type OpenIdRefusal,
  SIGN_IN_HASH,
  signInWays,
} from '../../../contract/openid.ts';
import { ProblemError } from '../../problems/index.ts';
import { sessionOf } from '../accessRoutes.ts';
import { recordAudit } from '../audit.ts';
import { giveCookie, OPENID_COOKIE, readCookie, SESSION_COOKIE, takeCookie } from '../cookies.ts';
import type { AccessControl } from '../index.ts';
import { checkCode } from '../secondStep.ts';
import { openSession } from '../sessions.ts';
import { findUserById, type KnownUser } from '../users.ts';
import { admit } from './admission.ts';
import { type Somebody, usernameOf, vouchesFor } from './claims.ts';
import { findIdentity } from './identities.ts';
import { createFlows, FLOW_LIFE_S } from './flows.ts';
import { beginElsewhere, originOf, type Origins, redirectUri } from './origins.ts';
import { type Begun, ProviderError } from './provider.ts';
import type { OpenIdSettings } from '../../../contract/openid.ts';

const perMinute = { rateLimit: { max: 60, timeWindow: 60_000 } };

/** At the provider, or back from it and still to give a code. */
type Flow =
  | { at: 'provider'; begun: Begun; back: string; version: number }
  | { at: 'code'; userId: number; issuer: string; subject: string; version: number };

/** Why somebody is not let in; the trail says more than the page. */
class NotAdmitted extends Error {
  readonly why: OpenIdRefusal;
  readonly who: string | null;
  readonly about: object;
  constructor(why: OpenIdRefusal, who: string | null = null, about: object = {}) {
    super(why);
    this.why = why;
    this.who = who;
    this.about = about;
  }
}

export function openIdSignInRoutes(control: AccessControl, origins: Origins): FastifyPluginCallbackZod {
  const { db, now, openId, lockout, secondFactors, changed } = control;
  const flows = createFlows<Flow>(now);

  function refused(request: FastifyRequest, reply: FastifyReply, no: NotAdmitted): FastifyReply {
    const { why, who, about } = no;
    recordAudit(db, {
      at: now(),
      who: who ?? 'nobody',
      what: 'sign_in_refused',
      address: request.ip,
      after: { way: 'openid', why, ...about },
    });
    takeCookie(reply, OPENID_COOKIE);
    return reply.redirect(`/#${SIGN_IN_HASH}=${why}`, 303);
  }

  /** What was begun, of this very browser and of the provider as it is set now. */
  function takeUp(request: FastifyRequest): {
    settings: OpenIdSettings;
    flow: Extract<Flow, { at: 'provider' }>;
  } {
    const flow = flows.take(readCookie(request, OPENID_COOKIE));
    const kept = openId.store.now();
    if (flow?.at !== 'provider' || kept?.version !== flow.version) throw new NotAdmitted('expired');
    return { settings: kept.settings, flow };
  }

  async function comeBack(begun: Begun, request: FastifyRequest): Promise<Somebody> {
    const provider = openId.provider();
    if (!provider) throw new NotAdmitted('expired');
    try {
      return await provider.finish(begun, new URL(request.url, 'http://x').searchParams);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** The account of somebody; what was done to let them in is in the trail. */
  function accountOf(settings: OpenIdSettings, somebody: Somebody, address: string): KnownUser {
    const { subject, issuer } = somebody;
    const name = usernameOf(somebody.claims, settings);
    const admission = admit(db, settings, somebody, now());
    if ('refused' in admission) {
      const { refused: why } = admission;
      if (why === 'not_linked' || why === 'ended') openId.waits({ subject, name });
      throw new NotAdmitted(why, name, { issuer, subject });
    }
    const { user, done } = admission;
    openId.waitsNoMore(subject);
    for (const one of done)
      recordAudit(db, { at: now(), who: 'openid', subject: user.username, address, ...one });
    if (done.length > 0) changed();
    return user;
  }

  function enter(request: FastifyRequest, reply: FastifyReply, user: KnownUser, vouched: boolean): string {
    const session = openSession(db, {
      userId: user.id,
      address: request.ip,
      device: request.headers['user-agent'],
      now: now(),
      way: 'openid',
      vouched,
    });
    recordAudit(db, {
      at: now(),
      who: user.username,
      what: 'sign_in',
      address: request.ip,
      after: { way: 'openid', vouched },
    });
    takeCookie(reply, OPENID_COOKIE);
    giveCookie(reply, SESSION_COOKIE, session.token);
    return session.hash;
  }

  function keep(reply: FastifyReply, flow: Flow): void {
    giveCookie(reply, OPENID_COOKIE, flows.begin(flow), FLOW_LIFE_S);
  }

  /** Whoever came from the provider, unless they were unlinked or taken away meanwhile. */
  function stillLinked({ issuer, subject, userId }: Extract<Flow, { at: 'code' }>): KnownUser | undefined {
    return findIdentity(db, issuer, subject)?.userId === userId ? findUserById(db, userId) : undefined;
  }

  /** Back from the provider: in, to a code, or refused. */
  async function callback(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { ip } = request;
    const ofAddress = lockout.ofAddress(ip);
    counted(() => lockout.count(ofAddress, 'openid', ip), null);
    const { settings, flow } = takeUp(request);
    const somebody = await comeBack(flow.begun, request).catch((error: unknown) => {
      // Nobody is to blame for a provider that is away.
      if (error instanceof NotAdmitted && error.why === 'unreachable') lockout.undone(ofAddress);
      throw error;
    });
    const user = accountOf(settings, somebody, ip);
    lockout.undone(ofAddress);
    const limits = lockout.of(user.username, ip);
    counted(() => lockout.count(limits, user.username, ip), user.username);
    // It was no wrong password; nor does it make good for those there were.
    lockout.undone(limits);
    const vouched = vouchesFor(somebody.claims, settings);
    if (secondFactors.isOn(user.id) && !vouched) {
      const { issuer, subject } = somebody;
      keep(reply, { at: 'code', userId: user.id, issuer, subject, version: flow.version });
      return reply.redirect(`/#${SIGN_IN_HASH}=code`, 303);
    }
    enter(request, reply, user, vouched);
    return reply.redirect(flow.back, 303);
  }

  return (app, _options, registered) => {
    const tags = ['access'];
    app.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });

    app.get(
      '/sign-in',
      {
        config: { access: 'open', place: 'free' },
        schema: { tags, description: 'How people sign in here.', response: { 200: signInWays } },
      },
      () => openId.ways(),
    );

    app.get(
      '/openid/start',
      {
        config: { access: 'open', place: 'free', ...perMinute },
        schema: {
          tags,
          description: 'Leads to the provider of OpenID Connect; `back` is a page of the console.',
          querystring: z.object({ back: backPath.default('/') }),
          response: { 303: z.undefined() },
        },
      },
      async (request, reply) => {
        const { back } = request.query;
        const provider = openId.provider();
        if (!provider) throw new ProblemError(404, 'OpenID is not set here: sign in by a password.');
        const origin = originOf(request, origins);
        const elsewhere = beginElsewhere(request, origin, back);
        if (elsewhere !== null) return reply.redirect(elsewhere, 303);
        const { version } = openId.store.now() ?? { version: -1 };
        try {
          const { address, ...begun } = await provider.begin(redirectUri(origin));
          keep(reply, { at: 'provider', begun, back, version });
          return await reply.redirect(address, 303);
        } catch (error) {
          return refused(request, reply, refusalOf(error));
        }
      },
    );

    app.get(
      '/openid/callback',
      {
        config: { access: 'open', place: 'free', ...perMinute },
        schema: {
          tags,
          description:
            'Where the provider leads back to; goes on to the console, signed in or with the reason why not.',
          response: { 303: z.undefined() },
        },
      },
      async (request, reply) => {
        try {
          return await callback(request, reply);
        } catch (error) {
          if (error instanceof NotAdmitted) return refused(request, reply, error);
          throw error;
        }
      },
    );

    app.post(
      '/openid/code',
      {
        config: { access: 'open', place: 'free', ...perMinute },
        schema: {
          tags,
          description: 'The code of the second step, of whoever came back from the provider without one.',
          body: openIdCode,
          response: { 200: sessionAnswer },
        },
      },
      (request, reply) => {
        const { ip: address } = request;
        const cookie = readCookie(request, OPENID_COOKIE);
        const flow = flows.look(cookie);
        const user = flow?.at === 'code' ? stillLinked(flow) : undefined;
        if (!user || flow?.version !== openId.store.now()?.version)
          throw new ProblemError(409, 'code: this sign-in is over; begin again.', { field: 'code' });
        const limits = lockout.of(user.username, address);
        lockout.count(limits, user.username, address);
        checkCode(control, user, { code: request.body.code, address }, limits);
        lockout.undone(limits);
        flows.take(cookie);
        return sessionOf(control, enter(request, reply, user, false), now());
      },
    );
    registered();
  };
}

/** Whoever is locked out is told so on the page. */
function counted(count: () => void, who: string | null): void {
  try {
    count();
  } catch (error) {
    if (error instanceof ProblemError) throw new NotAdmitted('locked', who);
    throw error;
  }
}

function refusalOf(error: unknown): NotAdmitted {
  if (error instanceof NotAdmitted) return error;
  if (!(error instanceof ProviderError))
    return new NotAdmitted('failed', null, {
      detail: error instanceof Error ? error.message : String(error),
    });
  const { fault, message: detail } = error;
  switch (fault) {
    case 'unreachable':
    case 'too_slow':
    case 'certificate':
    case 'plain':
      return new NotAdmitted('unreachable', null, { detail });
    case 'not_openid':
    case 'other_issuer':
      return new NotAdmitted('provider', null, { detail });
    default:
      return new NotAdmitted(fault, null, { detail });
  }
}
