/** Reports over HTTP on an engine of its own: made, checked, signed, locked, amended, by whom they may be. */
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditAnswer } from '../../contract/access.ts';
import { formProblem, formsAnswer } from '../../contract/forms.ts';
import { differenceAnswer, previewAnswer, reportAnswer, reportsAnswer } from '../../contract/reports.ts';
import { type Client, PASSWORD, signIn } from '../fixtures/face.ts';
import { endPrograms, type Program, startProgram } from '../fixtures/program.ts';
import { cityLines, push, YEAR } from './fixtures.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'ioc-reports-'));
let program: Program;
let maker: Client;
let checker: Client;
let signer: Client;

beforeAll(async () => {
  program = await startProgram(dataDir);
  await push(program, cityLines(120));
  for (const [id, permissions] of Object.entries({
    lap: ['figures.read', 'reports.make'],
    soat: ['figures.read', 'reports.check'],
    ky: ['figures.read', 'reports.sign'],
  })) {
    await program.admin.call('POST', '/roles', { id: `role-${id}`, name: id, permissions });
    await program.admin.call('POST', '/users', {
      ...{ username: `nguoi.${id}`, password: PASSWORD, role: `role-${id}`, place: 'HCM-KV1' },
    });
  }
  maker = await signIn(program.url, 'nguoi.lap');
  checker = await signIn(program.url, 'nguoi.soat');
  signer = await signIn(program.url, 'nguoi.ky');
}, 60_000);
afterAll(() => {
  endPrograms();
  rmSync(dataDir, { recursive: true, force: true });
});

async function said(who: Client, method: string, path: string, body?: unknown) {
  const answer = await who.call(method, path, body);
  const text = await answer.text();
  return { status: answer.status, json: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
}
async function open(id: number, who: Client = program.admin) {
  return reportAnswer.parse((await said(who, 'GET', `/reports/${id}`)).json);
}
const subject = (months: number, unit = 'HCM-KV1', form = 'ket-qua-viec') => ({
  form,
  unit,
  year: YEAR,
  months,
});
async function made(months: number, unit?: string, form?: string): Promise<number> {
  const { status, json } = await said(program.admin, 'POST', '/reports', subject(months, unit, form));
  expect([status, json['detail']]).toEqual([201, undefined]);
  return reportAnswer.parse(json).report.id;
}

describe('a report', () => {
  it('is previewed with a way down from every cell that is a letter', async () => {
    const query = new URLSearchParams({ form: 'ket-qua-viec', unit: 'HCM', year: String(YEAR), months: '6' });
    const { status, json } = await said(program.admin, 'GET', `/reports/preview?${query.toString()}`);
    expect(status).toBe(200);
    const { content, ways, over, form } = previewAnswer.parse(json);
    expect(over).toBe(true);
    expect(content.checks.filter(({ holds }) => holds !== true)).toEqual([]);
    for (const [r, row] of ways.entries())
      for (const [c, way] of row.entries()) {
        if (!way || way.letter === 'N') continue;
        const asked = new URLSearchParams({ unit: way.unit, year: String(YEAR), at: content.at, limit: '1' });
        asked.set('letter', way.letter);
        for (const [name, value] of Object.entries(way.where)) asked.set(name, String(value));
        const list = (await said(program.admin, 'GET', `/cases?${asked.toString()}`)).json;
        const counted = list['counted'] as { cases: number };
        expect([r, form.columns[c]?.code, String(counted.cases)]).toEqual([
          r,
          form.columns[c]?.code,
          content.cells[r]?.[c],
        ]);
      }
  });

  it('goes its way by those who may, each step about what was looked at, and is found again', async () => {
    const { json } = await said(maker, 'POST', '/reports', subject(3));
    const { report, digest } = reportAnswer.parse(json);
    const path = `/reports/${report.id}`;
    expect((await said(maker, 'POST', `${path}/check`, { digest })).status).toBe(403);
    expect((await said(checker, 'POST', `${path}/check`, { digest: 'other' })).json).toMatchObject({
      ...{ status: 409, field: 'digest' },
    });
    expect((await said(checker, 'POST', `${path}/check`, { digest, comment: 'Đúng' })).status).toBe(200);
    expect((await said(checker, 'POST', `${path}/check`, { digest })).json).toMatchObject({ field: 'state' });
    expect((await said(checker, 'POST', `${path}/return`, { digest })).json).toMatchObject({
      field: 'comment',
    });
    expect((await said(checker, 'POST', `${path}/return`, { digest, comment: 'Xem lại' })).status).toBe(200);
    expect((await said(maker, 'POST', `${path}/recomputation`, { digest })).status).toBe(200);
    expect((await said(checker, 'POST', `${path}/check`, { digest })).status).toBe(200);
    const wrong = { digest, password: 'không phải mật khẩu' };
    expect((await said(signer, 'POST', `${path}/signature`, wrong)).json).toMatchObject({
      field: 'password',
    });
    const signed = await said(signer, 'POST', `${path}/signature`, { digest, password: PASSWORD });
    expect(reportAnswer.parse(signed.json)).toMatchObject({ intact: true, report: { state: 'signed' } });
    expect((await said(signer, 'POST', `${path}/lock`, { digest })).status).toBe(200);
    const answer = await open(report.id);
    expect(answer.steps.map(({ what, who }) => [what, who])).toEqual([
      ['made', 'nguoi.lap'],
      ['checked', 'nguoi.soat'],
      ['sent_back', 'nguoi.soat'],
      ['recomputed', 'nguoi.lap'],
      ['checked', 'nguoi.soat'],
      ['signed', 'nguoi.ky'],
      ['locked', 'nguoi.ky'],
    ]);
    const found = async (text: string) =>
      reportsAnswer
        .parse((await said(maker, 'GET', `/reports?text=${encodeURIComponent(text)}&state=locked`)).json)
        .reports.map(({ id }) => id);
    expect(await found('ket qua khu vuc 1')).toEqual([report.id]);
    expect(await found('khu vuc 2')).toEqual([]);
  });

  it('of another part of the organisation is neither made nor found', async () => {
    const id = await made(2, 'HCM-KV2');
    expect((await said(maker, 'POST', '/reports', subject(1, 'HCM-KV2'))).json).toMatchObject({
      ...{ status: 403, field: 'unit' },
    });
    expect((await said(maker, 'GET', `/reports/${id}`)).status).toBe(404);
    expect((await said(maker, 'GET', `/reports/${id}/file?format=xlsx`)).status).toBe(404);
    expect((await said(checker, 'POST', `/reports/${id}/check`, { digest: '' })).status).toBe(404);
    const { reports } = reportsAnswer.parse((await said(maker, 'GET', '/reports')).json);
    expect(reports.every(({ unit }) => unit === 'HCM-KV1')).toBe(true);
  });

  it('that was signed does not move when late events arrive; the difference is told, and an amendment takes it in', async () => {
    const id = await made(6, 'HCM', 'ket-qua-don-vi');
    const { digest, content } = await open(id);
    await said(program.admin, 'POST', `/reports/${id}/check`, { digest });
    await said(program.admin, 'POST', `/reports/${id}/signature`, { digest, password: PASSWORD });
    const before = differenceAnswer.parse(
      (await said(program.admin, 'GET', `/reports/${id}/difference`)).json,
    );
    expect(before.cells).toEqual([]);
    const late = cityLines(121).filter((line) => line.type === 'case' && line.case === 'THA-120');
    await push(program, late, 'late');
    const after = await open(id);
    expect([after.content, after.digest, after.intact]).toEqual([content, digest, true]);
    const { cells } = differenceAnswer.parse(
      (await said(program.admin, 'GET', `/reports/${id}/difference`)).json,
    );
    expect(cells.find(({ row, column }) => row === 'T' && column === '1')).toMatchObject({
      kept: content.cells[0]?.[0],
      now: String(Number(content.cells[0]?.[0]) + 1),
    });
    const amended = await said(program.admin, 'POST', `/reports/${id}/amendment`, {
      digest,
      comment: 'Hồ sơ đến muộn',
    });
    expect(amended.status).toBe(201);
    const next = reportAnswer.parse(amended.json);
    expect(next.report).toMatchObject({ edition: 2, state: 'draft' });
    expect(next.editions.map(({ edition, state }) => [edition, state])).toEqual([
      [2, 'draft'],
      [1, 'signed'],
    ]);
    expect((await open(id)).content).toEqual(content);
    // Once only, and a signed one cannot be thrown away.
    expect(
      (await said(program.admin, 'POST', `/reports/${id}/amendment`, { digest, comment: 'x' })).status,
    ).toBe(409);
    expect((await said(program.admin, 'DELETE', `/reports/${id}`)).json).toMatchObject({ field: 'state' });
    expect((await said(program.admin, 'DELETE', `/reports/${next.report.id}`)).status).toBe(204);
  });

  it('is made once when two ask at once, and moved once', async () => {
    const both = await Promise.all([1, 2].map(() => said(program.admin, 'POST', '/reports', subject(4))));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { report, digest } = reportAnswer.parse(both.find(({ status }) => status === 201)?.json);
    expect(both.find(({ status }) => status === 409)?.json).toMatchObject({ report: report.id });
    const checks = await Promise.all(
      [1, 2].map(() => said(program.admin, 'POST', `/reports/${report.id}/check`, { digest })),
    );
    expect(checks.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('of a period that goes on is looked at, and not made', async () => {
    const now = { form: 'ket-qua-viec', unit: 'HCM', year: YEAR + 1, months: 12 };
    const { status, json } = await said(program.admin, 'POST', '/reports', now);
    expect([status, json['field']]).toEqual([409, 'months']);
    const query = new URLSearchParams({ ...now, year: String(now.year), months: '12' });
    expect((await said(program.admin, 'GET', `/reports/preview?${query.toString()}`)).json).toMatchObject({
      over: false,
    });
  });

  it('leaves every step in the audit trail, and says when what is kept is not what was signed', async () => {
    const { entries } = auditAnswer.parse(
      await (await program.admin.call('GET', '/audit?what=report_signed')).json(),
    );
    expect(entries[0]).toMatchObject({ before: { state: 'checked' }, after: { state: 'signed' } });
    expect(entries.every(({ subject: text }) => /sha256:[0-9a-f]{64}$/.test(text ?? ''))).toBe(true);
    const { reports } = reportsAnswer.parse((await said(program.admin, 'GET', '/reports?state=locked')).json);
    const [locked] = reports;
    await program.kill('SIGTERM');
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(join(dataDir, 'engine.sqlite'));
    db.prepare(
      `UPDATE report_content SET text = replace(text, '"months":3', '"months":2') WHERE report = ?`,
    ).run(locked?.id);
    db.close();
    program = await startProgram(dataDir);
    maker = await signIn(program.url, 'nguoi.lap');
    expect((await open(locked?.id ?? 0)).intact).toBe(false);
  }, 30_000);
});

describe('forms', () => {
  it('are listed, brought in versions, and refused with the place of every fault', async () => {
    const { forms } = formsAnswer.parse((await said(program.admin, 'GET', '/reports/forms')).json);
    expect(forms.map(({ number }) => number)).toEqual(['A-01', 'A-02', 'A-03', 'A-04']);
    const document = (await said(program.admin, 'GET', '/reports/forms/bien-lai-quyet-dinh')).json;
    const id = await made(5, 'HCM', 'bien-lai-quyet-dinh');
    const columns = document['columns'] as Record<string, unknown>[];
    const broken = {
      ...document,
      version: 2,
      columns: [
        { ...columns[0], formula: 'cases.Y' },
        { ...columns[1], formula: '[,9]' },
      ],
    };
    const refused = await said(program.admin, 'POST', '/reports/forms', broken);
    expect(refused.status).toBe(422);
    expect(formProblem.parse(refused.json).faults.map(({ column }) => column)).toEqual(['1', '2']);
    const same = await said(program.admin, 'POST', '/reports/forms', { ...document, number: 'A-04b' });
    expect(same.json).toMatchObject({ status: 409, field: 'version' });
    const next = { ...document, version: 2, number: 'A-04 (2)', columns: columns.slice(0, 2) };
    expect((await said(program.admin, 'POST', '/reports/forms', next)).status).toBe(201);
    // A form of an older version still opens its reports.
    expect((await open(id)).form).toMatchObject({ version: 1, number: 'A-04' });
    expect((await open(await made(7, 'HCM', 'bien-lai-quyet-dinh'))).form).toMatchObject({ version: 2 });
    expect((await said(maker, 'POST', '/reports/forms', next)).status).toBe(403);
    expect((await said(program.admin, 'DELETE', '/reports/forms/bien-lai-quyet-dinh')).status).toBe(204);
    expect(
      (await said(program.admin, 'POST', '/reports', subject(8, 'HCM', 'bien-lai-quyet-dinh'))).status,
    ).toBe(404);
    expect((await open(id)).report.id).toBe(id);
  });

  it('of the data folder are taken in while the engine runs, and what is wrong with one is said', async () => {
    const folder = join(dataDir, 'forms');
    mkdirSync(folder, { recursive: true });
    const document = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../assets/forms/03-results-units.json'), 'utf8'),
    ) as Record<string, unknown>;
    writeFileSync(join(folder, 'own.json'), JSON.stringify({ ...document, code: 'rieng', number: 'R-1' }));
    writeFileSync(join(folder, 'broken.json'), JSON.stringify({ ...document, code: 'hong', rows: [] }));
    const { forms, refused } = formsAnswer.parse((await said(program.admin, 'GET', '/reports/forms')).json);
    expect(forms.find(({ code }) => code === 'rieng')).toMatchObject({ origin: 'folder', number: 'R-1' });
    expect(refused).toEqual([expect.objectContaining({ file: join(folder, 'broken.json') })]);
  });
});
