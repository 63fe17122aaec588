/** Secrets of sources, sealed with a key that only this machine's engine has. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretField } from '../../contract/sources.ts';
import type { WritableDB } from '../store/index.ts';

/** Name of the key's file in the data folder; it belongs to the database and is backed up apart from it. */
export const KEY_FILE = 'secrets.key';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

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
  let key: Buffer | undefined;
  const keyNow = () => (key ??= readKey(join(dataDir, KEY_FILE)));

  return {
    of(source) {
      const secrets: Secrets = {};
      for (const { name, sealed } of all.all(source)) secrets[name] = open(keyNow(), sealed, source, name);
      return secrets;
    },
    names: (source) => all.all(source).map(({ name }) => name),
    set(source, name, secret) {
      const n = numberOf.get(source);
      if (n === undefined) throw new Error(`a secret for source "${source}", which is not registered`);
      if (secret === null) remove.run(n, name);
      else put.run(n, name, seal(keyNow(), secret, source, name));
    },
    clear: (source) => void removeAll.run(numberOf.get(source) ?? -1),
  };
}

/** AES-256-GCM; the source and the name are authenticated too, so that a sealed secret fits nowhere else. */
function seal(key: Buffer, secret: string, source: string, name: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(`${source}/${name}`));
  return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function open(key: Buffer, sealed: Buffer, source: string, name: string): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(`${source}/${name}`));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return (
      decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    );
  } catch {
    throw new Error(
      `The ${name} was sealed with another key (${KEY_FILE} of the data folder): set it again.`,
    );
  }
}

/** Reads the key, making it if there is none; only the engine's user may read the file. */
function readKey(file: string): Buffer {
  try {
    const fd = openSync(file, 'wx', 0o600);
    try {
      writeSync(fd, randomBytes(KEY_BYTES));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (!(error instanceof Error && Reflect.get(error, 'code') === 'EEXIST')) throw error;
  }
  chmodSync(file, 0o600);
  const key = readFileSync(file);
  if (key.length !== KEY_BYTES)
    throw new Error(
      `${file} is no key (${KEY_BYTES} bytes): put the right one back, or move it away and set the secrets again.`,
    );
  return key;
}
