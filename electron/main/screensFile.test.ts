import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SCREEN_DEFAULTS } from '../contract/screens.ts';
import { screensFile } from './screensFile.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'screens-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function open(text?: string) {
  if (text !== undefined) writeFileSync(join(dir, 'screens.json'), text);
  const refused: string[] = [];
  return { file: screensFile(dir, (why) => refused.push(why)), refused };
}

it('has usual settings where there is no file, and for what a file leaves out', () => {
  expect(open().file.now()).toEqual(SCREEN_DEFAULTS);
  const { file, refused } = open('{"contact":"Tổ CNTT, máy lẻ 115","dimming":{"percent":50}}');
  expect(refused).toEqual([]);
  expect(file.now()).toEqual({
    ...SCREEN_DEFAULTS,
    contact: 'Tổ CNTT, máy lẻ 115',
    dimming: { ...SCREEN_DEFAULTS.dimming, percent: 50 },
  });
});

it('refuses what cannot be used, naming the field', () => {
  expect(open('{').refused).toEqual([expect.stringContaining('screens.json is no JSON')]);
  expect(open('{"dimming":{"percent":5}}').refused).toEqual([expect.stringContaining('dimming.percent')]);
  expect(open('{"renewal":{"at":"3h"}}').refused).toEqual([
    expect.stringContaining('renewal.at must be a time of day such as 03:30'),
  ]);
  expect(open('{"colour":"red"}').refused).toHaveLength(1);
});

it('takes over a change, and keeps the last good settings through a bad one', async () => {
  const { file, refused } = open('{"contact":"một"}');
  try {
    const changed = new Promise<void>((resolve) => file.watch(resolve));
    writeFileSync(join(dir, 'screens.json'), '{"contact":"hai"}');
    await changed;
    expect(file.now().contact).toBe('hai');
    writeFileSync(join(dir, 'screens.json'), '{"contact":3}');
    await expect.poll(() => refused.length, { timeout: 10_000 }).toBe(1);
    expect(file.now().contact).toBe('hai');
  } finally {
    file.close();
  }
});
