/** Signing in by OpenID Connect, when it is set: what is kept, the provider, and who waits to be linked. */
import type { Standing } from '../../../contract/access.ts';
import { formatInstant, type Instant } from '../../../contract/calendar.ts';
import type { OpenIdAnswer, SignInWays } from '../../../contract/openid.ts';
import type { Sealing } from '../../sealing/index.ts';
import type { WritableDB } from '../../store/index.ts';
import { createProvider, type Provider } from './provider.ts';
import { createSettingsStore, type SettingsStore } from './settings.ts';

/** Who tried to come in and is linked to nobody: the latest so many. */
const WAITING_MAX = 20;

export interface OpenId {
  store: SettingsStore;
  /** The provider as it is set now; `null` while it is not. */
  provider(): Provider | null;
  ways(): SignInWays;
  /** Whether somebody may sign in by a password. */
  passwordsFor(known: Pick<Standing, 'permissions'>): boolean;
  /** Somebody of the provider came who is linked to nobody. */
  waits(who: { subject: string; name: string | null }): void;
  waitsNoMore(subject: string): void;
  waiting(): OpenIdAnswer['waiting'];
}

export function createOpenId(db: WritableDB, sealing: Sealing, now: () => Instant): OpenId {
  const store = createSettingsStore(db, sealing);
  let made: { version: number; provider: Provider } | undefined;
  let waiting: OpenIdAnswer['waiting'] = [];

  const others = (subject: string) => waiting.filter((one) => one.subject !== subject);

  return {
    store,
    provider() {
      const kept = store.now();
      if (!kept) return null;
      const { version, settings } = kept;
      if (made?.version !== version) {
        waiting = [];
        made = { version, provider: createProvider({ settings, secret: () => store.secret(), now }) };
      }
      return made.provider;
    },
    ways() {
      const settings = store.now()?.settings;
      return {
        openId: settings ? { name: settings.name } : null,
        passwords: settings?.passwords ?? 'everybody',
      };
    },
    passwordsFor: ({ permissions }) =>
      store.now()?.settings.passwords !== 'administrators' || permissions.includes('people.manage'),
    waits({ subject, name }) {
      waiting = [{ subject, name, at: formatInstant(now()) }, ...others(subject)].slice(0, WAITING_MAX);
    },
    waitsNoMore(subject) {
      waiting = others(subject);
    },
    waiting: () => (store.now() ? waiting : []),
  };
}
