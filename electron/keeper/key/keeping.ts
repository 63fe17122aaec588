/** The key of secrets: shown to be written down, given to the system's store, brought back. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { KEY_BYTES, KEY_FILE } from '../../contract/secretsKey.ts';
import { writeDurably } from '../durable.ts';
import { sentence } from '../language.ts';
import { Refusal, wordsOf } from '../refusal.ts';
import { keyOf, phraseOf } from './phrase.ts';

/** Bound into what is sealed, so that it opens as nothing else. */
const NAME = 'ioc-wall.key';
/** Where the service has it handed over. */
const HANDED = '/run/ioc-wall/secrets.key';
const OTHERS = 0o077;

export interface KeyPlaces {
  dataDir: string;
  /** What the system keeps: sealed with the machine's own key, readable by root. */
  sealed: string;
}

/** Where the sealed key lies beside the keys of publishers. */
export function placesOf({ dataDir, keysDir }: { dataDir: string; keysDir: string }): KeyPlaces {
  return { dataDir, sealed: join(keysDir, '..', `${KEY_FILE}.sealed`) };
}

/** Runs `systemd-creds`; `null` where there is none. */
function creds(
  args: readonly string[],
  input?: Buffer,
): { code: number; output: Buffer; words: string } | null {
  const ran = spawnSync('systemd-creds', [...args], { input, stdio: 'pipe' });
  if (ran.error) return null;
  return { code: ran.status ?? 1, output: ran.stdout, words: ran.stderr.toString('utf8').trim() };
}

function unsealed(file: string): Buffer {
  const ran = creds(['decrypt', `--name=${NAME}`, file, '-']);
  if (ran === null) throw new Refusal(sentence('key_no_store'));
  if (ran.code !== 0 || ran.output.length !== KEY_BYTES)
    throw new Refusal(sentence('key_store_failed', { detail: ran.words || `${ran.output.length}` }));
  return ran.output;
}

function readable(file: string): Buffer | null {
  try {
    return existsSync(file) ? readFileSync(file) : null;
  } catch {
    throw new Refusal(sentence('key_unseen'));
  }
}

/** The key in use: what the system keeps, else the file; `null` when there is none yet. */
function keyInUse({ dataDir, sealed }: KeyPlaces): Buffer | null {
  if (existsSync(sealed)) {
    readable(sealed);
    return unsealed(sealed);
  }
  return readable(join(dataDir, KEY_FILE));
}

/** The key as letters. @throws Refusal when there is none, or it may not be read */
export function showKey(places: KeyPlaces): string {
  const key = keyInUse(places);
  if (key === null) throw new Refusal(sentence('key_none', { folder: places.dataDir }));
  return phraseOf(key);
}

/**
 * Gives the key (a new one, where there is none) to the system, which keeps it sealed for this machine. What is sealed is
 * opened again before anything is said to be done; the file is taken away by the engine, once it was handed the same key.
 * Done already, it is only looked at. The result is the key as letters.
 */
export function sealKey({ dataDir, sealed }: KeyPlaces): { phrase: string; already: boolean } {
  if (process.getuid?.() !== 0) throw new Refusal(sentence('key_root_only'));
  if (existsSync(sealed)) return { phrase: phraseOf(unsealed(sealed)), already: true };
  const key = readable(join(dataDir, KEY_FILE)) ?? randomBytes(KEY_BYTES);
  const ran = creds(['encrypt', `--name=${NAME}`, '--with-key=auto', '-', '-'], key);
  if (ran === null) throw new Refusal(sentence('key_no_store'));
  const beside = `${sealed}.trying`;
  writeDurably(beside, ran.output.toString('utf8'));
  if (ran.code !== 0 || !unsealed(beside).equals(key))
    throw new Refusal(sentence('key_store_failed', { detail: ran.words }));
  renameSync(beside, sealed);
  return { phrase: phraseOf(key), already: false };
}

/**
 * Brings a key back from its letters, as a file. What was in use until then is set aside, and still opens what it sealed.
 * @param stamp tells what is set aside from others, such as `20261129T101500`
 * @returns whether another key was in use
 */
export function restoreKey(places: KeyPlaces, phrase: string, stamp: string): boolean {
  const { dataDir, sealed } = places;
  const key = keyOf(phrase);
  const file = join(dataDir, KEY_FILE);
  const there = readable(file);
  if (there?.equals(key)) return false;
  if (there !== null) renameSync(file, `${file}.${stamp}`);
  try {
    writeKey(file, key, dataDir);
  } catch (error) {
    throw new Refusal(wordsOf(error));
  }
  // It belongs to another machine, or its store has forgotten: with it the engine would seal with another key.
  if (existsSync(sealed)) renameSync(sealed, `${sealed}.${stamp}`);
  return true;
}

function writeKey(file: string, key: Buffer, dataDir: string): void {
  writeDurably(file, key);
  chmodSync(file, 0o600);
  const { uid, gid } = statSync(dataDir);
  chownSync(file, uid, gid);
}

/**
 * How the key is kept, as far as it can be seen from here: `handed` over to the wall that runs; `sealed` while none runs;
 * `lost` where the system could not open it for the wall that runs; a `file`, or one that others may read; none yet.
 */
export type KeyState = 'handed' | 'sealed' | 'lost' | 'file' | 'open_file' | 'none' | 'unseen';

/** @param handed file in which the system hands it over to a wall that runs */
export function keyState({ dataDir, sealed }: KeyPlaces, handed = HANDED): KeyState {
  try {
    const stat = statSync(join(dataDir, KEY_FILE), { throwIfNoEntry: false });
    if (stat && (stat.mode & OTHERS) !== 0) return 'open_file';
    if (!existsSync(sealed)) return stat ? 'file' : 'none';
    if (!existsSync(dirname(handed))) return 'sealed';
    return readdirSync(dirname(handed)).includes(basename(handed)) ? 'handed' : 'lost';
  } catch {
    return 'unseen';
  }
}

/** Whether this system has a store for keys. */
export function hasStore(): boolean {
  return creds(['--version']) !== null;
}
