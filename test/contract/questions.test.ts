/** Questions in words over real HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questionAnswer, type QuestionAnswer, suggestedAnswer } from '../../electron/contract/questions.ts';
import { START_MS } from './engineProcess.ts';
import { type House, openHouse, problemOf } from './house.ts';
import { enforcementCase, unit } from './lines.ts';

const PASSWORD = 'mật khẩu đủ dài 2026';
let house: House;
let own: Record<string, string>;

beforeAll(async () => {
  house = await openHouse();
  const source = await house.source('cases');
  await source.push([
    unit('A', { name: 'Thi hành án dân sự tỉnh A', level: 'province' }),
    unit('A-1', { name: 'Phòng Thi hành án dân sự khu vực 1', parent: 'A' }),
    unit('A-2', { name: 'Phòng Thi hành án dân sự khu vực 2', parent: 'A' }),
    enforcementCase('one', { unit: 'A-1', at: '2025-11-03T08:00:00+07:00' }),
    enforcementCase('two', { unit: 'A-2', at: '2025-11-03T08:00:00+07:00' }),
    enforcementCase('one', {
      unit: 'A-1',
      v: 2,
      at: '2025-12-03T08:00:00+07:00',
      state: 'completed',
      done: 1_000_000,
    }),
  ]);
  await house.call('POST', '/users', { username: 'canbo', password: PASSWORD, role: 'viewer', place: 'A-1' });
  const answer = await fetch(`${house.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'canbo', password: PASSWORD }),
  });
  own = { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}, START_MS);
afterAll(() => house.close());

async function ask(body: object, headers: Record<string, string> = {}): Promise<QuestionAnswer> {
  const answer =
    Object.keys(headers).length === 0
      ? await house.call('POST', '/questions', body)
      : await fetch(`${house.url}/api/v1/questions`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
  return questionAnswer.parse(await answer.json());
}

describe('POST /questions', () => {
  it('answers words, and the query that it answered with, alike', async () => {
    const first = await ask({ text: 'khu vực 1 năm 2026 xong bao nhiêu việc?' });
    expect(first).toMatchObject({
      outcome: 'answered',
      query: { kind: 'value', unit: 'A-1', period: { from: '2025-10-01', to: '2026-09-30' } },
      figures: [{ value: 1, measure: 'case' }],
      data: { sources: [{ id: 'cases' }] },
    });
    if (first.outcome !== 'answered') throw new Error('not answered');
    expect(await ask({ query: first.query })).toMatchObject({ outcome: 'answered', figures: first.figures });
  });

  it('goes on from the query before', async () => {
    const first = await ask({ text: 'khu vực 1 năm 2026 xong bao nhiêu việc?' });
    if (first.outcome !== 'answered') throw new Error('not answered');
    expect(await ask({ text: 'thế khu vực 2?', previous: first.query })).toMatchObject({
      figures: [{ unit: 'A-2', value: 0 }],
    });
  });

  it('tells somebody of a unit nothing of another one', async () => {
    const nowhere = await ask({ text: 'tỷ lệ việc xong khu vực 9' }, own);
    expect(nowhere).toMatchObject({ outcome: 'cannot', reason: 'unknown_unit' });
    expect(await ask({ text: 'tỷ lệ việc xong khu vực 2' }, own)).toEqual(nowhere);
    expect(await ask({ text: 'tỷ lệ việc xong' }, own)).toMatchObject({ query: { unit: 'A-1' } });
  });

  it.each([
    [{ text: 'x'.repeat(100_000) }, 'text'],
    [{ text: 'tỷ lệ việc xong '.repeat(32) }, 'text'],
    [{}, 'text'],
    [{ text: 'a', query: { kind: 'alert', unit: 'A' } }, 'text'],
    [{ query: { kind: 'sql', text: 'SELECT 1' } }, 'query.kind'],
    [{ query: { kind: 'alert', unit: 'A', more: 1 } }, 'query.more'],
    [{ text: 'a', conversation: 'b' }, undefined],
    [
      {
        query: {
          kind: 'value',
          subject: { of: 'cases', letter: 'J' },
          unit: 'A',
          period: { from: '2026-02-01', to: '2026-01-01' },
        },
      },
      'query.period.to',
    ],
    [{ query: { kind: 'definition', subject: { of: 'indicator', key: 'happiness' } } }, 'query.subject.key'],
  ])('refuses %j, naming %s', async (body, field) => {
    const problem = await problemOf(await house.call('POST', '/questions', body));
    expect(problem.status).toBe(400);
    if (field !== undefined) expect(problem.field).toBe(field);
  });
});

describe('GET /questions/suggested', () => {
  it('suggests what is understood, about the asker’s own part', async () => {
    const whole = suggestedAnswer.parse(await house.get('/questions/suggested'));
    expect(whole.questions.length).toBeGreaterThan(3);
    const answer = await fetch(`${house.url}/api/v1/questions/suggested`, { headers: own });
    const { questions } = suggestedAnswer.parse(await answer.json());
    expect(questions.length).toBeGreaterThan(2);
    for (const { query } of questions) if ('unit' in query) expect(query.unit).toBe('A-1');
  });
});
