/** The keys that secrets are sealed with: handed over by the system, or in files of the data folder. */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { KEY_BYTES, KEY_FILE } from '../../contract/secretsKey.ts';

/**
 * The key to seal with, then others that may still have sealed something. Without any a key is made, in a file that only
 * the engine's user may read. A file that holds the key handed over has done its service and goes away.
 * @param handed file in which the system hands a key over, where it does
 * @throws naming the file, when it holds no key
 */
export function readKeys(dataDir: string, handed: string | undefined): Buffer[] {
  const own = join(dataDir, KEY_FILE);
  const given = handed !== undefined && existsSync(handed) ? keyIn(handed) : null;
  if (given === null) makeKey(own);
  else if (existsSync(own) && keyIn(own).equals(given)) rmSync(own);
  const older = readdirSync(dataDir)
    .filter((name) => name.startsWith(`${KEY_FILE}.`))
    .sort()
    .reverse()
    .map((name) => readFileSync(join(dataDir, name)))
    // A file that only happens to begin so.
    .filter((key) => key.length === KEY_BYTES);
  return [...(given === null ? [] : [given]), ...(existsSync(own) ? [keyIn(own)] : []), ...older];
}

/** Makes a key where there is none; only the engine's user may read the file. */
function makeKey(file: string): void {
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
}

function keyIn(file: string): Buffer {
  const key = readFileSync(file);
  if (key.length !== KEY_BYTES)
    throw new Error(
      `${file} is no key (${KEY_BYTES} bytes): put the right one back, or move it away and set the secrets again.`,
    );
  return key;
}
