import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SCREEN_DEFAULTS } from '../../contract/screens.ts';
import { administrator, type Client, PASSWORD, signIn, startFace, type TestFace } from '../fixtures/face.ts';

let test: TestFace;
let admin: Client;
beforeEach(async () => {
  test = await startFace();
  admin = await administrator(test);
});
afterEach(() => test.end());

const data = (file: string) => join(test.folder, 'data', file);

it('lists the faults that the shell noted, of both files, filtered', async () => {
  writeFileSync(data('faults.1.ndjson'), '{"at":"2026-01-15T02:00:00Z","kind":"wall_started"}\n');
  writeFileSync(
    data('faults.ndjson'),
    '{"at":"2026-01-15T03:00:00Z","kind":"engine_exited","code":1}\n{"at":"2026-01-15T03:00:01Z","kind":"window_gone","roles":["map"]}\n',
  );
  const kinds = async (query: string) => {
    const answer = await admin.call('GET', `/wall/faults${query}`);
    const { faults, more } = (await answer.json()) as { faults: { kind: string }[]; more: boolean };
    return [...faults.map(({ kind }) => kind), more];
  };
  expect(await kinds('')).toEqual(['window_gone', 'engine_exited', 'wall_started', false]);
  expect(await kinds('?limit=1')).toEqual(['window_gone', true]);
  expect(await kinds('?place=engine')).toEqual(['engine_exited', false]);
  expect(await kinds('?kind=wall_started')).toEqual(['wall_started', false]);
  expect((await admin.call('GET', '/wall/faults?place=moon')).status).toBe(400);
});

it('keeps the settings of the screens in a file, and only an administrator changes them', async () => {
  expect(await (await admin.call('GET', '/wall/screens')).json()).toEqual(SCREEN_DEFAULTS);
  const wanted = { ...SCREEN_DEFAULTS, contact: 'Tổ CNTT, máy lẻ 115' };
  expect(await (await admin.call('PUT', '/wall/screens', wanted)).json()).toEqual(wanted);
  expect(JSON.parse(readFileSync(data('screens.json'), 'utf8'))).toEqual(wanted);
  const wrong = await admin.call('PUT', '/wall/screens', {
    ...wanted,
    dimming: { ...wanted.dimming, percent: 10 },
  });
  expect(await wrong.json()).toMatchObject({ status: 400, field: 'dimming.percent' });
  await admin.call('POST', '/users', { username: 'truc', password: PASSWORD, role: 'operator' });
  const operator = await signIn(test.url, 'truc');
  expect((await operator.call('PUT', '/wall/screens', wanted)).status).toBe(403);
});
