/** Rights lent for a moment: a secret that opens a live connection as somebody else, and nothing more. */
import type { Instant } from '../../contract/calendar.ts';
import type { Principal } from './principal.ts';
import { hashOfSecret, newSecret } from './secrets.ts';

export interface Loans {
  /** A secret for a live connection of this person, good for so long, ms. */
  lend(who: Principal, ms: number): string;
  /** Whose it is; `null` for one that is over or never was. */
  borrowed(token: string): Principal | null;
  end(token: string): void;
}

/** In memory only, as hashes: a restart of the engine ends them all. */
export function createLoans(now: () => Instant): Loans {
  const lent = new Map<string, { who: Principal; until: Instant }>();
  return {
    lend(who, ms) {
      for (const [hash, { until }] of lent) if (until <= now()) lent.delete(hash);
      const token = newSecret('l');
      lent.set(hashOfSecret(token), { who, until: now() + ms });
      return token;
    },
    borrowed(token) {
      const loan = lent.get(hashOfSecret(token));
      return loan && loan.until > now() ? loan.who : null;
    },
    end: (token) => void lent.delete(hashOfSecret(token)),
  };
}
