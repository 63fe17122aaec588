/** Secrets of sources, sealed with a key that only this machine's engine has. */
import type { SecretField } from '../../contract/sources.ts';
import { createSealing } from '../sealing/index.ts';
import type { WritableDB } from '../store/index.ts';

export type Secrets = Partial<Record<SecretField, string>>;

export interface SecretStore {
  /** The secrets of a source. Throws, naming the remedy, when they were sealed with another key. */
  of(source: string): Secrets;
  /** Which are set; never fails. */
  names(source: string): SecretField[];
  /** Seals a secret; `null` takes it away. */
  set(source: string, name: SecretField, secret: string | null): void;
  clear(source: string): void;
}

export function createSecretStore(db: WritableDB, dataDir: string): SecretStore {
  const numberOf = db.prepare<[string], number>('SELECT n FROM source WHERE id = ?').pluck();
  const all = db.prepare<[string], { name: SecretField; sealed: Buffer }>(
    `SELECT source_secret.name, sealed FROM source_secret JOIN source ON source.n = source_secret.source WHERE source.id = ?`,
  );
  const put = db.prepare('INSERT OR REPLACE INTO source_secret (source, name, sealed) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM source_secret WHERE source = ? AND name = ?');
  const removeAll = db.prepare('DELETE FROM source_secret WHERE source = ?');
  const sealing = createSealing(dataDir);

  return {
    of(source) {
      const secrets: Secrets = {};
      for (const { name, sealed } of all.all(source))
        secrets[name] = sealing.open(sealed, `${source}/${name}`, name);
      return secrets;
    },
    names: (source) => all.all(source).map(({ name }) => name),
    set(source, name, secret) {
      const n = numberOf.get(source);
      if (n === undefined) throw new Error(`a secret for source "${source}", which is not registered`);
      if (secret === null) remove.run(n, name);
      else put.run(n, name, sealing.seal(secret, `${source}/${name}`));
    },
    clear: (source) => void removeAll.run(numberOf.get(source) ?? -1),
  };
}
