/** People, sessions and tokens as they cross HTTP. */
import { z } from 'zod';
import { instantText } from './answers.ts';

/** What a person may do, least first: look, run the wall, run everything. */
export const PERSON_ROLES = ['viewer', 'operator', 'administrator'] as const;
export const personRole = z.enum(PERSON_ROLES);
export type PersonRole = z.infer<typeof personRole>;

/** What is permitted besides a role: `cases.read`, to see single cases and the people in them. */
export const PERMISSIONS = ['cases.read'] as const;
export const permission = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof permission>;

/** Where somebody stands: the unit whose subtree may be asked about (`null`: the whole organisation), and what is permitted. */
const standing = z.object({ place: z.string().nullable(), permissions: z.array(permission) });
export type Standing = z.infer<typeof standing>;
const standingAsked = {
  place: z.string().min(1).max(128).nullable().optional(),
  /** Left out: `cases.read` for operators and administrators, nothing for viewers and tokens. */
  permissions: z.array(permission).optional(),
};

export const PASSWORD_MIN = 12;
const PASSWORD_MAX = 256;

/** Compatibility-composed, so that every Vietnamese keyboard gives the same password. */
const typed = z.string().transform((s) => s.normalize('NFKC'));

export const username = typed.pipe(
  z.string().regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@-]{2,63}$/u, {
    error:
      'must have 3 to 64 letters, digits, dots, hyphens, underscores or @, and begin with a letter or digit',
  }),
);

/** Looked up under this key, so that upper and lower case are the same person. */
export function usernameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

const newPassword = typed.pipe(
  z
    .string()
    .refine((s) => [...s].length >= PASSWORD_MIN, { error: `must have at least ${PASSWORD_MIN} characters` })
    .refine((s) => [...s].length <= PASSWORD_MAX, { error: `must have at most ${PASSWORD_MAX} characters` }),
);

function passwordIsNotTheName(person: { username: string; password: string }): boolean {
  return usernameKey(person.password) !== usernameKey(person.username);
}
const NOT_THE_NAME = { path: ['password'], error: 'must not be the username' };

export const setupRequest = z
  .strictObject({ setupCode: z.string().min(1).max(64), username, password: newPassword })
  .refine(passwordIsNotTheName, NOT_THE_NAME);
export const setupState = z.object({
  /** No administrator exists yet: the code on the wall makes the first one. */
  needed: z.boolean(),
});

export const userRequest = z
  .strictObject({ username, password: newPassword, role: personRole, ...standingAsked })
  .refine(passwordIsNotTheName, NOT_THE_NAME);
/** What is left out stays as it is. Whatever is changed, the person must sign in again. */
export const userChange = z.strictObject({
  password: newPassword.optional(),
  role: personRole.optional(),
  ...standingAsked,
});
export const user = z.object({ username: z.string(), role: personRole, ...standing.shape });
export type User = z.infer<typeof user>;
export const usersAnswer = z.object({ users: z.array(user.extend({ createdAt: instantText })) });
export type UsersAnswer = z.infer<typeof usersAnswer>;

export const signInRequest = z.strictObject({
  username: typed.pipe(z.string().min(1).max(64)),
  password: typed.pipe(z.string().min(1).max(PASSWORD_MAX)),
});
export const sessionAnswer = user.extend({
  /** The session ends then unless it is used before. */
  expiresAt: instantText,
});
export type SessionAnswer = z.infer<typeof sessionAnswer>;

export const tokenRequest = z.strictObject({
  /** Whose token it is, to recognise it in the list. */
  name: z.string().trim().min(1).max(100).optional(),
});
/** A token that only reads, with a place and permissions as a person has. */
export const readTokenRequest = tokenRequest.extend(standingAsked);
export const tokenListed = z.object({
  id: z.int(),
  scope: z.enum(['push', 'read']),
  source: z.string().nullable(),
  name: z.string(),
  ...standing.shape,
  createdBy: z.string(),
  createdAt: instantText,
  revokedAt: instantText.nullable(),
});
/** The token itself is in this answer only; the engine keeps a hash. */
export const tokenMade = tokenListed.omit({ revokedAt: true }).extend({ token: z.string() });
export const tokensAnswer = z.object({ tokens: z.array(tokenListed) });
export type TokensAnswer = z.infer<typeof tokensAnswer>;

export const auditEntry = z.object({
  id: z.int(),
  at: instantText,
  /** Username, or the kind of machine client. */
  who: z.string(),
  what: z.string(),
  subject: z.string().nullable(),
  address: z.string().nullable(),
});
export const auditAnswer = z.object({ entries: z.array(auditEntry) });
export type AuditAnswer = z.infer<typeof auditAnswer>;
