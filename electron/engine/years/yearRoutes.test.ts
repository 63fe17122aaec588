/** Closing a year over HTTP, on the engine as a process of its own. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditAnswer } from '../../contract/access.ts';
import { formatInstant, yearOf, yearStart } from '../../contract/calendar.ts';
import type { EventLine } from '../../contract/events.ts';
import { problem } from '../../contract/problems.ts';
import {
  closeAnswer,
  closePreview,
  differencesAnswer,
  editionsAnswer,
  sealedEdition,
  verificationAnswer,
  yearsAnswer,
} from '../../contract/years.ts';
import { manyLines } from '../care/fixtures.ts';
import { client, PASSWORD, signIn } from '../fixtures/face.ts';
import { endPrograms, type Program, startProgram } from '../fixtures/program.ts';

const YEAR = 2024;
const dataDir = mkdtempSync(join(tmpdir(), 'ioc-year-'));
let program: Program;

beforeAll(async () => {
  program = await startProgram(dataDir);
  await program.admin.call('POST', '/sources', { id: 'day', kind: 'push' });
  await push(manyLines(60));
});
afterAll(() => {
  endPrograms();
  rmSync(dataDir, { recursive: true, force: true });
});

async function push(lines: readonly object[]): Promise<void> {
  const answer = await fetch(`${program.url}/api/v1/sources/day/events`, {
    method: 'POST',
    headers: { cookie: program.admin.cookie, 'content-type': 'application/x-ndjson' },
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  });
  expect(answer.status).toBe(200);
}

async function get<T>(path: string, schema: { parse(json: unknown): T }): Promise<T> {
  const answer = await program.admin.call('GET', path);
  expect([path, answer.status]).toEqual([path, 200]);
  return schema.parse(await answer.json());
}

const preview = () => get(`/years/${YEAR}/close/preview`, closePreview);

async function close(body: object, year = YEAR, who = program.admin) {
  const answer = await who.call('POST', `/years/${year}/close`, body);
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

it('says what would be signed, and what speaks against it', async () => {
  const line = manyLines(1)[3] as Extract<EventLine, { type: 'case' }>;
  await push([
    { ...line, id: 'bad', due: -1 },
    { ...line, id: 'held', case: 'H', unit: 'NEW' },
  ]);
  const previewed = await preview();
  // Beside it stand the units of the published record.
  expect(previewed.tops.find(({ unit }) => unit === 'HCM')).toMatchObject({ level: 'province' });
  expect(previewed).toMatchObject({
    year: YEAR,
    obstacle: null,
    edition: 1,
    sources: [{ id: 'published' }, { id: 'day', quarantined: 1, held: 1 }],
  });
  const current = yearOf(Date.now());
  expect((await get(`/years/${current}/close/preview`, closePreview)).obstacle).toBe('not_over');
  const listed = await get('/years', yearsAnswer);
  expect(listed.current).toBe(current);
  expect(listed.years).toContainEqual({ year: YEAR, newest: null });
});

it('is signed with the password, for what was looked at, by administrators', async () => {
  const { figures } = await preview();
  const wrong = await close({ password: 'not my password', figures });
  expect(wrong).toMatchObject({ status: 403, json: { field: 'password' } });
  const other = await close({ password: PASSWORD, figures: '0'.repeat(64) });
  expect(other).toMatchObject({ status: 409, json: { field: 'figures' } });
  const running = await close({ password: PASSWORD, figures }, yearOf(Date.now()));
  expect(running).toMatchObject({ status: 409, json: { field: 'year' } });
  expect(await close({ password: PASSWORD })).toMatchObject({ status: 400, json: { field: 'figures' } });
  expect((await program.admin.call('GET', `/years/${YEAR}/close`)).status).toBe(404);

  const made = await close({ password: PASSWORD, figures, remark: '  Đã đối chiếu  ' });
  expect(made.status).toBe(201);
  expect(sealedEdition.parse(made.json)).toMatchObject({
    edition: 1,
    closedBy: 'quantri',
    remark: 'Đã đối chiếu',
  });
  expect(await close({ password: PASSWORD, figures })).toMatchObject({
    status: 409,
    json: { field: 'year' },
  });
  const { entries } = await get('/audit', auditAnswer);
  expect(entries.find(({ what }) => what === 'year_closed')?.subject).toBe(
    `${YEAR} edition 1 sha256:${String(made.json['digest'])}`,
  );
  expect(entries.map(({ what }) => what)).toContain('password_refused');
});

it('outlives the engine, and stays while live figures are corrected', async () => {
  const before = await get(`/years/${YEAR}/close`, closeAnswer);
  await program.kill();
  program = await startProgram(dataDir);
  const at = formatInstant(yearStart(YEAR) + 86_400_000);
  const opened = { initiation: 'on_request', category: 'civil', accepted_on: at.slice(0, 10), officer: null };
  const added = { type: 'case', case: 'LATE', unit: 'KV1', due: 77, done: 7, state: 'completed', v: 1, at };
  await push([{ id: 'late', ...opened, ...added }]);
  expect(await get(`/years/${YEAR}/close`, closeAnswer)).toEqual(before);
  const { letters } = await get(`/years/${YEAR}/differences`, differencesAnswer);
  const was = before.units.find(({ unit }) => unit === 'KV1');
  expect(letters).toContainEqual({
    of: 'money',
    unit: 'KV1',
    name: 'KV 1',
    letter: 'J',
    signed: was?.money.J,
    live: String(BigInt(was?.money.J ?? 0) + 77n),
  });
  const { figures, differing } = await preview();
  expect(differing).toBe(letters.length);
  expect((await close({ password: PASSWORD, figures })).status).toBe(201);
  const { editions } = await get(`/years/${YEAR}/close/editions`, editionsAnswer);
  expect(editions.map(({ edition, previous }) => [edition, previous])).toEqual([
    [2, before.edition.digest],
    [1, null],
  ]);
  expect(await get(`/years/${YEAR}/close?edition=1`, closeAnswer)).toEqual(before);
  expect((await program.admin.call('GET', `/years/${YEAR}/close?edition=3`)).status).toBe(404);
  expect(await get('/years/verification', verificationAnswer)).toEqual({
    closes: 2,
    newest: editions[0]?.digest,
    faults: [],
  });
});

it('is handed out as a file whose digest is that of the close, as a table, and as JSON', async () => {
  const { edition, units } = await get(`/years/${YEAR}/close`, closeAnswer);
  const file = async (format: string) => {
    const answer = await program.admin.call('GET', `/years/${YEAR}/close/export?format=${format}`);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="year-${YEAR}-edition-2.${format}"`,
    );
    return Buffer.from(await answer.arrayBuffer()).toString('utf8');
  };
  expect(
    createHash('sha256')
      .update(await file('ndjson'))
      .digest('hex'),
  ).toBe(edition.digest);
  expect(closeAnswer.parse(JSON.parse(await file('json')))).toEqual({ edition, units });
  expect((await file('csv')).split('\r\n')).toHaveLength(units.length + 2);
  expect((await program.admin.call('GET', `/years/${YEAR}/close/export?format=pdf`)).status).toBe(400);
});

it('shows somebody with a place that place only', async () => {
  const person = { username: 'kv1', password: PASSWORD, role: 'viewer', place: 'KV1' };
  expect((await program.admin.call('POST', '/users', person)).status).toBe(201);
  const mine = await signIn(program.url, 'kv1');
  const seen = closeAnswer.parse(await (await mine.call('GET', `/years/${YEAR}/close`)).json());
  expect(seen.units.map(({ unit }) => unit)).toEqual(['KV1']);
  const differing = await mine.call('GET', `/years/${YEAR}/differences?edition=1`);
  const { letters } = differencesAnswer.parse(await differing.json());
  expect(new Set(letters.map(({ unit }) => unit))).toEqual(new Set(['KV1']));
  const refused = await mine.call('GET', `/years/${YEAR}/close/export`);
  expect(problem.parse(await refused.json())).toMatchObject({ status: 403, field: 'unit' });
  expect((await close({ password: PASSWORD, figures: '0'.repeat(64) }, YEAR, mine)).status).toBe(403);
  expect((await client(program.url).call('GET', `/years/${YEAR}/close`)).status).toBe(401);
});

it('shuts out whoever tries passwords', async () => {
  const figures = '0'.repeat(64);
  const statuses: number[] = [];
  for (let i = 0; i < 6; i++) statuses.push((await close({ password: 'guess', figures })).status);
  expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
});
