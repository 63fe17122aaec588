import { generateKeyPairSync } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareVersions, releaseFile, RELEASE_FILES } from '../../contract/release.ts';
import { type Ground, layGround, signVersion, writeVersion } from '../fixtures/versions.ts';
import { differenceIn, readManifest, readSigned, trustedKeys } from './manifest.ts';

let ground: Ground;
let folder: string;
beforeEach(() => {
  ground = layGround();
  folder = join(ground.settings.versionsDir, '1.1.0');
  mkdirSync(folder);
  writeVersion(folder, '1.1.0');
  signVersion(folder, ground.key);
});
afterEach(() => ground.remove());

const bytes = () => readFileSync(join(folder, RELEASE_FILES.manifest));
const signature = () => readFileSync(join(folder, RELEASE_FILES.signature), 'utf8');

describe('a signed list', () => {
  it('is read when a trusted key has signed it', () => {
    const keys = trustedKeys(ground.settings.keysDir);
    expect(readSigned(bytes(), signature(), keys).version).toBe('1.1.0');
  });

  it('is refused with any byte changed, whoever else has signed it', () => {
    const keys = trustedKeys(ground.settings.keysDir);
    const good = bytes();
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bad = Buffer.from(good);
        bad[at] = (bad[at] ?? 0) ^ by;
        expect(() => readSigned(bad, signature(), keys)).toThrow('not signed by a key');
      }),
    );
    signVersion(folder, generateKeyPairSync('ed25519').privateKey);
    expect(() => readSigned(bytes(), signature(), keys)).toThrow('not signed by a key');
  });

  it.each(['', 'nonsense', 'AAAA'])('is refused with the signature "%s"', (text) => {
    expect(() => readSigned(bytes(), text, trustedKeys(ground.settings.keysDir))).toThrow('not signed');
  });

  it('needs a key, and one of its kind', () => {
    rmSync(ground.settings.keysDir, { recursive: true });
    expect(() => trustedKeys(ground.settings.keysDir)).toThrow('There is no key');
    mkdirSync(ground.settings.keysDir);
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    writeFileSync(join(ground.settings.keysDir, 'a.pem'), rsa.export({ type: 'spki', format: 'pem' }));
    expect(() => trustedKeys(ground.settings.keysDir)).toThrow('not ed25519');
  });

  it('names the field at fault', () => {
    expect(() => readManifest(Buffer.from('{'))).toThrow('no JSON');
    expect(() => readManifest(Buffer.from('{"format":2}'))).toThrow('format');
  });
});

describe('paths of a list', () => {
  it.each(['/etc/passwd', '../a', 'a/../../b', 'a//b', './a', 'a\\b', 'C:/a', '', 'a/', 'a\0b'])(
    'refuse "%s"',
    (path) => {
      expect(releaseFile.shape.path.safeParse(path).success).toBe(false);
    },
  );
  it.each(['ioc-wall', 'resources/app.asar', 'a/..b/c.'])('take "%s"', (path) => {
    expect(releaseFile.shape.path.safeParse(path).success).toBe(true);
  });
});

describe('a folder held against its list', () => {
  const difference = async () => differenceIn(folder, readManifest(bytes()));
  it('is as it was', async () => {
    expect(await difference()).toBeNull();
  });
  it('has a file changed, another gone, one more, a link in its place', async () => {
    appendFileSync(join(folder, 'ioc-wall'), '\n');
    expect(await difference()).toBe('ioc-wall is not what it was');
    unlinkSync(join(folder, 'ioc-wall'));
    expect(await difference()).toBe('ioc-wall is missing');
    symlinkSync('/bin/true', join(folder, 'ioc-wall'));
    expect(await difference()).toBe('ioc-wall is missing');
    unlinkSync(join(folder, 'ioc-wall'));
    writeVersion(folder, '1.1.0');
    writeFileSync(join(folder, 'resources', 'more.js'), '');
    expect(await difference()).not.toBeNull();
  });
});

it('orders versions by their numbers', () => {
  const version = fc.tuple(fc.nat(999), fc.nat(999), fc.nat(999));
  fc.assert(
    fc.property(version, version, (a, b) => {
      const wanted = a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
      expect(Math.sign(compareVersions(a.join('.'), b.join('.')))).toBe(Math.sign(wanted));
    }),
  );
});
