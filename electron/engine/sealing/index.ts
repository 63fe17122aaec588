/** Secrets sealed with a key that only this machine's engine has. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { HANDED_KEY, KEY_FILE } from '../../contract/secretsKey.ts';
import { readKeys } from './keys.ts';

export { KEY_FILE } from '../../contract/secretsKey.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM; what a secret is about is authenticated too, so that a sealed secret fits nowhere else. */
export interface Sealing {
  seal(secret: string, about: string): Buffer;
  /** @throws naming the remedy, and the secret by `name`, when it was sealed with another key or is about something else */
  open(sealed: Buffer, about: string, name: string): string;
}

/**
 * The key is read, or made, when it is first needed.
 * @param handed file in which the system hands the key over, where it does
 */
export function createSealing(dataDir: string, handed = process.env[HANDED_KEY]): Sealing {
  let keys: readonly Buffer[] | undefined;
  const keysNow = () => (keys ??= readKeys(dataDir, handed));
  // Read at once, so that the file it came from goes away; a fault is said where a secret is needed.
  if (handed !== undefined && existsSync(handed)) attempt(keysNow);
  return {
    seal: (secret, about) => seal(keysNow()[0] ?? Buffer.alloc(0), secret, about),
    open: (sealed, about, name) => {
      for (const key of keysNow()) {
        const secret = open(key, sealed, about);
        if (secret !== null) return secret;
      }
      throw new Error(
        `The ${name} was sealed with another key (${KEY_FILE} of the data folder): put that key back, or set it again.`,
      );
    },
  };
}

function attempt(act: () => unknown): void {
  try {
    act();
  } catch {
    // Tried again when it is needed.
  }
}

function seal(key: Buffer, secret: string, about: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** `null` when it was sealed with another key, or is about something else. */
function open(key: Buffer, sealed: Buffer, about: string): string | null {
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
    return null;
  }
}
