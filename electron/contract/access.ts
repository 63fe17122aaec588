/** People, sessions and tokens as they cross HTTP. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { isDay } from './calendar.ts';

/**
 * What can be permitted. The vocabulary is fixed, because routes are written against it; who holds what is data.
 * The order is that of a table of rights: looking, running the wall, preparing what it shows, keeping things in order.
 */
export const PERMISSIONS = [
  /** Figures, what the wall shows, and how the engine and its sources are. */
  'figures.read',
  /** Single cases, and the people in them. */
  'cases.read',
  /** Scenes now, playback, urgent messages, which monitor shows what. */
  'wall.run',
  'schedules.manage',
  'layouts.edit',
  'dashboards.edit',
  /** Puts an own dashboard on a monitor. */
  'dashboards.send',
  /** Tasks of the own part of the organisation. */
  'tasks.read',
  /** Works on own tasks and those of the own unit, and makes some for oneself. */
  'tasks.work',
  /** Gives tasks to units and people of the own part, and confirms them. */
  'tasks.assign',
  /** Recurring tasks, and other systems that share them. */
  'tasks.manage',
  'sources.manage',
  /** Closes statistical years. */
  'years.manage',
  /** People, roles, sessions, tokens, sign-in. */
  'people.manage',
  /** Units and officers from files, and as files. */
  'organisation.manage',
  /** Maps from files with boundaries. */
  'maps.manage',
  'network.manage',
  /** The mail server, webhooks, and what became of what was sent. */
  'deliveries.manage',
  /** Backups, checks, screens, how playback begins by itself. */
  'system.manage',
  'audit.read',
] as const;
export const permission = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof permission>;

/** Roles that every engine has from its first start, least first. Their sets of permissions may be changed. */
export const BUILT_IN_ROLES = ['viewer', 'staff', 'leader', 'operator', 'administrator'] as const;
export type BuiltInRole = (typeof BUILT_IN_ROLES)[number];

export const roleId = z.string().regex(/^[a-z][a-z0-9-]{1,31}$/, {
  error: 'must have 2 to 32 lower-case letters, digits or hyphens, and begin with a letter',
});

const permissions = z
  .array(permission)
  .transform((given) => PERMISSIONS.filter((one) => given.includes(one)));
const roleName = z.string().trim().min(1).max(80);

/** `name` is `null` for a built-in role: the console names it in the reader's language. */
export const role = z.object({
  id: z.string(),
  name: z.string().nullable(),
  permissions: z.array(permission),
  /** Whoever has it must use a second step of signing in: without one, nothing is permitted but setting it up. */
  secondFactor: z.boolean(),
  people: z.int(),
});
export type Role = z.infer<typeof role>;
export const rolesAnswer = z.object({ roles: z.array(role) });
export type RolesAnswer = z.infer<typeof rolesAnswer>;
/** What roles are called, and nothing of what they permit. */
export const roleNamesAnswer = z.object({ roles: z.array(role.pick({ id: true, name: true })) });
export type RoleNamesAnswer = z.infer<typeof roleNamesAnswer>;
export const roleRequest = z.strictObject({
  id: roleId,
  name: roleName,
  permissions,
  secondFactor: z.boolean().default(false),
});
/** What is left out stays. A built-in role keeps its name. */
export const roleChange = z.strictObject({
  name: roleName.optional(),
  permissions: permissions.optional(),
  secondFactor: z.boolean().optional(),
});

/** Where somebody stands: the unit whose subtree may be asked about (`null`: the whole organisation), and what is permitted. */
const standing = z.object({ place: z.string().nullable(), permissions: z.array(permission) });
export type Standing = z.infer<typeof standing>;
const placeAsked = z.string().min(1).max(128).nullable().optional();

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

function passwordIsNotTheName(person: { username: string; password?: string | null | undefined }): boolean {
  return typeof person.password !== 'string' || usernameKey(person.password) !== usernameKey(person.username);
}
const NOT_THE_NAME = { path: ['password'], error: 'must not be the username' };

export const setupRequest = z
  .strictObject({ setupCode: z.string().min(1).max(64), username, password: newPassword })
  .refine(passwordIsNotTheName, NOT_THE_NAME);
export const setupState = z.object({
  /** No administrator exists yet: the code on the wall makes the first one. */
  needed: z.boolean(),
});

/** Without a password, somebody signs in by OpenID only. */
export const userRequest = z
  .strictObject({ username, password: newPassword.nullable().optional(), role: roleId, place: placeAsked })
  .refine(passwordIsNotTheName, NOT_THE_NAME);
/** What is left out stays as it is. Whatever is changed, the person must sign in again. */
export const userChange = z.strictObject({
  /** `null` takes it away: from then on by OpenID only. */
  password: newPassword.nullable().optional(),
  role: roleId.optional(),
  place: placeAsked,
});
/** The permissions are those of the role. */
export const user = z.object({ username: z.string(), role: z.string(), ...standing.shape });
export type User = z.infer<typeof user>;
/** Who a person is at a provider of OpenID Connect. */
export const openIdLink = z.object({
  issuer: z.string(),
  subject: z.string(),
  /** What the claim said last; `null` when they have not come yet. */
  name: z.string().nullable(),
  linkedAt: instantText,
  lastUsed: instantText.nullable(),
});
export type OpenIdLink = z.infer<typeof openIdLink>;
export const usersAnswer = z.object({
  users: z.array(
    user.extend({
      createdAt: instantText,
      /** Whether a second step of signing in is set up. */
      secondFactor: z.boolean(),
      /** Whether there is one to sign in by. */
      password: z.boolean(),
      /** Who they are at the provider that is set; `null` when they are not linked to it. */
      openId: openIdLink.nullable(),
    }),
  ),
});
export type UsersAnswer = z.infer<typeof usersAnswer>;

export const signInRequest = z.strictObject({
  username: typed.pipe(z.string().min(1).max(64)),
  password: typed.pipe(z.string().min(1).max(PASSWORD_MAX)),
  /** Of the authenticator, or a recovery code; asked for, with 401 naming `code`, of whoever has a second step. */
  code: z.string().min(1).max(32).optional(),
});
export const sessionAnswer = user.extend({
  /** What the agency calls the role; `null` for a built-in one. */
  roleName: z.string().nullable(),
  /** The role needs a second step that is not set up yet: nothing is permitted until then. */
  secondFactorMissing: z.boolean(),
  /** Whether the person has a password; without one, nothing can be confirmed by it. */
  password: z.boolean(),
  /** The session ends then unless it is used before. */
  expiresAt: instantText,
});
export type SessionAnswer = z.infer<typeof sessionAnswer>;

export const ownPassword = z.strictObject({ current: typed.pipe(z.string().min(1).max(PASSWORD_MAX)) });
export const secondFactorState = z.object({
  on: z.boolean(),
  /** By the role. */
  needed: z.boolean(),
  recoveryCodesLeft: z.int(),
});
export type SecondFactorState = z.infer<typeof secondFactorState>;
export const secondFactorBegun = z.object({
  /** Base32, to be typed where nothing can be scanned. */
  secret: z.string(),
  /** `otpauth:` address, to be shown as a QR code. */
  address: z.string(),
});
export type SecondFactorBegun = z.infer<typeof secondFactorBegun>;
export const secondFactorCode = z.strictObject({ code: z.string().min(1).max(32) });
export const secondFactorConfirmed = z.object({
  /** Each good once instead of a code; shown this once. */
  recoveryCodes: z.array(z.string()),
});

export const sessionListed = z.object({
  id: z.int(),
  username: z.string(),
  /** What the browser says it is (`User-Agent`); `null` when it said nothing. */
  device: z.string().nullable(),
  address: z.string(),
  since: instantText,
  /** To the minute. */
  lastUsed: instantText,
  expiresAt: instantText,
  /** Whether it is the session that asks. */
  current: z.boolean(),
});
export type SessionListed = z.infer<typeof sessionListed>;
export const sessionsAnswer = z.object({ sessions: z.array(sessionListed) });
export type SessionsAnswer = z.infer<typeof sessionsAnswer>;

export const passwordChange = z.strictObject({
  current: typed.pipe(z.string().min(1).max(PASSWORD_MAX)),
  password: newPassword,
});

const tokenName = z.string().trim().min(1).max(100);
export const pushTokenRequest = z.strictObject({
  /** Whose token it is, to recognise it in the list. */
  name: tokenName.optional(),
});
/** A token of a program, with a place and permissions as a person has; only `figures.read` unless it is said otherwise. */
export const apiTokenRequest = z.strictObject({
  name: tokenName.optional(),
  place: placeAsked,
  permissions: permissions.optional(),
  /** When it ends by itself; left out or `null`: never. */
  expiresAt: instantText.nullable().optional(),
});
export type ApiTokenRequest = z.input<typeof apiTokenRequest>;
export const tokenListed = z.object({
  id: z.int(),
  kind: z.enum(['push', 'api']),
  source: z.string().nullable(),
  name: z.string(),
  ...standing.shape,
  createdBy: z.string(),
  createdAt: instantText,
  expiresAt: instantText.nullable(),
  /** To the minute; `null` when it was never used. */
  lastUsed: instantText.nullable(),
  revokedAt: instantText.nullable(),
});
/** The token itself is in this answer only; the engine keeps a hash. */
export const tokenMade = tokenListed.omit({ revokedAt: true, lastUsed: true }).extend({ token: z.string() });
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
  /** What was there before and after; never a secret. */
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
export type AuditEntryAnswer = z.infer<typeof auditEntry>;
export const auditAnswer = z.object({ entries: z.array(auditEntry) });
export type AuditAnswer = z.infer<typeof auditAnswer>;

const day = z.string().refine(isDay, { error: 'must be a day, such as 2026-10-01' });
/** Entries of the audit trail to be found; days are those of the field, both included. */
export const auditFilter = z.object({
  who: z.string().min(1).max(64).optional(),
  what: z.string().min(1).max(64).optional(),
  text: z.string().min(1).max(100).optional(),
  from: day.optional(),
  to: day.optional(),
});
export type AuditFilterAsked = z.infer<typeof auditFilter>;

export const auditCheckAnswer = z.object({
  entries: z.int(),
  /** The first entry that was changed, put in or taken out other than by the program; `null` when the trail is whole. */
  firstBroken: z.int().nullable(),
  /** SHA-256 of the last entry and all before it. */
  head: z.string(),
});
export type AuditCheckAnswer = z.infer<typeof auditCheckAnswer>;
