/** The settings of the language model; its key is sealed with the engine's own. */
import {
  type LanguageModelRequest,
  type LanguageModelSettings,
  languageModelSettings,
} from '../../contract/languageModel.ts';
import { ProblemError } from '../problems/index.ts';
import { createSealing } from '../sealing/index.ts';
import type { WritableDB } from '../store/index.ts';

const ABOUT = 'language model';

export interface KeptModel {
  readonly settings: LanguageModelSettings;
  readonly keySet: boolean;
}

export interface ModelSettings {
  now(): KeptModel | null;
  /** @throws where it was sealed with another key */
  key(): string | null;
  /** @throws ProblemError naming `key` where a kept key would go to another address */
  set(asked: LanguageModelRequest): void;
}

export function createModelSettings(db: WritableDB, dataDir: string): ModelSettings {
  const sealing = createSealing(dataDir);
  const get = db.prepare<[], { settings: string; key: Buffer | null }>(
    'SELECT settings, key FROM language_model',
  );
  const put = db.prepare<[string, Buffer | null]>(
    'INSERT OR REPLACE INTO language_model (one, settings, key) VALUES (1, ?, ?)',
  );

  function now(): KeptModel | null {
    const row = get.get();
    if (!row) return null;
    return { settings: languageModelSettings.parse(JSON.parse(row.settings)), keySet: row.key !== null };
  }

  return {
    now,
    key() {
      const sealed = get.get()?.key;
      return sealed ? sealing.open(sealed, ABOUT, 'key of the language model') : null;
    },
    set({ key, ...settings }) {
      const before = now();
      if (key === undefined && before?.keySet && before.settings.url !== settings.url)
        throw new ProblemError(
          400,
          'key: the kept key goes to no other address than it was given for; give the key of this one, or null for none.',
          { field: 'key' },
        );
      const sealed =
        key === undefined ? (get.get()?.key ?? null) : key === null ? null : sealing.seal(key, ABOUT);
      put.run(JSON.stringify(settings), sealed);
    },
  };
}
