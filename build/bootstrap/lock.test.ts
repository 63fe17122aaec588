import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { alone } from './lock.mjs';

let folder = '';
let lock = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-wall-lock-'));
  lock = join(folder, 'inside', 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('does one thing at a time and takes its lock away', async () => {
  const done: string[] = [];
  const work = (name: string) => async () => {
    done.push(`${name} begins`);
    await new Promise(setImmediate);
    done.push(`${name} ends`);
  };
  await Promise.all([alone(lock, work('a')), alone(lock, work('b'))]);
  expect(done).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(existsSync(lock)).toBe(false);
});

it('takes its lock away when the work fails', async () => {
  await expect(alone(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(lock)).toBe(false);
});

it('ignores the lock of a process that is gone', async () => {
  const file = join(folder, 'lock');
  writeFileSync(file, '999999999');
  await expect(alone(file, () => Promise.resolve('done'))).resolves.toBe('done');
});
