/** How OpenID is set, as it is kept: a document, and the client's secret sealed beside it. */
import { type OpenIdRequest, type OpenIdSettings, openIdSettings } from '../../../contract/openid.ts';
import type { Sealing } from '../../sealing/index.ts';
import type { WritableDB } from '../../store/index.ts';

const ABOUT = 'openid/client secret';

export interface KeptOpenId {
  settings: OpenIdSettings;
  secretSet: boolean;
  /** Of every change another one. */
  version: number;
}

export interface SettingsStore {
  /** `null` while it is not set. */
  now(): KeptOpenId | null;
  /** The client's secret; `null` when there is none. @throws when it was sealed with another key */
  secret(): string | null;
  keep(request: OpenIdRequest): void;
  clear(): void;
}

export function createSettingsStore(db: WritableDB, sealing: Sealing): SettingsStore {
  let version = 0;
  let kept = read();

  function read(): KeptOpenId | null {
    const row = db
      .prepare<[], { settings: string; has: number }>(
        'SELECT settings, sealed IS NOT NULL AS has FROM openid WHERE id = 1',
      )
      .get();
    if (!row) return null;
    return { settings: openIdSettings.parse(JSON.parse(row.settings)), secretSet: row.has === 1, version };
  }

  return {
    now: () => kept,
    secret() {
      const sealed = db.prepare<[], Buffer | null>('SELECT sealed FROM openid WHERE id = 1').pluck().get();
      return sealed ? sealing.open(sealed, ABOUT, 'secret of the OpenID client') : null;
    },
    keep({ clientSecret, ...settings }) {
      const document = JSON.stringify(settings);
      db.prepare(
        'INSERT INTO openid (id, settings) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings',
      ).run(document);
      if (clientSecret !== undefined) {
        const sealed = clientSecret === null ? null : sealing.seal(clientSecret, ABOUT);
        db.prepare('UPDATE openid SET sealed = ? WHERE id = 1').run(sealed);
      }
      version += 1;
      kept = read();
    },
    clear() {
      db.prepare('DELETE FROM openid').run();
      version += 1;
      kept = null;
    },
  };
}
