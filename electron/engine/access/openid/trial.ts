/** Looks whether people could sign in as it is set, without anybody signing in, and says what is wrong. */
import type { Configuration } from 'openid-client';
import type { Instant } from '../../../contract/calendar.ts';
import type { OpenIdSettings, OpenIdTrial } from '../../../contract/openid.ts';
import { ask, OutgoingError } from './outgoing.ts';
import { discover, ProviderError } from './provider.ts';

type Check = OpenIdTrial['checks'][number];

/** Beyond this, what the provider says is soon taken for over or not yet valid, ms. */
const CLOCKS_APART_MS = 30_000;

export interface TrialParts {
  settings: OpenIdSettings;
  secret: string | null;
  redirectUris: readonly string[];
  now: () => Instant;
}

export async function tryOpenId(parts: TrialParts): Promise<OpenIdTrial> {
  const checks: Check[] = [];
  const found = await tryIssuer(parts, checks);
  if (found) {
    checks.push(await tryClock(parts));
    checks.push(await tryClient(parts, found));
    if (checks.at(-1)?.outcome === 'good')
      for (const uri of parts.redirectUris) checks.push(await tryRedirect(parts, found, uri));
  }
  return { checks };
}

async function tryIssuer(parts: TrialParts, checks: Check[]): Promise<Configuration | null> {
  const { settings, secret, now } = parts;
  try {
    const found = await discover(settings, secret, now);
    const { code_challenge_methods_supported: methods, issuer } = found.serverMetadata();
    const hasPkce = methods === undefined || methods.includes('S256');
    checks.push({
      what: 'issuer',
      outcome: hasPkce ? 'good' : 'no_pkce',
      detail: hasPkce ? `${issuer} answers.` : `${issuer} does not take PKCE with S256.`,
    });
    return found;
  } catch (error) {
    checks.push({ what: 'issuer', outcome: issuerFault(error), detail: wordsOf(error) });
    return null;
  }
}

function issuerFault(error: unknown): Check['outcome'] {
  if (!(error instanceof ProviderError)) return 'unreachable';
  switch (error.fault) {
    case 'too_slow':
    case 'certificate':
    case 'plain':
    case 'other_issuer':
    case 'unreachable':
      return error.fault;
    default:
      return 'not_openid';
  }
}

/** By the `Date` of its answer, to the second. */
async function tryClock({ settings, now }: TrialParts): Promise<Check> {
  const url = new URL(settings.issuer);
  const answer = await ask(url, {
    method: 'GET',
    headers: {},
    body: undefined,
    authority: settings.authority,
  }).catch(() => null);
  const date = Date.parse(answer?.headers.get('date') ?? '');
  if (Number.isNaN(date))
    return { what: 'clock', outcome: 'unknown', detail: 'It does not say what time it is.' };
  const apart = now() - date;
  const detail = `The clocks are ${Math.round(Math.abs(apart) / 1000)} s apart.`;
  if (Math.abs(apart) <= CLOCKS_APART_MS) return { what: 'clock', outcome: 'good', detail };
  return { what: 'clock', outcome: apart > 0 ? 'ahead' : 'behind', detail };
}

/** By a code that was never given: whether it is refused for the code or for who asks. */
async function tryClient({ settings, redirectUris }: TrialParts, found: Configuration): Promise<Check> {
  const oidc = await import('openid-client');
  try {
    await oidc.genericGrantRequest(found, 'authorization_code', {
      code: 'a-code-that-was-never-given',
      redirect_uri: redirectUris[0] ?? settings.issuer,
      code_verifier: oidc.randomPKCECodeVerifier(),
    });
    return { what: 'client', outcome: 'refused', detail: 'It took a code that was never given.' };
  } catch (error) {
    if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant')
      return { what: 'client', outcome: 'good', detail: `${settings.clientId} is known there.` };
    const unknown =
      error instanceof oidc.WWWAuthenticateChallengeError ||
      (error instanceof oidc.ResponseBodyError &&
        ['invalid_client', 'unauthorized_client'].includes(error.error));
    return { what: 'client', outcome: unknown ? 'unknown_client' : 'refused', detail: wordsOf(error) };
  }
}

/** By the page people would come to: a provider that does not lead back here says so at once. */
async function tryRedirect(parts: TrialParts, found: Configuration, uri: string): Promise<Check> {
  const oidc = await import('openid-client');
  const verifier = oidc.randomPKCECodeVerifier();
  const page = oidc.buildAuthorizationUrl(found, {
    redirect_uri: uri,
    scope: 'openid',
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  try {
    const answer = await ask(page, {
      method: 'GET',
      headers: {},
      body: undefined,
      authority: parts.settings.authority,
    });
    const leadsOn = answer.status < 400;
    return {
      what: 'redirect',
      outcome: leadsOn ? 'good' : 'refused',
      detail: leadsOn ? uri : `${uri}: its page answered ${answer.status}.`,
    };
  } catch (error) {
    return { what: 'redirect', outcome: 'refused', detail: `${uri}: ${wordsOf(error)}` };
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof OutgoingError || error instanceof ProviderError) return error.message;
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
