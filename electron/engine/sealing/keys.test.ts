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
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSealing, KEY_FILE } from './index.ts';

let folder: string;
let handed: string;
const dataDir = () => join(folder, 'data');
const own = () => join(dataDir(), KEY_FILE);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-sealing-'));
  mkdirSync(dataDir());
  handed = join(folder, 'handed');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sealed = (from?: string) => createSealing(dataDir(), from).seal('mật khẩu', 'a');
const opened = (secret: Buffer, from?: string) =>
  createSealing(dataDir(), from).open(secret, 'a', 'password');

describe('the key', () => {
  it('is a file for the engine’s user alone where the system hands none over', () => {
    expect(opened(sealed(), handed)).toBe('mật khẩu');
    expect(statSync(own()).mode & 0o777).toBe(0o600);
  });

  it('that the system hands over is used, and no file is made', () => {
    writeFileSync(handed, randomBytes(32));
    expect(opened(sealed(handed), handed)).toBe('mật khẩu');
    expect(readdirSync(dataDir())).toEqual([]);
  });

  it('leaves its file once the system hands the same one over', () => {
    const secret = sealed();
    writeFileSync(handed, readFileSync(own()));
    createSealing(dataDir(), handed);
    expect(existsSync(own())).toBe(false);
    expect(opened(secret, handed)).toBe('mật khẩu');
  });

  it('of before still opens what it sealed, and stays', () => {
    const secret = sealed();
    writeFileSync(handed, randomBytes(32));
    expect(opened(secret, handed)).toBe('mật khẩu');
    expect(existsSync(own())).toBe(true);
    // The system could not hand it over: the wall goes on, and what was sealed meanwhile opens later too.
    const meanwhile = sealed(join(folder, 'nothing'));
    expect(opened(meanwhile, handed)).toBe('mật khẩu');
  });

  it('that was set aside opens what it sealed', () => {
    const secret = sealed();
    writeFileSync(`${own()}.2026-11-29`, readFileSync(own()));
    writeFileSync(`${own()}.note`, 'no key');
    writeFileSync(own(), randomBytes(32));
    expect(opened(secret)).toBe('mật khẩu');
  });

  it('that is none is named where a secret is needed, not before', () => {
    writeFileSync(handed, 'short');
    const sealing = createSealing(dataDir(), handed);
    expect(() => sealing.seal('x', 'a')).toThrow(`${handed} is no key`);
  });
});
