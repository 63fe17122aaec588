/** Signing in through a provider, as the console asks the engine about it. */
import { z } from 'zod';
import { sessionAnswer, type SessionAnswer } from '../../../electron/contract/access.ts';
import {
  backPath,
  openIdAnswer,
  type OpenIdAnswer,
  type OpenIdRequest,
  openIdTrial,
  type OpenIdTrial,
  SIGN_IN_HASH,
  signInWays,
  type SignInWays,
} from '../../../electron/contract/openid.ts';
import { BASE, call } from '../call.ts';

const nothing = z.undefined();
const ofPerson = (username: string) => `/users/${encodeURIComponent(username)}/openid`;

export const openId = {
  /** How people sign in here; asked by nobody in particular. */
  ways: (): Promise<SignInWays> => call('GET', '/sign-in', signInWays),
  /** The code of the second step, after the provider. */
  giveCode: (code: string): Promise<SessionAnswer> => call('POST', '/openid/code', sessionAnswer, { code }),
  now: (): Promise<OpenIdAnswer> => call('GET', '/openid', openIdAnswer),
  set: (settings: OpenIdRequest): Promise<OpenIdAnswer> => call('PUT', '/openid', openIdAnswer, settings),
  remove: () => call('DELETE', '/openid', nothing),
  /** Looks whether people could sign in so; keeps nothing. */
  test: (settings: OpenIdRequest): Promise<OpenIdTrial> =>
    call('POST', '/openid/test', openIdTrial, settings),
  link: (username: string, subject: string) => call('PUT', ofPerson(username), nothing, { subject }),
  unlink: (username: string) => call('DELETE', ofPerson(username), nothing),
};

/** Where signing in through the provider begins; it ends at the page that was asked for. */
export function startAddress(hash: string): string {
  const back = backPath.safeParse(`/${hash}`);
  return `${BASE}/openid/start?back=${encodeURIComponent(back.data ?? '/')}`;
}

/** What the engine says in the address when somebody comes back from the provider and is not in yet; `null` else. */
export function saidByAddress(hash: string): string | null {
  return new URLSearchParams(hash.slice(1)).get(SIGN_IN_HASH);
}
