import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../contract/calendar.ts';
import {
  type Dashboard,
  dashboard,
  DASHBOARD_WIDGETS_MAX,
  DASHBOARDS_MAX,
  dashboardsAnswer,
  type Share,
  versionsAnswer,
} from '../../contract/dashboards.ts';
import {
  administrator,
  type Client,
  client,
  PASSWORD,
  signIn,
  startFace,
  type TestFace,
} from '../fixtures/face.ts';
import { openLive } from '../fixtures/liveClient.ts';

const SECRET = 'Kế hoạch kín của phòng 1';
let test: TestFace;
let admin: Client;
beforeEach(async () => {
  test = await startFace();
  for (const [unit, cases] of [
    ['HCM', 30],
    ['HCM-KV01', 10],
    ['HCM-KV02', 20],
  ] as const)
    test.measures.set(unit, cases);
  admin = await administrator(test);
});
afterEach(() => test.end());

async function person(username: string, role: string, place: string | null = null): Promise<Client> {
  await admin.call('POST', '/users', { username, password: PASSWORD, role, place });
  return signIn(test.url, username);
}
const figure = (unit: string, id = 'one') => ({
  ...{ id, type: 'figure', x: 0, y: 0, w: 4, h: 3 },
  config: { unit, indicator: 'cases_to_enforce' },
});
const document = (title: string, widgets: object[] = [figure('HCM-KV01')]) => ({ schema: 1, title, widgets });

async function made(who: Client, title = SECRET): Promise<Dashboard> {
  const answer = await who.call('POST', '/dashboards', { from: 'nothing', title });
  expect(answer.status).toBe(201);
  return dashboard.parse(await answer.json());
}
const save = (who: Client, id: string, basedOn: number, content: object = document(SECRET)) =>
  who.call('PUT', `/dashboards/${id}`, { basedOn, document: content });
const share = (who: Client, id: string, ...shares: Share[]) =>
  who.call('PUT', `/dashboards/${id}/shares`, { shares });
const list = async (who: Client) =>
  dashboardsAnswer.parse(await (await who.call('GET', '/dashboards')).json());
const titles = async (who: Client) => (await list(who)).dashboards.map(({ title }) => title);
const problemOf = async (answer: Response) => {
  const { field, detail } = (await answer.json()) as { field?: string; detail: string };
  return { status: answer.status, field, detail };
};

describe('a dashboard', () => {
  it('is its owner’s alone: nobody else hears of it, not even an administrator', async () => {
    const lan = await person('lan', 'viewer', 'HCM-KV01');
    const { id } = await made(lan);
    expect(await titles(lan)).toEqual([SECRET]);
    for (const other of [
      admin,
      await person('binh', 'operator'),
      await person('mai', 'viewer', 'HCM-KV01'),
    ]) {
      expect(await titles(other)).toEqual([]);
      const refused = [
        await other.call('GET', `/dashboards/${id}`),
        await other.call('GET', `/dashboards/${id}/versions`),
        await other.call('GET', `/dashboards/${id}/versions/1`),
        await save(other, id, 1),
        await share(other, id, { with: 'everyone', may: 'read' }),
        await other.call('DELETE', `/dashboards/${id}`),
        await other.call('POST', `/dashboards/${id}/restoration`, { basedOn: 1, version: 1 }),
        await other.call('POST', '/dashboards', { from: 'dashboard', dashboard: id, title: 'x' }),
      ];
      const none = await (await other.call('GET', '/dashboards/0000000000000000')).json();
      for (const answer of refused) {
        const text = await answer.text();
        expect(JSON.parse(text)).toEqual(none);
        expect(text).not.toContain(SECRET);
      }
    }
    const audit = await (await admin.call('GET', '/audit')).text();
    expect(audit).toContain('dashboard_made');
    expect(audit).not.toContain(SECRET);
  });

  it('is kept in versions: a save made of an older one is refused, saying who saved when', async () => {
    const lan = await person('lan', 'viewer');
    const { id } = await made(lan);
    await share(lan, id, { with: 'role', role: 'operator', may: 'edit' });
    const binh = await person('binh', 'operator');
    expect((await save(binh, id, 1, document('Của Bình'))).status).toBe(200);
    const refused = await problemOf(await save(lan, id, 1, document('Của Lan')));
    expect(refused).toMatchObject({ status: 409, field: 'basedOn' });
    expect(refused.detail).toMatch(/^binh saved version 2 at 20/);
    expect((await save(lan, id, 2, document('Của Lan'))).status).toBe(200);
    const { versions } = versionsAnswer.parse(
      await (await lan.call('GET', `/dashboards/${id}/versions`)).json(),
    );
    expect(versions.map(({ version, title, savedBy }) => [version, title, savedBy])).toEqual([
      [3, 'Của Lan', 'lan'],
      [2, 'Của Bình', 'binh'],
      [1, SECRET, 'lan'],
    ]);
    const back = await lan.call('POST', `/dashboards/${id}/restoration`, { basedOn: 3, version: 2 });
    expect(dashboard.parse(await back.json())).toMatchObject({ title: 'Của Bình', version: 4 });
    const gone = await lan.call('POST', `/dashboards/${id}/restoration`, { basedOn: 4, version: 9 });
    expect(await problemOf(gone)).toMatchObject({ status: 400, field: 'version' });
  });

  it('takes the same save twice as one, so that a lost answer is no conflict', async () => {
    const { id } = await made(admin);
    for (let i = 0; i < 2; i += 1)
      expect(dashboard.parse(await (await save(admin, id, 1)).json())).toMatchObject({ version: 2 });
    expect((await save(admin, id, 1, document('Khác'))).status).toBe(409);
  });

  it('comes back within thirty days of being deleted, and not after', async () => {
    const { id } = await made(admin);
    await share(admin, id, { with: 'everyone', may: 'edit' });
    const lan = await person('lan', 'viewer');
    expect((await lan.call('DELETE', `/dashboards/${id}`)).status).toBe(403);
    expect((await admin.call('DELETE', `/dashboards/${id}`)).status).toBe(204);
    expect((await admin.call('GET', `/dashboards/${id}`)).status).toBe(404);
    expect(await list(lan)).toMatchObject({ dashboards: [], deleted: [] });
    expect((await lan.call('POST', `/dashboards/${id}/undeletion`)).status).toBe(404);
    expect((await list(admin)).deleted.map((one) => one.id)).toEqual([id]);
    expect((await admin.call('POST', `/dashboards/${id}/undeletion`)).status).toBe(200);
    expect(await titles(lan)).toEqual([SECRET]);
    await admin.call('DELETE', `/dashboards/${id}`);
    test.time.offset = 30 * DAY_MS + 1000;
    admin = await signIn(test.url, 'quantri');
    expect((await admin.call('POST', `/dashboards/${id}/undeletion`)).status).toBe(404);
  });

  it('outlives its owner where it was shared: an administrator looks after it', async () => {
    const lan = await person('lan', 'viewer');
    const { id } = await made(lan);
    await admin.call('DELETE', '/users/lan');
    expect((await list(admin)).dashboards).toMatchObject([{ id, owner: null, may: 'own' }]);
    const again = await person('lan', 'viewer');
    expect(await titles(again)).toEqual([]);
  });

  it('begins from a template, with the unit of whoever copies it', async () => {
    const { writeDocument } = await import('../fixtures/layouts.ts');
    await test.stop();
    const words = { vi: 'Đơn vị', en: 'Unit' };
    const widgets = [figure('@own')];
    writeDocument(`${test.folder}/assets`, 'dashboards' as 'layouts', 'staff', {
      ...{ schema: 1, id: 'staff', for: 'staff', title: words, purpose: words, widgets },
    });
    test = await startFace({ folder: test.folder });
    test.measures.set('HCM', 1);
    test.measures.set('HCM-KV02', 1);
    admin = await signIn(test.url, 'quantri');
    const lan = await person('lan', 'viewer', 'HCM-KV02');
    for (const [who, unit] of [
      [lan, 'HCM-KV02'],
      [admin, 'HCM'],
    ] as const) {
      const copy = await who.call('POST', '/dashboards', {
        from: 'template',
        template: 'staff',
        title: 'Bản của tôi',
      });
      expect(dashboard.parse(await copy.json()).document.widgets[0]?.config['unit']).toBe(unit);
    }
    const none = await lan.call('POST', '/dashboards', { from: 'template', template: 'no', title: 'x' });
    expect(await problemOf(none)).toMatchObject({ status: 400, field: 'template' });
  });

  it.each<[string, object, string]>([
    ['no title', document('   '), 'document.title'],
    ['a long title', document('a'.repeat(121)), 'document.title'],
    ['another schema', { ...document('x'), schema: 2 }, 'document.schema'],
    ['widgets over each other', document('x', [figure('HCM'), figure('HCM', 'two')]), 'document.widgets.1'],
    [
      'too many widgets',
      document(
        'x',
        [...Array(DASHBOARD_WIDGETS_MAX + 1).keys()].map((i) => ({
          ...figure('HCM', `w${i}`),
          x: i % 12,
          y: Math.floor(i / 12),
          w: 1,
          h: 1,
        })),
      ),
      'document.widgets',
    ],
    [
      'too much',
      document('x', [{ ...figure('HCM'), config: { text: 'a'.repeat(70_000) } }]),
      'document.widgets',
    ],
  ])('is refused with %s', async (_name, content, field) => {
    const { id } = await made(admin);
    expect(await problemOf(await save(admin, id, 1, content))).toMatchObject({ status: 400, field });
  });

  it('is one of at most so many of a person', async () => {
    for (let i = 0; i < DASHBOARDS_MAX; i += 1) await made(admin, `Bảng ${i}`);
    const more = await admin.call('POST', '/dashboards', { from: 'nothing', title: 'Thêm' });
    expect(await problemOf(more)).toMatchObject({ status: 409, field: 'dashboards' });
    expect((await list(admin)).room).toBe(0);
  });

  it('is nothing for a token', async () => {
    const { token } = (await (await admin.call('POST', '/tokens')).json()) as { token: string };
    expect((await client(test.url, { token }).call('GET', '/dashboards')).status).toBe(403);
  });
});

describe('a shared dashboard', () => {
  it.each<[string, Share, string[]]>([
    ['a unit', { with: 'unit', unit: 'HCM-KV01', may: 'read' }, ['kv01']],
    ['the top unit', { with: 'unit', unit: 'HCM', may: 'read' }, ['kv01', 'kv02', 'top']],
    ['a role', { with: 'role', role: 'operator', may: 'read' }, ['top']],
    ['everyone', { with: 'everyone', may: 'read' }, ['kv01', 'kv02', 'top']],
  ])('with %s is told to them and to nobody else', async (_name, shared, readers) => {
    const { id } = await made(admin);
    expect((await share(admin, id, shared)).status).toBe(200);
    const all = {
      kv01: await person('kv01', 'viewer', 'HCM-KV01'),
      kv02: await person('kv02', 'viewer', 'HCM-KV02'),
      top: await person('top', 'operator'),
    };
    for (const [name, who] of Object.entries(all)) {
      const reads = readers.includes(name);
      expect([name, await titles(who)]).toEqual([name, reads ? [SECRET] : []]);
      expect((await who.call('GET', `/dashboards/${id}`)).status).toBe(reads ? 200 : 404);
      expect((await save(who, id, 1)).status).toBe(reads ? 403 : 404);
      if (reads) expect((await list(who)).dashboards[0]?.shares).toEqual([]);
    }
  });

  it('shows figures of the reader’s own place only', async () => {
    const { id } = await made(admin);
    await save(
      admin,
      id,
      1,
      document('Toàn thành phố', [figure('HCM'), { ...figure('HCM-KV02', 'two'), x: 4 }]),
    );
    await share(admin, id, { with: 'everyone', may: 'read' });
    const lan = await person('lan', 'viewer', 'HCM-KV02');
    const { document: shown } = dashboard.parse(await (await lan.call('GET', `/dashboards/${id}`)).json());
    const live = await openLive(test.url, '', { headers: { cookie: lan.cookie, origin: test.url } });
    for (const { id: widget, config } of shown.widgets)
      live.say({
        ...{ type: 'subscribe', id: widget },
        query: { ask: 'figures', unit: config['unit'], indicators: [config['indicator']] },
      });
    expect(await live.answer('two')).toMatchObject({ unit: 'HCM-KV02' });
    const refused = live.heard.find((m) => m.type === 'refused');
    expect(refused).toMatchObject({ id: 'one', field: 'unit' });
    expect(live.heard.some((m) => m.type === 'tick' && 'one' in m.results)).toBe(false);
    live.socket.close();
  });

  it('may be shared with a unit that its owner sees only, and each with one share', async () => {
    const lan = await person('lan', 'viewer', 'HCM-KV01');
    const { id } = await made(lan);
    const beyond = await share(lan, id, { with: 'unit', unit: 'HCM-KV02', may: 'read' });
    expect(await problemOf(beyond)).toMatchObject({ status: 400, field: 'shares.0.unit' });
    const twice = await share(lan, id, { with: 'everyone', may: 'read' }, { with: 'everyone', may: 'edit' });
    expect(await problemOf(twice)).toMatchObject({ status: 400, field: 'shares.1' });
  });
});
