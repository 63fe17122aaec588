/** What somebody might try on the way through the provider, over real HTTP. */
import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secondFactorBegun, sessionAnswer } from '../../../contract/access.ts';
import {
  administrator,
  type Client,
  client,
  PASSWORD,
  signIn,
  startFace,
  type TestFace,
} from '../../fixtures/face.ts';
import {
  CLIENT,
  type IdClaims,
  startOpenIdProvider,
  type TestProvider,
  unsigned,
} from '../../fixtures/openIdProvider.ts';
import { type Visitor, visitor } from '../../fixtures/openIdVisitor.ts';

const STEP_MS = 30_000;
let test: TestFace;
let provider: TestProvider;
let admin: Client;
let somebody: Visitor;

async function set(change: object = {}): Promise<void> {
  const answer = await admin.call('PUT', '/openid', {
    issuer: provider.issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    name: { vi: 'Cổng', en: 'Portal' },
    ...change,
  });
  if (answer.status !== 200) throw new Error(await answer.text());
}

beforeEach(async () => {
  test = await startFace();
  admin = await administrator(test);
  provider = await startOpenIdProvider([`${test.url}/api/v1/openid/callback`]);
  somebody = visitor(test.url);
  await admin.call('POST', '/users', { username: 'lan', password: PASSWORD, role: 'staff' });
  await set();
  await admin.call('PUT', '/users/lan/openid', { subject: 'sub-1' });
});
afterEach(async () => {
  await test.end();
  await provider.close();
});

const endOf = ({ location }: { location: string }) => location.slice(test.url.length);
const isIn = (who: Visitor) => who.cookies.has('ioc_wall_session');
function changed(address: string, change: (query: URLSearchParams) => void): string {
  const url = new URL(address);
  change(url.searchParams);
  return url.href;
}

describe('a sign-in under way', () => {
  it('is refused with another state, and given up', async () => {
    const at = await somebody.toTheProvider();
    const wrong = changed(at, (query) => query.set('state', 'x'.repeat(43)));
    expect(endOf(await somebody.ask(wrong))).toBe('/#sign-in=forged');
    expect(endOf(await somebody.ask(at))).toBe('/#sign-in=expired');
    expect(isIn(somebody)).toBe(false);
  });

  it('is of the browser that began it', async () => {
    const at = await somebody.toTheProvider();
    const victim = visitor(test.url);
    expect(endOf(await victim.ask(at))).toBe('/#sign-in=expired');
    // Nor does a victim who is on the way themselves end up as the attacker.
    await victim.toTheProvider();
    expect(endOf(await victim.ask(at))).toBe('/#sign-in=forged');
    expect(isIn(victim)).toBe(false);
  });

  it('is taken up once, and a code of an earlier one not at all', async () => {
    const at = await somebody.toTheProvider();
    expect(endOf(await somebody.ask(at))).toBe('/');
    const again = visitor(test.url);
    expect(endOf(await again.ask(at))).toBe('/#sign-in=expired');
    const next = await again.toTheProvider();
    const code = new URL(at).searchParams.get('code') ?? '';
    expect(endOf(await again.ask(changed(next, (query) => query.set('code', code))))).toBe(
      '/#sign-in=expired',
    );
    expect(isIn(again)).toBe(false);
  });

  it('is over after ten minutes, and when it is set anew meanwhile', async () => {
    const at = await somebody.toTheProvider();
    test.time.offset += 10 * 60_000 + 1;
    expect(endOf(await somebody.ask(at))).toBe('/#sign-in=expired');
    test.time.offset = 0;
    const late = await somebody.toTheProvider();
    await set({ linking: 'by_claim' });
    expect(endOf(await somebody.ask(late))).toBe('/#sign-in=expired');
  });

  it('takes no session that was planted', async () => {
    const planted = (await signIn(test.url, 'quantri')).cookie.split('=')[1] ?? '';
    somebody.cookies.set('ioc_wall_session', planted);
    expect(await somebody.signIn()).toBe('/');
    const mine = somebody.cookies.get('ioc_wall_session') ?? '';
    expect(mine).not.toBe(planted);
    const answer = await client(test.url, { cookie: `ioc_wall_session=${mine}` }).call('GET', '/session');
    expect(sessionAnswer.parse(await answer.json()).username).toBe('lan');
  });

  it('is given up where the provider says so', async () => {
    const at = await somebody.toTheProvider();
    const denied = changed(at, (query) => {
      query.delete('code');
      query.set('error', 'access_denied');
    });
    expect(endOf(await somebody.ask(denied))).toBe('/#sign-in=cancelled');
  });
});

describe('the page to go to', () => {
  const start = (back: string) =>
    fetch(`${test.url}/api/v1/openid/start?back=${encodeURIComponent(back)}`, { redirect: 'manual' });

  it.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/%2f/evil',
    '/api/v1/x',
    '',
  ])('is not %j', async (back) => {
    const answer = await start(back);
    expect([answer.status, ((await answer.json()) as { field?: string }).field]).toEqual([400, 'back']);
  });

  it('is of this engine, whatever is asked', async () => {
    const { backPath } = await import('../../../contract/openid.ts');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((s) => `/${s}`),
        ),
        (back) => {
          if (!backPath.safeParse(back).success) return;
          const url = new URL(back, 'http://127.0.0.1:1');
          expect([url.origin, url.pathname.startsWith('/api')]).toEqual(['http://127.0.0.1:1', false]);
        },
      ),
    );
  });
});

describe('what the provider sends', () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const by = (claims: IdClaims): string => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'RS256', kid: 'test' })}.${part(claims)}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), other).toString('base64url')}`;
  };
  const hourAgo = Math.floor(Date.now() / 1000) - 3600;

  it.each<[string, (claims: IdClaims) => IdClaims | string, string]>([
    ['is taken when nothing is wrong with it', (claims) => claims, '/'],
    ['with another nonce', (claims) => ({ ...claims, nonce: 'x' }), '/#sign-in=forged'],
    ['without a nonce', ({ nonce: _nonce, ...claims }) => claims, '/#sign-in=forged'],
    ['for another program', (claims) => ({ ...claims, aud: 'other' }), '/#sign-in=forged'],
    [
      'for two, and not to this one',
      (claims) => ({ ...claims, aud: [CLIENT.id, 'other'], azp: 'other' }),
      '/#sign-in=forged',
    ],
    ['of another issuer', (claims) => ({ ...claims, iss: 'https://evil.example' }), '/#sign-in=forged'],
    ['that is over', (claims) => ({ ...claims, exp: hourAgo }), '/#sign-in=clock'],
    ['without a subject', ({ sub: _sub, ...claims }) => claims, '/#sign-in=forged'],
    ['that nobody signed', unsigned, '/#sign-in=forged'],
    ['that another key signed', by, '/#sign-in=forged'],
    ['about nobody that could be', (claims) => ({ ...claims, sub: 'x'.repeat(256) }), '/#sign-in=forged'],
    ['that is no token', () => 'xyz', '/#sign-in=forged'],
  ])('%s', async (_what, tamper, end) => {
    provider.tamper = tamper;
    expect(await somebody.signIn()).toBe(end);
    expect(isIn(somebody)).toBe(end === '/');
  });

  it('is not believed about somebody else when it is asked for more', async () => {
    await set({ linking: 'by_claim' });
    provider.instead = (request, response) => {
      if (!request.url?.startsWith('/me')) return false;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ sub: 'other', preferred_username: 'lan' }));
      return true;
    };
    provider.who = { sub: 'sub-2', claims: {} };
    expect(await somebody.signIn()).toBe('/#sign-in=forged');
  });
});

describe('a provider that misbehaves', () => {
  it('and never answers keeps nobody waiting', async () => {
    provider.instead = () => true;
    expect(await somebody.signIn()).toBe('/#sign-in=unreachable');
    const local = await client(test.url).call('POST', '/session', { username: 'lan', password: PASSWORD });
    expect(local.status).toBe(200);
  });

  it('and leads elsewhere is not followed', async () => {
    provider.instead = (_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
      return true;
    };
    expect(await somebody.signIn()).toBe('/#sign-in=provider');
  });

  it('and answers without end is not read', async () => {
    provider.instead = (_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.on('error', () => undefined);
      response.end(`"${'x'.repeat(1024 * 1024)}"`);
      return true;
    };
    expect(await somebody.signIn()).toBe('/#sign-in=provider');
  });

  it.each<[string, (document: Record<string, unknown>) => object, string]>([
    ['says it is another', (said) => ({ ...said, issuer: 'https://evil.example' }), 'provider'],
    [
      'has its keys elsewhere without TLS',
      (said) => ({ ...said, jwks_uri: 'http://evil.example/keys' }),
      'unreachable',
    ],
    ['says not where people sign in', ({ authorization_endpoint: _where, ...said }) => said, 'provider'],
  ])('and %s', async (_what, change, end) => {
    const document = (await (
      await fetch(`${provider.issuer}/.well-known/openid-configuration`)
    ).json()) as Record<string, unknown>;
    provider.instead = (request, response) => {
      if (!request.url?.startsWith('/.well-known')) return false;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(change(document)));
      return true;
    };
    expect(await somebody.signIn()).toBe(`/#sign-in=${end}`);
    expect(isIn(somebody)).toBe(false);
  });

  it('is asked again once it answers', async () => {
    provider.instead = (_request, response) => {
      response.writeHead(503).end();
      return true;
    };
    expect(await somebody.signIn()).toBe('/#sign-in=provider');
    provider.instead = null;
    expect(await somebody.signIn()).toBe('/');
  });
});

describe('a lock-out', () => {
  const wrong = (username = 'lan') =>
    client(test.url).call('POST', '/session', { username, password: 'wrong wrong wrong' });

  it('holds whichever way somebody signs in, and no way makes it good', async () => {
    for (let n = 0; n < 4; n += 1) await wrong();
    expect(await somebody.signIn()).toBe('/');
    await wrong();
    expect((await wrong()).status).toBe(429);
    const next = visitor(test.url);
    expect(await next.signIn()).toBe('/#sign-in=locked');
    expect(isIn(next)).toBe(false);
    test.time.offset += 15 * 60_000;
    expect(await next.signIn()).toBe('/');
  });

  it('comes of an address that tries again and again', async () => {
    const go = () => fetch(`${test.url}/api/v1/openid/callback?code=x&state=y`, { redirect: 'manual' });
    for (let n = 0; n < 50; n += 1) await go();
    expect((await go()).headers.get('location')).toBe('/#sign-in=locked');
    expect((await wrong('ai')).status).toBe(429);
  });
});

describe('a second step', () => {
  let secret = '';
  const code = () =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + test.time.offset });
  async function setUp(): Promise<void> {
    const person = await signIn(test.url, 'lan');
    const begun = await person.call('POST', '/account/second-factor', { current: PASSWORD });
    secret = secondFactorBegun.parse(await begun.json()).secret;
    test.time.offset = STEP_MS / 2 - (Date.now() % STEP_MS);
    expect((await person.call('PUT', '/account/second-factor', { code: code() })).status).toBe(200);
    test.time.offset += STEP_MS;
  }
  const enter = (typed: string) =>
    client(test.url, { cookie: `ioc_wall_openid=${somebody.cookies.get('ioc_wall_openid') ?? ''}` }).call(
      'POST',
      '/openid/code',
      { code: typed },
    );

  it('that is set up here is asked for unless the provider vouches for one', async () => {
    await setUp();
    expect(await somebody.signIn()).toBe('/#sign-in=code');
    expect(isIn(somebody)).toBe(false);
    const wrong = await enter('000000');
    expect([wrong.status, ((await wrong.json()) as { field?: string }).field]).toEqual([401, 'code']);
    const right = await enter(code());
    expect(right.status).toBe(200);
    expect(sessionAnswer.parse(await right.json())).toMatchObject({
      username: 'lan',
      secondFactorMissing: false,
    });
    expect(
      right.headers.getSetCookie().some((one) => /^ioc_wall_session=s_.*SameSite=Strict/.test(one)),
    ).toBe(true);
    // Once.
    test.time.offset += STEP_MS;
    expect((await enter(code())).status).toBe(409);
    await set({ secondFactor: { acr: [], amr: ['otp'] } });
    provider.how = { amr: ['pwd', 'otp'] };
    expect(await visitor(test.url).signIn()).toBe('/');
  });

  it('lets nobody in who was unlinked while they looked for the code', async () => {
    await setUp();
    expect(await somebody.signIn()).toBe('/#sign-in=code');
    await admin.call('DELETE', '/users/lan/openid');
    expect((await enter(code())).status).toBe(409);
  });

  it('counts wrong codes as failures', async () => {
    await setUp();
    expect(await somebody.signIn()).toBe('/#sign-in=code');
    for (let n = 0; n < 5; n += 1) expect((await enter('000000')).status).toBe(401);
    expect((await enter(code())).status).toBe(429);
  });

  it('that a role needs is made by the session that the provider vouches for, and by no other', async () => {
    await admin.call('PATCH', '/roles/staff', { secondFactor: true });
    await set({ secondFactor: { acr: ['urn:two'], amr: [] } });
    const missing = async (who: Visitor) => {
      const cookie = `ioc_wall_session=${who.cookies.get('ioc_wall_session') ?? ''}`;
      const answer = await client(test.url, { cookie }).call('GET', '/session');
      return sessionAnswer.parse(await answer.json()).secondFactorMissing;
    };
    expect(await somebody.signIn()).toBe('/');
    expect(await missing(somebody)).toBe(true);
    provider.how = { acr: 'urn:two' };
    const vouched = visitor(test.url);
    expect(await vouched.signIn()).toBe('/');
    expect(await missing(vouched)).toBe(false);
    expect(await missing(somebody)).toBe(true);
  });
});
