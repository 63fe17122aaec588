/** A session as it is shown, and as the audit trail keeps it. */
import type { SessionListed } from '../../contract/access.ts';
import { formatInstant } from '../../contract/calendar.ts';
import type { Principal } from './principal.ts';
import type { ListedSession } from './sessions.ts';

/** @param who whoever asks: their own session is marked */
export function shownSession(session: ListedSession, who: Principal | null): SessionListed {
  const { id, username, device, address, createdAt, usedAt, expiresAt, tokenHash } = session;
  return {
    id,
    username,
    device,
    address,
    since: formatInstant(createdAt),
    lastUsed: formatInstant(usedAt),
    expiresAt: formatInstant(expiresAt),
    current: who?.kind === 'person' && who.sessionHash === tokenHash,
  };
}

/** A session as the audit trail keeps it. */
export function describedSession({ address, device, createdAt }: ListedSession): object {
  return { address, device, since: formatInstant(createdAt) };
}
