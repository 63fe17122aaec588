/** Tasks over real HTTP and SQLite: made, given, worked on, confirmed; rights by place; nothing lost, nothing written over. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditAnswer } from '../../contract/access.ts';
import { DAY_MS, dayOf } from '../../contract/calendar.ts';
import type { Task, TaskHistory, TasksAnswer } from '../../contract/tasks.ts';
import {
  administrator,
  type Client,
  client,
  PASSWORD,
  signIn,
  startFace,
  type TestFace,
} from '../fixtures/face.ts';

let test: TestFace;
let admin: Client;
let lan: Client;
let other: Client;

/** lan works in KV01, its leader is huong; minh works in KV02. */
beforeEach(async () => {
  test = await startFace();
  test.measures.set('HCM-KV02', 1);
  admin = await administrator(test);
  for (const [username, role, place] of [
    ['lan', 'staff', 'HCM-KV01'],
    ['huong', 'leader', 'HCM-KV01'],
    ['minh', 'staff', 'HCM-KV02'],
  ])
    expect((await admin.call('POST', '/users', { username, role, place, password: PASSWORD })).status).toBe(
      201,
    );
  lan = await signIn(test.url, 'lan');
  other = await signIn(test.url, 'minh');
});
afterEach(() => test.end());

const KV01 = { unit: 'HCM-KV01', person: null };
async function asked<T>(who: Client, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await who.call(method, path, body);
  const text = await answer.text();
  if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return (text === '' ? null : JSON.parse(text)) as T;
}
async function refused(who: Client, method: string, path: string, body?: unknown) {
  const answer = await who.call(method, path, body);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const { status, field } = (await answer.json()) as { status: number; field?: string };
  return { status, field };
}
const make = (who: Client, given: object = {}) =>
  asked<Task>(who, 'POST', '/tasks', { title: 'Soát hồ sơ tồn', assignee: KV01, ...given });
const move = (who: Client, { number, version }: Task, to: string, note?: string) =>
  asked<Task>(who, 'POST', `/tasks/${number}/moves`, { basedOn: version, to, ...(note && { note }) });
const list = async (who: Client, query = '') =>
  (await asked<TasksAnswer>(who, 'GET', `/tasks${query}`)).tasks.map(({ number }) => number);

describe('a task', () => {
  it('goes from a figure to somebody, is done, and confirmed by another', async () => {
    const origin = {
      ...{ kind: 'figure', indicator: 'cases_to_enforce', unit: 'HCM-KV01', year: 2026 },
      ...{ at: '2026-01-15T09:41:00+07:00', value: 12 },
    };
    const made = await make(admin, {
      origin,
      assignee: { unit: 'HCM-KV01', person: 'lan' },
      priority: 'high',
    });
    expect(made).toMatchObject({
      number: 1,
      version: 1,
      state: 'open',
      origin,
      moves: ['in_progress', 'blocked', 'cancelled'],
    });
    const begun = await move(lan, made, 'in_progress');
    const done = await move(lan, begun, 'done');
    expect(done).toMatchObject({ state: 'done', doneBy: 'lan', moves: [] });
    expect(await refused(lan, 'POST', '/tasks/1/moves', { basedOn: 3, to: 'confirmed' })).toEqual({
      status: 403,
      field: 'to',
    });
    expect(await refused(admin, 'POST', '/tasks/1/moves', { basedOn: 3, to: 'in_progress' })).toEqual({
      status: 400,
      field: 'note',
    });
    const again = await move(admin, done, 'in_progress', 'Thiếu hồ sơ số 5');
    const confirmed = await move(admin, await move(lan, again, 'done'), 'confirmed');
    expect(confirmed).toMatchObject({ state: 'confirmed', version: 6, moves: [], mayChange: false });
    const { entries } = await asked<TaskHistory>(lan, 'GET', '/tasks/1/history');
    expect(entries.map(({ what, by }) => [what, by])).toEqual([
      ['made', 'quantri'],
      ['moved', 'lan'],
      ['moved', 'lan'],
      ['moved', 'quantri'],
      ['moved', 'lan'],
      ['moved', 'quantri'],
    ]);
    expect(entries[3]).toMatchObject({
      note: 'Thiếu hồ sơ số 5',
      changes: [{ field: 'state', before: 'done', after: 'in_progress' }],
    });
    const { entries: trail } = await asked<AuditAnswer>(admin, 'GET', '/audit?what=task_moved');
    expect(trail[0]).toMatchObject({
      who: 'quantri',
      subject: '1, version 6',
      before: { state: 'done' },
      after: { state: 'confirmed' },
    });
  });

  it('is seen, given and worked on within one’s place only', async () => {
    const one = await make(admin);
    const two = await make(admin, { assignee: { unit: 'HCM-KV02', person: 'minh' } });
    const top = await make(admin, { assignee: { unit: 'HCM', person: null } });
    const huong = await signIn(test.url, 'huong');
    expect(await list(admin)).toEqual([1, 2, 3]);
    expect(await list(lan)).toEqual([one.number]);
    expect(await list(huong)).toEqual([one.number]);
    expect(await list(other, '?view=mine')).toEqual([two.number]);
    for (const [method, path, body] of [
      ['GET', `/tasks/${two.number}`],
      ['GET', `/tasks/${top.number}/history`],
      ['POST', `/tasks/${two.number}/comments`, { text: 'x' }],
      ['PUT', `/tasks/${two.number}`, { basedOn: 1, title: 'x' }],
      ['POST', `/tasks/${two.number}/moves`, { basedOn: 1, to: 'in_progress' }],
    ] as const)
      expect(await refused(huong, method, path, body)).toEqual({ status: 404, field: 'number' });
    const give = (who: Client, assignee: object) => refused(who, 'POST', '/tasks', { title: 'x', assignee });
    expect(await give(huong, { unit: 'HCM-KV02', person: null })).toEqual({
      status: 400,
      field: 'assignee.unit',
    });
    expect(await give(huong, { unit: 'HCM-KV01', person: 'minh' })).toEqual({
      status: 400,
      field: 'assignee.person',
    });
    expect(await give(lan, { unit: 'HCM-KV01', person: 'huong' })).toEqual({
      status: 403,
      field: 'assignee',
    });
    const own = await make(lan, { assignee: { unit: 'HCM-KV01', person: 'lan' } });
    expect((await make(huong, { assignee: { unit: 'HCM-KV01', person: 'lan' } })).assignee.person).toBe(
      'lan',
    );
    // Who gave themselves a task confirms it themselves.
    const done = await move(lan, await move(lan, own, 'in_progress'), 'done');
    expect(done.moves).toEqual(['in_progress', 'confirmed']);
    expect(await refused(lan, 'PUT', `/tasks/${one.number}`, { basedOn: 1, title: 'x' })).toMatchObject({
      status: 403,
    });
  });

  it('keeps what somebody watches or made in their sight when it goes elsewhere', async () => {
    const huong = await signIn(test.url, 'huong');
    const made = await make(huong);
    await asked(admin, 'PUT', `/tasks/${made.number}`, {
      basedOn: 1,
      assignee: { unit: 'HCM-KV02', person: null },
    });
    expect(await list(huong, '?view=made')).toEqual([made.number]);
    expect(await list(lan)).toEqual([]);
    expect(await list(other)).toEqual([made.number]);
  });

  it('is never written over by somebody who saw an older version', async () => {
    const { number } = await make(admin);
    const change = {
      basedOn: 1,
      title: 'Soát hồ sơ tồn quý I',
      due: { day: dayOf(Date.now() + 3 * DAY_MS) },
    };
    const saved = await asked<Task>(admin, 'PUT', `/tasks/${number}`, change);
    expect(saved).toMatchObject({ version: 2, title: change.title });
    // The same again, whose answer was lost, is no conflict and no second version.
    expect(await asked<Task>(admin, 'PUT', `/tasks/${number}`, change)).toMatchObject({ version: 2 });
    expect(await refused(admin, 'PUT', `/tasks/${number}`, { basedOn: 1, priority: 'low' })).toEqual({
      status: 409,
      field: 'basedOn',
    });
    expect(await refused(lan, 'POST', `/tasks/${number}/moves`, { basedOn: 1, to: 'in_progress' })).toEqual({
      status: 409,
      field: 'basedOn',
    });
    const [a, b] = await Promise.all(
      ['in_progress', 'blocked'].map((to) =>
        lan.call('POST', `/tasks/${number}/moves`, { basedOn: 2, to, note: 'vì sao' }),
      ),
    );
    expect([a?.status, b?.status].sort()).toEqual([200, 409]);
  });

  it('is made once by one request', async () => {
    const given = { title: 'Một lần', assignee: KV01, key: 'a-key-of-the-form' };
    const numbers = await Promise.all([1, 2, 3].map(async () => (await make(admin, given)).number));
    expect(numbers).toEqual([1, 1, 1]);
    expect((await make(await signIn(test.url, 'huong'), given)).number).toBe(2);
  });

  it('refuses illegal steps, deadlines that passed, and figures of other units', async () => {
    const { number } = await make(admin);
    expect(await refused(admin, 'POST', `/tasks/${number}/moves`, { basedOn: 1, to: 'confirmed' })).toEqual({
      status: 409,
      field: 'to',
    });
    expect(
      await refused(admin, 'POST', '/tasks', { title: 'x', assignee: KV01, due: { day: '2020-01-01' } }),
    ).toEqual({ status: 400, field: 'due' });
    const origin = {
      kind: 'figure',
      indicator: 'x',
      unit: 'HCM',
      year: 2026,
      at: '2026-01-01T00:00:00+07:00',
      value: null,
    };
    expect(
      await refused(lan, 'POST', '/tasks', {
        title: 'x',
        assignee: { unit: 'HCM-KV01', person: 'lan' },
        origin,
      }),
    ).toEqual({ status: 400, field: 'origin.unit' });
  });
});

describe('a list', () => {
  it('finds words with or without diacritics, in title, text and comments', async () => {
    await make(admin, { title: 'Đối chiếu biên lai', text: 'Quý IV' });
    await make(admin, { title: 'Kiểm tra kho vật chứng' });
    await asked(lan, 'POST', '/tasks/2/comments', { text: 'Chờ Viện kiểm sát' });
    const find = (q: string) => list(admin, `?q=${encodeURIComponent(q)}`);
    expect(await find('doi chieu')).toEqual([1]);
    expect(await find('BIÊN lai')).toEqual([1]);
    expect(await find('vien kiem')).toEqual([2]);
    expect(await find('" OR NEAR(')).toEqual([]);
    expect(await find('kiem "tra* kho')).toEqual([2]);
  });

  it('is by deadline, page after page, with every filter', async () => {
    const day = (n: number) => ({ day: dayOf(Date.now() + n * DAY_MS) });
    const dues = [null, day(9), day(2), day(5), day(2)];
    for (const due of dues) await make(admin, { due });
    const pages: number[][] = [];
    let after = '';
    do {
      const page: TasksAnswer = await asked(admin, 'GET', `/tasks?limit=2${after}`);
      pages.push(page.tasks.map(({ number }) => number));
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '');
    expect(pages).toEqual([[3, 5], [4, 2], [1]]);
    await move(lan, await asked<Task>(lan, 'GET', '/tasks/3'), 'in_progress');
    expect(await list(admin, '?states=in_progress,done')).toEqual([3]);
    expect(await list(admin, '?unit=HCM-KV02')).toEqual([]);
    expect(await list(admin, '?origin=alert')).toEqual([]);
    expect(await list(lan, '?view=watched')).toEqual([3]);
    expect(await list(lan, '?late=true')).toEqual([]);
    expect((await admin.call('GET', '/tasks?after=nowhere')).status).toBe(400);
    test.time.offset = 3 * DAY_MS;
    expect(await list(await signIn(test.url, 'lan'), '?late=true')).toEqual([3, 5]);
  });
});

describe('files', () => {
  const upload = (who: Client, number: number, name: string, bytes: Uint8Array) =>
    fetch(`${test.url}/api/v1/tasks/${number}/attachments?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { cookie: who.cookie, 'content-type': 'application/octet-stream' },
      body: Uint8Array.from(bytes),
    });
  const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n');

  it('are told by their content, bounded, given back as they were, and gone when taken away', async () => {
    const { number } = await make(admin);
    const stored = await upload(lan, number, 'Quyết định số 5.pdf', PDF);
    expect(stored.status).toBe(201);
    const { id, type } = (await stored.json()) as { id: number; type: string };
    expect(type).toBe('application/pdf');
    const fetched = await lan.call('GET', `/tasks/${number}/attachments/${id}`);
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(PDF);
    expect(fetched.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(fetched.headers.get('x-content-type-options')).toBe('nosniff');
    // The same again is the same file.
    expect(
      ((await (await upload(lan, number, 'Quyết định số 5.pdf', PDF)).json()) as { id: number }).id,
    ).toBe(id);
    for (const bad of [
      '<html><script>',
      '#!/bin/sh\n',
      '\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00',
      'MZ\x90\x00',
    ])
      expect([bad, (await upload(lan, number, 'x.pdf', Buffer.from(bad, 'latin1'))).status]).toEqual([
        bad,
        415,
      ]);
    expect((await upload(lan, number, 'lớn', Buffer.alloc(9 * 1024 * 1024, 'a'))).status).toBe(413);
    expect((await other.call('GET', `/tasks/${number}/attachments/${id}`)).status).toBe(404);
    for (let n = 1; n < 12; n += 1)
      expect((await upload(lan, number, `${n}.txt`, Buffer.from(`ghi chú ${n}`))).status).toBe(201);
    expect((await upload(lan, number, '13.txt', Buffer.from('quá'))).status).toBe(409);
    expect((await lan.call('DELETE', `/tasks/${number}/attachments/${id}`)).status).toBe(204);
    expect((await lan.call('GET', `/tasks/${number}/attachments/${id}`)).status).toBe(404);
    const { entries } = await asked<TaskHistory>(lan, 'GET', `/tasks/${number}/history`);
    expect(entries.at(-1)).toMatchObject({ what: 'detached', by: 'lan', name: 'Quyết định số 5.pdf' });
    const left = test.store.db.prepare('SELECT count(*) FROM task_attachment_content').pluck().get();
    expect(left).toBe(11);
  });
});

it('gives a calendar to whoever has its address, until the address is made anew', async () => {
  const day = dayOf(Date.now() + DAY_MS);
  await make(admin, { assignee: { unit: 'HCM-KV01', person: 'lan' }, due: { day }, title: 'Của Lan' });
  await make(admin, { due: { day }, title: 'Của KV01' });
  await make(admin, { assignee: { unit: 'HCM-KV01', person: 'huong' }, due: { day }, title: 'Của Hương' });
  const { path } = await asked<{ path: string }>(lan, 'POST', '/tasks/calendar');
  const first = await fetch(test.url + path);
  const text = await first.text();
  expect(first.headers.get('content-type')).toMatch(/^text\/calendar/);
  expect(text.match(/^SUMMARY:.*$/gm)).toEqual(['SUMMARY:Của Lan', 'SUMMARY:Của KV01']);
  const tag = first.headers.get('etag') ?? '';
  expect((await fetch(test.url + path, { headers: { 'if-none-match': tag } })).status).toBe(304);
  await move(lan, await asked<Task>(lan, 'GET', '/tasks/1'), 'in_progress');
  expect((await fetch(test.url + path, { headers: { 'if-none-match': tag } })).status).toBe(200);
  const renewed = await asked<{ path: string }>(lan, 'POST', '/tasks/calendar');
  expect((await fetch(test.url + path)).status).toBe(404);
  expect((await fetch(test.url + renewed.path)).status).toBe(200);
  await asked(lan, 'DELETE', '/tasks/calendar');
  expect((await fetch(test.url + renewed.path)).status).toBe(404);
  expect((await client(test.url).call('GET', '/calendars/c_x.ics')).status).toBe(404);
});
