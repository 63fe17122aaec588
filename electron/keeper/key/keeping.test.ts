import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasStore, type KeyPlaces, restoreKey, sealKey, showKey } from './keeping.ts';
import { phraseOf } from './phrase.ts';

let folder: string;
let places: KeyPlaces;
const own = () => join(places.dataDir, 'secrets.key');
const key = randomBytes(32);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-key-'));
  places = { dataDir: join(folder, 'data'), sealed: join(folder, 'secrets.key.sealed') };
  mkdirSync(places.dataDir);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('the key', () => {
  it('is shown as letters, once there is one', () => {
    expect(() => showKey(places)).toThrow('There is no key yet');
    writeFileSync(own(), key);
    expect(showKey(places)).toBe(phraseOf(key));
  });

  it('comes back from its letters; the one in use is set aside, and so is what the system kept', () => {
    const meanwhile = randomBytes(32);
    writeFileSync(own(), meanwhile);
    writeFileSync(places.sealed, 'of another machine');
    expect(restoreKey(places, phraseOf(key), 'then')).toBe(true);
    expect(readFileSync(own()).equals(key)).toBe(true);
    expect(statSync(own()).mode & 0o777).toBe(0o600);
    expect(readFileSync(`${own()}.then`).equals(meanwhile)).toBe(true);
    expect(existsSync(places.sealed)).toBe(false);
    expect(readFileSync(`${places.sealed}.then`, 'utf8')).toBe('of another machine');
  });

  it('that is in use already changes nothing, nor do letters that are wrong', () => {
    writeFileSync(own(), key);
    expect(restoreKey(places, phraseOf(key), 'then')).toBe(false);
    expect(() => restoreKey(places, 'WRONG', 'then')).toThrow('nothing was changed');
    expect(readdirSync(places.dataDir)).toEqual(['secrets.key']);
  });

  it('stays a file where the system has no store, and nobody but root may give it away', () => {
    writeFileSync(own(), key);
    vi.stubEnv('PATH', folder);
    expect(hasStore()).toBe(false);
    const why = process.getuid?.() === 0 ? 'stays a file' : 'Only root';
    expect(() => sealKey(places)).toThrow(why);
    expect(readFileSync(own()).equals(key)).toBe(true);
    expect(readdirSync(folder)).toEqual(['data']);
  });
});
