/** The organisation as files over HTTP: limits, rights, what outlives the engine, what the audit trail says. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditAnswer } from '../../electron/contract/access.ts';
import type { UnitNode } from '../../electron/contract/answers.ts';
import {
  type ImportPreview,
  importPreview,
  ORGANISATION_FILE_BYTES_MOST,
  organisationAnswer,
} from '../../electron/contract/organisation.ts';
import { type House, openHouse, problemOf } from './house.ts';

const START_MS = 60_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('the organisation as files', () => {
  let house: House;
  let bearer: string;
  let withoutPeople: string;
  beforeAll(async () => {
    house = await openHouse();
    bearer = await token(['organisation.manage', 'cases.read']);
    withoutPeople = await token(['organisation.manage']);
  }, START_MS);
  afterAll(() => house.close());

  async function token(permissions: string[]): Promise<string> {
    const made = (await (await house.call('POST', '/tokens', { permissions })).json()) as { token: string };
    return `Bearer ${made.token}`;
  }
  const upload = (body: string | Buffer, type = 'text/csv', who = bearer) =>
    fetch(`${house.url}/api/v1/organisation/imports?name=${encodeURIComponent('tổ chức.csv')}`, {
      method: 'POST',
      headers: { authorization: who, 'content-type': type },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
  /** How an upload of so many bytes is answered before any of them is sent. */
  async function announced(length: number): Promise<number | undefined> {
    const headers = { authorization: bearer, 'content-type': 'text/csv', 'content-length': length };
    const asked = request(`${house.url}/api/v1/organisation/imports?name=a.csv`, { method: 'POST', headers });
    asked.flushHeaders();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    asked.destroy();
    return answer.statusCode;
  }
  async function previewed(answer: Response): Promise<ImportPreview> {
    expect(answer.status).toBe(201);
    return importPreview.parse(await answer.json());
  }
  const apply = ({ number, state }: ImportPreview) =>
    house.call('POST', `/organisation/imports/${number}/application`, { state });

  it('are looked at, kept over a fall of the engine, applied once, and told to the audit trail', async () => {
    const csv =
      '\uFEFFMã đơn vị;Tên đơn vị;Cấp;Mã đơn vị cấp trên\nHCM;Thi hành án TP.HCM;tỉnh;\nKV1;Khu vực 1;khu vực;HCM\n';
    const preview = await previewed(await upload(csv));
    expect(preview).toMatchObject({ counts: { added: 2 }, file: 'tổ chức.csv', applied: null });
    await house.killAndRestart();
    const kept = await house.get<ImportPreview>(`/organisation/imports/${preview.number}`);
    expect(kept).toEqual(preview);
    expect((await apply(kept)).status).toBe(200);
    expect(await problemOf(await apply(kept))).toMatchObject({ status: 409, field: 'number' });
    const { units } = await house.get<{ units: UnitNode[] }>('/units');
    // Beside those of published figures, which are no part of the agency.
    const own = units.filter(({ nature }) => nature !== 'published');
    expect(own.map(({ unit, nature }) => [unit, nature])).toEqual([
      ['HCM', 'operational'],
      ['KV1', 'operational'],
    ]);
    const { entries } = await house.get<AuditAnswer>('/audit?what=organisation_imported');
    expect(entries).toMatchObject([
      {
        subject: 'tổ chức.csv',
        before: { units: 0 },
        after: { units: 2, added: ['HCM', 'KV1'], changed: [], ended: [] },
      },
    ]);
  });

  it('are refused with the state that the console needs to say why', async () => {
    const preview = await previewed(await upload('unit,name,level,parent\nKV1,Khu vực một,region,HCM'));
    const other = await previewed(await upload('unit,name,level,parent\nKV2,Khu vực 2,region,HCM'));
    expect((await apply(other)).status).toBe(200);
    const refused = await apply(preview);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ field: 'file', reason: 'stale' });
    const bad = await previewed(await upload('unit,name,level,parent\nKV3,Khu vực 3,region,KV99'));
    expect(bad.rows[0]?.faults).toMatchObject([{ code: 'unknown_unit', column: 'parent' }]);
    expect(await (await apply(bad)).json()).toMatchObject({ status: 409, reason: 'refused_rows' });
    const same = await previewed(await upload('unit,name,level,parent\nKV2,Khu vực 2,region,HCM'));
    expect(await (await apply(same)).json()).toMatchObject({ status: 409, reason: 'nothing_to_do' });
    expect((await house.call('DELETE', `/organisation/imports/${same.number}`)).status).toBe(204);
    expect((await house.call('GET', `/organisation/imports/${same.number}`)).status).toBe(404);
  });

  it('are refused where they are too large, packed against us, or no file', async () => {
    expect(await announced(ORGANISATION_FILE_BYTES_MOST + 1)).toBe(413);
    expect(await (await upload(bomb(), XLSX)).json()).toMatchObject({
      status: 400,
      reason: 'unreadable',
      detail: expect.stringContaining('unpacks to more than'),
    });
    expect((await upload('{}', 'application/json')).status).toBe(415);
    expect((await house.call('GET', '/healthz')).status).toBe(200);
  });

  it('take names of people from and to those only who may read them', async () => {
    const officers = 'officer,name,unit\nCHV1,Nguyễn Văn A,KV1';
    expect(await problemOf(await upload(officers, 'text/csv', withoutPeople))).toMatchObject({
      status: 403,
      field: 'file',
    });
    const preview = await previewed(await upload(officers));
    const get = (path: string, who: string) =>
      fetch(`${house.url}/api/v1/organisation${path}`, { headers: { authorization: who } });
    expect((await get(`/imports/${preview.number}`, withoutPeople)).status).toBe(403);
    expect((await apply(preview)).status).toBe(200);
    expect((await get('/export?what=officers', withoutPeople)).status).toBe(403);
    const csv = await (await get('/export?what=officers&language=en', bearer)).arrayBuffer();
    expect(Buffer.from(csv).toString('utf8')).toBe(
      '\uFEFFOfficer code,Full name,Unit code,From,To\r\nCHV1,Nguyễn Văn A,KV1,,\r\n',
    );
    for (const [who, sheets] of [
      [bearer, ['unit', 'officer']],
      [withoutPeople, ['unit']],
    ] as const) {
      const workbook = await get('/export?format=xlsx', who);
      expect(workbook.headers.get('content-disposition')).toMatch(/organisation-\d{4}-\d\d-\d\d\.xlsx/);
      const again = await previewed(await upload(Buffer.from(await workbook.arrayBuffer()), XLSX, who));
      expect(again.sheets.map(({ kind }) => kind)).toEqual(sheets);
      expect(again.counts).toMatchObject({ added: 0, changed: 0, ended: 0, refused: 0 });
    }
    const tree = organisationAnswer.parse(await (await get('', withoutPeople)).json());
    expect(tree.units.map(({ unit, officers: at }) => [unit, at])).toEqual([
      ['HCM', 0],
      ['KV1', 1],
      ['KV2', 0],
    ]);
  });
});

/** A workbook of 80 MB of nothing in some kilobytes. */
function bomb(): Buffer {
  const content = Buffer.alloc(80 * 1024 * 1024);
  const packed = deflateRawSync(content);
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, packed]);
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\0'), common, Buffer.alloc(14), name]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\u0005\u0006'), end]);
}
