/** The audit trail: what it keeps, how it is found, and that nobody changes it unseen. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditAnswer, auditCheckAnswer, type AuditEntryAnswer } from '../../contract/access.ts';
import vietnamese from '../../../assets/locales/vi/audit.json' with { type: 'json' };
import type { WritableDB } from '../store/index.ts';
import { AUDITED } from './audit.ts';
import { dayOf } from '../../contract/calendar.ts';
import { administrator, type Client, client, PASSWORD, startFace, type TestFace } from '../fixtures/face.ts';

let test: TestFace;
let admin: Client;
beforeEach(async () => {
  test = await startFace();
  admin = await administrator(test);
});
afterEach(() => test.end());

async function entries(query = ''): Promise<AuditEntryAnswer[]> {
  const answer = await admin.call('GET', `/audit${query}`);
  expect(answer.status).toBe(200);
  return auditAnswer.parse(await answer.json()).entries;
}
const check = async () => auditCheckAnswer.parse(await (await admin.call('GET', '/audit/check')).json());

it('keeps who did what, with what was before and after, and never a secret', async () => {
  await client(test.url).call('POST', '/session', { username: 'quantri', password: 'wrong' });
  await admin.call('POST', '/users', { username: 'lan', password: PASSWORD, role: 'viewer' });
  const next = 'mật khẩu thứ hai';
  await admin.call('PATCH', '/users/lan', { role: 'staff', place: 'HCM-KV01', password: next });
  const made = (await (await admin.call('POST', '/tokens', { name: 'report' })).json()) as { token: string };
  await admin.call('PUT', '/wall/scene', { scene: 'meeting' });
  const found = await entries();
  expect(found.map(({ what }) => what)).toEqual([
    'scene_switched',
    'token_made',
    'user_changed',
    'user_added',
    'sign_in_refused',
    'sign_in',
    'setup',
  ]);
  expect(found[2]).toMatchObject({
    who: 'quantri',
    subject: 'lan',
    address: '127.0.0.1',
    before: { role: 'viewer', place: null },
    after: { role: 'staff', place: 'HCM-KV01', password: 'new' },
  });
  const kept = JSON.stringify(test.store.db.prepare('SELECT * FROM audit').all());
  for (const secret of [PASSWORD, next, made.token]) expect(kept).not.toContain(secret);
});

describe('found', () => {
  beforeEach(async () => {
    for (const scene of ['meeting', 'default', 'meeting']) await admin.call('PUT', '/wall/scene', { scene });
    await admin.call('POST', '/roles', { id: 'archive', name: '100% =1+1', permissions: ['figures.read'] });
  });

  it('by who, what, words and days, page by page', async () => {
    expect(await entries('?what=scene_switched')).toHaveLength(3);
    expect(await entries('?who=nobody-here')).toEqual([]);
    expect((await entries('?text=100%25%20=')).map(({ subject }) => subject)).toEqual(['archive']);
    expect(await entries('?text=_______________________')).toEqual([]);
    const today = dayOf(Date.now());
    expect(await entries(`?from=${today}&to=${today}`)).toHaveLength(6);
    expect(await entries('?to=2020-01-01')).toEqual([]);
    const [newest, ...rest] = await entries();
    expect(await entries(`?before=${newest?.id}&limit=2`)).toEqual(rest.slice(0, 2));
    const wrong = await admin.call('GET', '/audit?from=yesterday');
    expect([wrong.status, ((await wrong.json()) as { field: string }).field]).toEqual([400, 'from']);
  });

  it('taken out as NDJSON and CSV, in whole, and that is noted too', async () => {
    const { db } = test.store;
    const ndjson = await admin.call('GET', '/audit/export?format=ndjson&what=scene_switched');
    expect(ndjson.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = (await ndjson.text()).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as AuditEntryAnswer).what)).toEqual(
      Array.from({ length: 3 }, () => 'scene_switched'),
    );
    const csv = await admin.call('GET', '/audit/export');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
    const bytes = Buffer.from(await csv.arrayBuffer()).toString('utf8');
    expect(bytes.startsWith('\uFEFFid,at,who,what,subject,address,before,after\r\n')).toBe(true);
    expect(bytes.trimEnd().split('\r\n')).toHaveLength(
      1 + (db.prepare('SELECT count(*) FROM audit').pluck().get() as number),
    );
    expect((await entries('?what=audit_exported')).map(({ subject }) => subject)).toEqual(['csv', 'ndjson']);
  });
});

describe('changed', () => {
  beforeEach(async () => {
    for (const scene of ['meeting', 'default']) await admin.call('PUT', '/wall/scene', { scene });
  });

  it('it cannot be, by the program', async () => {
    const { db } = test.store;
    for (const sql of [
      'DELETE FROM audit',
      `UPDATE audit SET who = 'x'`,
      `INSERT OR REPLACE INTO audit (id, at, who, what) VALUES (1, 1, 'x', 'setup')`,
    ])
      expect(() => db.prepare(sql).run()).toThrow(/append-only/);
    const { entries: count, firstBroken, head } = await check();
    expect([count, firstBroken, head.length]).toEqual([4, null, 64]);
  });

  it.each([
    ['an entry is altered', `UPDATE audit SET who = 'somebody else' WHERE id = 2`, 2],
    ['what was before is altered', `UPDATE audit SET before = '{}' WHERE id = 3`, 3],
    ['one in the middle is gone', 'DELETE FROM audit WHERE id = 2', 2],
    ['the first is gone', 'DELETE FROM audit WHERE id = 1', 1],
    ['the last is gone', 'DELETE FROM audit WHERE id = 4', 4],
  ])('outside the program shows when %s', async (_name, sql, at) => {
    const { db } = test.store;
    db.exec('DROP TRIGGER audit_keeps_rows; DROP TRIGGER audit_keeps_words');
    db.exec(sql);
    expect((await check()).firstBroken).toBe(at);
    // And still shows after more was done.
    await admin.call('PUT', '/wall/scene', { scene: 'meeting' });
    expect((await check()).firstBroken).toBe(at);
  });
});

it('is checked while the engine answers others', async () => {
  addEntries(test.store.db, 200_000);
  const order: string[] = [];
  const begun = once(test.face.app.server, 'request');
  const checked = check().then((found) => {
    order.push('checked');
    return found;
  });
  await begun;
  await client(test.url).call('GET', '/healthz');
  order.push('answered');
  expect(await checked).toMatchObject({ entries: 200_002, firstBroken: null });
  expect(order).toEqual(['answered', 'checked']);
});

/** As the program writes them, and faster. */
function addEntries(db: WritableDB, count: number): void {
  const newest = db.prepare<[], { id: number; hash: string }>(
    'SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1',
  );
  const insert = db.prepare(
    `INSERT INTO audit (id, at, who, what, hash) VALUES (?, 1, 'quantri', 'sign_in', ?)`,
  );
  let { id, hash } = newest.get() ?? { id: 0, hash: '' };
  db.transaction(() => {
    for (const end = id + count; id < end; ) {
      const text = JSON.stringify([hash, ++id, 1, 'quantri', 'sign_in', null, null, null, null]);
      hash = createHash('sha256').update(text).digest('hex');
      insert.run(id, hash);
    }
  })();
}

it('has words for every kind of entry', () => {
  expect(Object.keys(vietnamese.what).sort()).toEqual([...AUDITED].sort());
});
