/** What the provider says of somebody, read as the settings say. */
import type { OpenIdSettings } from '../../../contract/openid.ts';
import { username as usernameShape } from '../../../contract/access.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** Who the provider says it is. */
export interface Somebody {
  issuer: string;
  subject: string;
  claims: Claims;
}

/**
 * The username that the claim names; `null` when it is missing or can be none. An address of mail counts only where
 * the provider says that it is verified: otherwise anybody may have typed it there.
 */
export function usernameOf(
  claims: Claims,
  { usernameClaim }: Pick<OpenIdSettings, 'usernameClaim'>,
): string | null {
  if (usernameClaim === 'email' && claims['email_verified'] !== true) return null;
  return usernameShape.safeParse(claims[usernameClaim]).data ?? null;
}

/** The role of the first group somebody is in; `undefined` when groups give none, `null` when they are in no such group. */
export function roleOf(
  claims: Claims,
  { groups }: Pick<OpenIdSettings, 'groups'>,
): string | null | undefined {
  if (groups === null) return undefined;
  const mine = textsOf(claims[groups.claim]);
  return groups.roles.find(({ group }) => mine.includes(group))?.role ?? null;
}

/** Whether the provider says that a second step was made, in a way that an administrator counts as one. */
export function vouchesFor(claims: Claims, { secondFactor }: Pick<OpenIdSettings, 'secondFactor'>): boolean {
  const acr = claims['acr'];
  if (typeof acr === 'string' && secondFactor.acr.includes(acr)) return true;
  return textsOf(claims['amr']).some((one) => secondFactor.amr.includes(one));
}

function textsOf(claim: unknown): string[] {
  return [claim].flat().filter((one) => typeof one === 'string');
}
