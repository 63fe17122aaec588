/** The provider: found by its address, asked to sign somebody in, and its answer checked before anything is believed. */
import type { Configuration } from 'openid-client';
import type { Instant } from '../../../contract/calendar.ts';
import type { OpenIdRefusal, OpenIdSettings } from '../../../contract/openid.ts';
import type { Claims, Somebody } from './claims.ts';
import { createOutgoing, OutgoingError, PATIENCE_MS } from './outgoing.ts';

/** What the provider said of itself holds for whoever comes back within so long, ms. */
const KNOWN_MS = 10 * 60_000;
/** Clocks of machines that are kept may be so far apart, s. */
const CLOCKS_APART_S = 30;

type ProviderFault =
  | Extract<
      OpenIdRefusal,
      'cancelled' | 'expired' | 'unreachable' | 'client' | 'clock' | 'forged' | 'provider'
    >
  | 'too_slow'
  | 'certificate'
  | 'plain'
  | 'not_openid'
  | 'other_issuer';

export class ProviderError extends Error {
  readonly fault: ProviderFault;
  constructor(fault: ProviderFault, detail: string) {
    super(detail);
    this.fault = fault;
  }
}

/** OpenID Connect Core, 2: characters of `sub`. */
const SUBJECT_MAX = 255;

/** What is kept of a sign-in under way, so that its answer can be told from any other. */
export interface Begun {
  state: string;
  nonce: string;
  verifier: string;
  redirectUri: string;
}

/** Loaded when somebody signs in by it, and not before. */
const load = () => import('openid-client');

/** Finds the provider. @throws ProviderError */
export async function discover(
  settings: OpenIdSettings,
  secret: string | null,
  now: () => Instant,
): Promise<Configuration> {
  const oidc = await load();
  // TLS is insisted on for every request by what makes them, but for this very machine.
  const execute = [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks];
  try {
    const server = new URL(settings.issuer);
    const found = await oidc.discovery(
      server,
      settings.clientId,
      {
        [oidc.clockSkew]: Math.round((now() - Date.now()) / 1000),
        [oidc.clockTolerance]: CLOCKS_APART_S,
      },
      undefined,
      { execute, [oidc.customFetch]: createOutgoing(settings.authority), timeout: PATIENCE_MS / 1000 },
    );
    const said = found.serverMetadata();
    // Also where the library takes one provider for another, of many tenants.
    if (URL.parse(said.issuer)?.href !== server.href)
      throw new ProviderError('other_issuer', `It says that it is ${said.issuer}, not ${settings.issuer}.`);
    if (
      said.authorization_endpoint === undefined ||
      said.token_endpoint === undefined ||
      said.jwks_uri === undefined
    )
      throw new ProviderError('not_openid', `${settings.issuer} does not say where people sign in.`);
    return configured(oidc, found, settings, secret, execute);
  } catch (error) {
    throw faultOf(oidc, error, 'not_openid');
  }
}

/** The secret goes the way that the provider takes it. */
function configured(
  oidc: Awaited<ReturnType<typeof load>>,
  found: Configuration,
  settings: OpenIdSettings,
  secret: string | null,
  execute: readonly ((config: Configuration) => void)[],
): Configuration {
  const said = found.serverMetadata();
  const ways = said.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const way =
    secret === null
      ? oidc.None()
      : ways.includes('client_secret_basic') || !ways.includes('client_secret_post')
        ? oidc.ClientSecretBasic(secret)
        : oidc.ClientSecretPost(secret);
  const config = new oidc.Configuration(said, settings.clientId, found.clientMetadata(), way);
  for (const extension of execute) extension(config);
  config[oidc.customFetch] = createOutgoing(settings.authority);
  config.timeout = PATIENCE_MS / 1000;
  return config;
}

export interface Provider {
  /** Where somebody signs in at the provider, and what to keep of it. @throws ProviderError */
  begin(redirectUri: string): Promise<Begun & { address: string }>;
  /** Who came back, by the query that the provider sent them with. @throws ProviderError */
  finish(begun: Begun, query: URLSearchParams): Promise<Somebody>;
}

export interface ProviderParts {
  settings: OpenIdSettings;
  secret: () => string | null;
  now: () => Instant;
}

export function createProvider({ settings, secret, now }: ProviderParts): Provider {
  let known: { at: Instant; config: Promise<Configuration> } | undefined;

  /** Asks the provider what it is; what it said of itself before serves those who come back. */
  function find(): Promise<Configuration> {
    const config = discover(settings, secret(), now);
    const mine = { at: now(), config };
    known = mine;
    // What failed is asked again the next time.
    config.catch(() => {
      if (known === mine) known = undefined;
    });
    return config;
  }

  const foundBefore = () => (known && now() - known.at < KNOWN_MS ? known.config : find());

  return {
    async begin(redirectUri) {
      const oidc = await load();
      // Asked each time: nobody is led to a provider that is away.
      const config = await find();
      const begun = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        redirectUri,
      };
      const address = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: ['openid', ...settings.scopes.filter((one) => one !== 'openid')].join(' '),
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
        // So that a provider that can do so asks for the second step.
        ...(settings.secondFactor.acr.length > 0 && { acr_values: settings.secondFactor.acr.join(' ') }),
      });
      return { ...begun, address: address.href };
    },
    async finish(begun, query) {
      const oidc = await load();
      const answer = new URL(begun.redirectUri);
      answer.search = String(query);
      try {
        const config = await foundBefore();
        const tokens = await oidc.authorizationCodeGrant(config, answer, {
          expectedState: begun.state,
          expectedNonce: begun.nonce,
          pkceCodeVerifier: begun.verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw new ProviderError('forged', 'There is no ID token in the answer.');
        if (claims.sub.length > SUBJECT_MAX)
          throw new ProviderError('forged', `Its sub has more than ${SUBJECT_MAX} characters.`);
        const more = isSaidEnough(claims, settings)
          ? {}
          : await moreOf(oidc, config, tokens.access_token, claims.sub);
        return { issuer: settings.issuer, subject: claims.sub, claims: { ...more, ...claims } };
      } catch (error) {
        throw faultOf(oidc, error, 'provider');
      }
    },
  };
}

function isSaidEnough(claims: Claims, { usernameClaim, groups }: OpenIdSettings): boolean {
  return (
    claims[usernameClaim] !== undefined &&
    (usernameClaim !== 'email' || claims['email_verified'] !== undefined) &&
    (groups === null || claims[groups.claim] !== undefined)
  );
}

/** Some providers say in the ID token only who it is, and the rest when asked. */
async function moreOf(
  oidc: Awaited<ReturnType<typeof load>>,
  config: Configuration,
  accessToken: string,
  subject: string,
): Promise<Claims> {
  if (config.serverMetadata().userinfo_endpoint === undefined) return {};
  return oidc.fetchUserInfo(config, accessToken, subject);
}

/** @param otherwise what an answer of another shape is called */
function faultOf(
  oidc: Awaited<ReturnType<typeof load>>,
  error: unknown,
  otherwise: 'not_openid' | 'provider',
): ProviderError {
  if (error instanceof ProviderError) return error;
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof OutgoingError) {
      const { fault, message } = cause;
      return new ProviderError(fault === 'too_large' || fault === 'redirected' ? otherwise : fault, message);
    }
  const said = wordsOf(error);
  if (error instanceof oidc.AuthorizationResponseError) return new ProviderError('cancelled', said);
  if (error instanceof oidc.WWWAuthenticateChallengeError) return new ProviderError('client', said);
  if (error instanceof oidc.ResponseBodyError) {
    // A code that was used already, or is not for this sign-in.
    if (error.error === 'invalid_grant') return new ProviderError('expired', said);
    return new ProviderError(
      ['invalid_client', 'unauthorized_client'].includes(error.error) ? 'client' : 'provider',
      said,
    );
  }
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'OAUTH_TIMEOUT') return new ProviderError('too_slow', said);
  if (otherwise === 'not_openid')
    return new ProviderError(
      code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' ? 'other_issuer' : 'not_openid',
      said,
    );
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return new ProviderError('clock', said);
  if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || code === 'OAUTH_RESPONSE_IS_NOT_JSON')
    return new ProviderError('provider', said);
  return new ProviderError('forged', said);
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
