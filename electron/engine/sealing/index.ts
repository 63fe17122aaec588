/** Secrets sealed with a key that only this machine's engine has. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Name of the key's file in the data folder; it belongs to the database and is backed up apart from it. */
export const KEY_FILE = 'secrets.key';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM; what a secret is about is authenticated too, so that a sealed secret fits nowhere else. */
export interface Sealing {
  seal(secret: string, about: string): Buffer;
  /** @throws naming the remedy, and the secret by `name`, when it was sealed with another key or is about something else */
  open(sealed: Buffer, about: string, name: string): string;
}

/** The key is read, or made, when it is first needed. */
export function createSealing(dataDir: string): Sealing {
  let key: Buffer | undefined;
  const keyNow = () => (key ??= readKey(join(dataDir, KEY_FILE)));
  return {
    seal: (secret, about) => seal(keyNow(), secret, about),
    open: (sealed, about, name) => open(keyNow(), sealed, about, name),
  };
}

function seal(key: Buffer, secret: string, about: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function open(key: Buffer, sealed: Buffer, about: string, name: string): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(about));
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
