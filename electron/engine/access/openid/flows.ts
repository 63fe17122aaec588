/** Sign-ins under way: kept here, and bound by a cookie to the browser that began them. Each is taken up once. */
import type { Instant } from '../../../contract/calendar.ts';
import { hashOfSecret, newSecret } from '../secrets.ts';

/** Time to sign in at the provider, or to type a code. */
export const FLOW_LIFE_S = 10 * 60;
/** Kept at once; beyond it the oldest are given up, so that memory stays bounded. */
const FLOWS_MAX = 2_000;

export interface Flows<T> {
  /** Keeps something, and gives the secret of the cookie that brings it back. */
  begin(what: T): string;
  /** What was kept, without taking it up. */
  look(secret: string | undefined): T | null;
  /** What was kept, once; `null` when it is over, taken already or of somebody else. */
  take(secret: string | undefined): T | null;
  /** Gives all of them up. */
  clear(): void;
}

/** In memory only: after a restart of the engine people begin anew. */
export function createFlows<T>(now: () => Instant): Flows<T> {
  const flows = new Map<string, { what: T; until: Instant }>();

  function look(secret: string | undefined): T | null {
    const flow = secret === undefined ? undefined : flows.get(hashOfSecret(secret));
    return flow && flow.until > now() ? flow.what : null;
  }

  return {
    begin(what) {
      for (const [hash, { until }] of flows) if (until <= now()) flows.delete(hash);
      if (flows.size >= FLOWS_MAX) flows.delete(flows.keys().next().value ?? '');
      const secret = newSecret('o');
      flows.set(hashOfSecret(secret), { what, until: now() + FLOW_LIFE_S * 1000 });
      return secret;
    },
    look,
    take(secret) {
      const what = look(secret);
      if (secret !== undefined) flows.delete(hashOfSecret(secret));
      return what;
    },
    clear: () => flows.clear(),
  };
}
