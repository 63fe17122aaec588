/** Signing in through a provider of OpenID Connect: how it is set, what it is tried for, and who is linked to what. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { roleId } from './access.ts';

/** Over TLS, or plain on this very machine; the provider's documents are found below it. */
const ISSUER =
  /^(?:https:\/\/[^\s?#@/\\]+|http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?)(?:\/[^\s?#@\\]*)?$/i;
const issuer = z.string().trim().max(500).regex(ISSUER, {
  error:
    'must be the https address of the provider without ? and #, such as https://dangnhap.thads.local/realms/ioc (http on this machine only)',
});

const claim = z
  .string()
  .regex(/^[\x21-\x7e]{1,100}$/, { error: 'must be the name of a claim, such as preferred_username' });
const value = z.string().trim().min(1).max(200);
const shortName = z.string().trim().min(1).max(60);
const values = z.array(value).max(20);

/** Who comes in for the first time and whom nobody has linked. */
export const LINKING = [
  /** Nobody: whoever manages people links by hand. */
  'by_hand',
  /** Whoever has the username that the claim names; never somebody who manages people. */
  'by_claim',
] as const;

/** Who may sign in by password while OpenID is set. */
export const PASSWORDS = ['everybody', 'administrators'] as const;

export const openIdSettings = z.strictObject({
  issuer,
  clientId: value,
  /** What the button on the sign-in page says after "Sign in by". */
  name: z.strictObject({ vi: shortName, en: shortName }),
  /** Asked for besides `openid`. */
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/, { error: 'must be the name of a scope' }))
    .max(20)
    .default(['profile', 'email']),
  /** The claim that names the username. `email` counts only where the provider says that it is verified. */
  usernameClaim: claim.default('preferred_username'),
  linking: z.enum(LINKING).default('by_hand'),
  /** What somebody becomes who is not known here; `null`: nobody is made. */
  newPeople: z
    .strictObject({ role: roleId, place: z.string().min(1).max(128).nullable().default(null) })
    .nullable()
    .default(null),
  /** The role is that of the first group somebody is in, at every sign-in; in none of them, they are refused. */
  groups: z
    .strictObject({
      claim: claim.default('groups'),
      roles: z
        .array(z.strictObject({ group: value, role: roleId }))
        .min(1)
        .max(50),
    })
    .nullable()
    .default(null),
  /** What in `acr` or `amr` of the provider counts as a second step of signing in, for that session. */
  secondFactor: z.strictObject({ acr: values, amr: values }).default({ acr: [], amr: [] }),
  passwords: z.enum(PASSWORDS).default('everybody'),
  /** PEM of whoever signed the provider's certificate, where that is the agency's own authority. */
  authority: z.string().min(1).max(24_000).nullable().default(null),
});
export type OpenIdSettings = z.infer<typeof openIdSettings>;

export const openIdRequest = openIdSettings.extend({
  /** Left out, the one that is kept stays; `null`: the provider knows this program without one. */
  clientSecret: z.string().min(1).max(500).nullable().optional(),
});
export type OpenIdRequest = z.infer<typeof openIdRequest>;

/** Why somebody who came back from the provider is not signed in. The sign-in page says it in words. */
export const OPENID_REFUSALS = [
  /** Given up at the provider, or refused there. */
  'cancelled',
  /** Taken too long, used already, or begun in another browser. */
  'expired',
  'unreachable',
  /** The provider does not know this program, or its secret is wrong. */
  'client',
  /** What the provider says is over or not yet valid: the clocks are apart. */
  'clock',
  /** What the provider sent is not from it or not for this program. */
  'forged',
  /** The provider answered as none does. */
  'provider',
  'not_linked',
  /** Was linked once, and is not any more. */
  'ended',
  /** The claim that names the username is missing, not verified or no username. */
  'no_name',
  'no_group',
  /** The role that the group gives cannot be given here. */
  'role',
  'locked',
  'failed',
] as const;
export type OpenIdRefusal = (typeof OPENID_REFUSALS)[number];

/** Where the sign-in page finds the refusal, or that a code is asked for: `/#sign-in=…`. */
export const SIGN_IN_HASH = 'sign-in';

/** A page of the console to go to afterwards: nothing but a path of this very engine. */
export const backPath = z
  .string()
  .max(200)
  .regex(/^\/(?:remote)?(?:#[\w./~%-]{0,150})?$/, {
    error: 'must be a page of this console, such as /#people',
  });

export const signInWays = z.object({
  /** `null` while it is not set. */
  openId: z.object({ name: z.object({ vi: z.string(), en: z.string() }) }).nullable(),
  passwords: z.enum(PASSWORDS),
});
export type SignInWays = z.infer<typeof signInWays>;

const waiting = z.object({
  subject: z.string(),
  /** What the claim says; `null` when it says nothing. */
  name: z.string().nullable(),
  at: instantText,
});
export const openIdAnswer = z.object({
  /** `null` while it is not set. The secret is never told. */
  settings: openIdSettings.nullable(),
  secretSet: z.boolean(),
  /** To be entered at the provider, all of them. */
  redirectUris: z.array(z.string()),
  /** Who tried to come in lately and is linked to nobody, newest first. */
  waiting: z.array(waiting),
});
export type OpenIdAnswer = z.infer<typeof openIdAnswer>;

/** What a trial looks at, in this order; what cannot be looked at any more is left out. */
export const TRIALS = ['issuer', 'clock', 'client', 'redirect'] as const;
export const TRIAL_OUTCOMES = [
  'good',
  // Of the issuer.
  'unreachable',
  'too_slow',
  'certificate',
  'plain',
  'not_openid',
  'other_issuer',
  'no_pkce',
  // Of the clock.
  'ahead',
  'behind',
  'unknown',
  // Of the client.
  'unknown_client',
  'refused',
] as const;
export const openIdTrial = z.object({
  checks: z.array(
    z.object({
      what: z.enum(TRIALS),
      outcome: z.enum(TRIAL_OUTCOMES),
      /** One sentence in English, for whoever looks after the provider. */
      detail: z.string(),
    }),
  ),
});
export type OpenIdTrial = z.infer<typeof openIdTrial>;

export const linkRequest = z.strictObject({
  /** `sub` of the person at the provider, as the provider gives it. */
  subject: z.string().min(1).max(255),
});
export const openIdCode = z.strictObject({ code: z.string().min(1).max(32) });
