/** From somebody of the provider to an account here: linked before, linked now, made now, or refused. */
import type { Instant } from '../../../contract/calendar.ts';
import type { OpenIdRefusal, OpenIdSettings } from '../../../contract/openid.ts';
import type { WritableDB } from '../../store/index.ts';
import { findRole } from '../roles.ts';
import { addUser, changeUser, findUser, findUserById, type KnownUser } from '../users.ts';
import { roleOf, type Somebody, usernameOf } from './claims.ts';
import { findIdentity, identityOf, link, noteUse } from './identities.ts';

/** What was done to let somebody in, for the audit trail. */
export type Done =
  | { what: 'user_added'; after: { role: string; place: string | null; way: 'openid' } }
  | { what: 'openid_linked'; after: { issuer: string; subject: string; by: string } }
  | { what: 'user_changed'; before: { role: string }; after: { role: string; by: string } };

export type Admission =
  | { user: KnownUser; done: Done[] }
  | { refused: Extract<OpenIdRefusal, 'not_linked' | 'ended' | 'no_name' | 'no_group' | 'role'> };

/** Thrown inside the transaction, so that nothing of a refused admission stays. */
class Refused extends Error {
  readonly why: Extract<Admission, { refused: string }>['refused'];
  constructor(why: Refused['why']) {
    super(why);
    this.why = why;
  }
}

/** Whoever manages people is linked by hand only: a name at the provider is no way to become an administrator. */
const MANAGES = 'people.manage';

export function admit(db: WritableDB, settings: OpenIdSettings, somebody: Somebody, at: Instant): Admission {
  try {
    return db.transaction(() => admitNow(db, settings, somebody, at)).immediate();
  } catch (error) {
    if (error instanceof Refused) return { refused: error.why };
    throw error;
  }
}

function admitNow(db: WritableDB, settings: OpenIdSettings, somebody: Somebody, at: Instant): Admission {
  const { issuer, subject, claims } = somebody;
  const name = usernameOf(claims, settings);
  const done: Done[] = [];
  const known = linkedTo(db, somebody) ?? first(db, settings, { somebody, name, at }, done);
  const user = withRole(db, known, roleOf(claims, settings), done);
  noteUse(db, { issuer, subject, name, at });
  return { user, done };
}

function linkedTo(db: WritableDB, { issuer, subject }: Somebody): KnownUser | undefined {
  const identity = findIdentity(db, issuer, subject);
  if (!identity) return undefined;
  const user = identity.userId === null ? undefined : findUserById(db, identity.userId);
  if (!user) throw new Refused('ended');
  return user;
}

/** Somebody who comes for the first time. */
function first(
  db: WritableDB,
  settings: OpenIdSettings,
  { somebody, name, at }: { somebody: Somebody; name: string | null; at: Instant },
  done: Done[],
): KnownUser {
  const { issuer, subject, claims } = somebody;
  const { linking, newPeople, usernameClaim } = settings;
  if (linking === 'by_hand' && newPeople === null) throw new Refused('not_linked');
  if (name === null) throw new Refused('no_name');
  const known = findUser(db, name);
  if (known) {
    const isFree = !known.permissions.includes(MANAGES) && identityOf(db, issuer, known.id) === undefined;
    if (linking !== 'by_claim' || !isFree) throw new Refused('not_linked');
  } else {
    if (newPeople === null) throw new Refused('not_linked');
    const role = roleOf(claims, settings) ?? newPeople.role;
    const { place } = newPeople;
    if (role === newPeople.role && findRole(db, role)?.permissions.includes(MANAGES))
      throw new Refused('role');
    if (!findRole(db, role) || !addUser(db, { username: name, role, place, passwordHash: null, at }))
      throw new Refused('role');
    done.push({ what: 'user_added', after: { role, place, way: 'openid' } });
  }
  const user = findUser(db, name);
  if (!user) throw new Refused('not_linked');
  link(db, { issuer, subject, userId: user.id, at });
  done.push({ what: 'openid_linked', after: { issuer, subject, by: usernameClaim } });
  return user;
}

/** The role that the groups give, where they give any. */
function withRole(db: WritableDB, user: KnownUser, role: string | null | undefined, done: Done[]): KnownUser {
  if (role === undefined || role === user.role) return user;
  if (role === null) throw new Refused('no_group');
  const found = findRole(db, role);
  if (!found || (user.place !== null && found.permissions.includes(MANAGES))) throw new Refused('role');
  // Nobody would be left who manages people.
  if (!changeUser(db, { ...user, role })) throw new Refused('role');
  done.push({ what: 'user_changed', before: { role: user.role }, after: { role, by: 'openid' } });
  return { ...user, role, permissions: found.permissions };
}
