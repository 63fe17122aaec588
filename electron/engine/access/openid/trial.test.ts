/** Trying how OpenID is set, against a real provider. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openIdTrial } from '../../../contract/openid.ts';
import { administrator, type Client, startFace, type TestFace } from '../../fixtures/face.ts';
import { CLIENT, startOpenIdProvider, type TestProvider } from '../../fixtures/openIdProvider.ts';

let test: TestFace;
let provider: TestProvider;
let admin: Client;
beforeEach(async () => {
  test = await startFace();
  admin = await administrator(test);
  provider = await startOpenIdProvider([`${test.url}/api/v1/openid/callback`]);
});
afterEach(async () => {
  await test.end();
  await provider.close();
});

async function outcomes(change: object = {}): Promise<string[]> {
  const answer = await admin.call('POST', '/openid/test', {
    issuer: provider.issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    name: { vi: 'Cổng', en: 'Portal' },
    ...change,
  });
  expect(answer.status).toBe(200);
  return openIdTrial.parse(await answer.json()).checks.map(({ what, outcome }) => `${what} ${outcome}`);
}

it('says that all is well, and keeps nothing', async () => {
  expect(await outcomes()).toEqual(['issuer good', 'clock good', 'client good', 'redirect good']);
  expect((await (await admin.call('GET', '/openid')).json()) as object).toMatchObject({ settings: null });
});

it('says that the secret or the client is wrong', async () => {
  expect(await outcomes({ clientSecret: 'wrong' })).toEqual([
    'issuer good',
    'clock good',
    'client unknown_client',
  ]);
  expect(await outcomes({ clientId: 'other' })).toEqual([
    'issuer good',
    'clock good',
    'client unknown_client',
  ]);
});

it('says that the provider does not lead back here', async () => {
  await provider.close();
  provider = await startOpenIdProvider(['https://elsewhere.example/callback']);
  expect(await outcomes()).toEqual(['issuer good', 'clock good', 'client good', 'redirect refused']);
});

it('says that the clocks are apart', async () => {
  test.time.offset = 10 * 60_000;
  expect(await outcomes()).toContain('clock ahead');
  test.time.offset = -10 * 60_000;
  expect(await outcomes()).toContain('clock behind');
});

it('says what is wrong with the issuer', async () => {
  expect(await outcomes({ issuer: `${provider.issuer}/other` })).toEqual(['issuer not_openid']);
  expect(await outcomes({ issuer: provider.issuer.replace('127.0.0.1', 'localhost') })).toEqual([
    'issuer other_issuer',
  ]);
  provider.instead = (request) => request.url?.startsWith('/.well-known') === true;
  expect(await outcomes()).toEqual(['issuer too_slow']);
  await provider.close();
  expect(await outcomes()).toEqual(['issuer unreachable']);
});
