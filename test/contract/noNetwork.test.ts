/** Forecasts and questions with the cable out: everything but a language model works, and nothing tries to leave. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf, formatInstant } from '../../electron/contract/calendar.ts';
import { type House, openHouse } from './house.ts';

const DAY_MS = 24 * 3600_000;
let house: House;

const tried = () => {
  const file = join(house.dataDir, 'tried.txt');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};
const ask = async (text: string) => {
  const answer = await house.call('POST', '/questions', { text });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { outcome: string; words: { vi: string } };
};

beforeAll(async () => {
  house = await openHouse(join(import.meta.dirname, 'cutOff.ts'));
  const source = await house.source('so');
  const now = Date.now();
  const unit = (key: string, parent: string | null, level: string) => ({
    ...{ id: key, type: 'unit', v: 1, at: '2023-01-01T00:00:00+07:00' },
    ...{ unit: key, name: `Phòng ${key}`, parent, level },
  });
  // A case a day for two years and more: enough to forecast.
  const cases = Array.from({ length: 800 }, (_, i) => {
    const at = now - i * DAY_MS;
    return {
      ...{
        id: `c${i}`,
        type: 'case',
        v: 1,
        at: formatInstant(at),
        case: `c${i}`,
        unit: 'KV1',
        officer: null,
      },
      ...{ initiation: 'ex_officio', category: 'civil', accepted_on: dayOf(at), state: 'completed' },
      ...{ due: 1_000_000, done: 1_000_000 },
    };
  });
  const answer = await source.push([unit('HCM', null, 'province'), unit('KV1', 'HCM', 'region'), ...cases]);
  expect(answer.accepted).toBe(cases.length + 2);
});
afterAll(() => house?.close());

it('answers questions, forecasts, what was off and what bears on a decision', async () => {
  expect((await ask('KV1 xong bao nhiêu việc?')).outcome).toBe('answered');
  const forecast = await house.get<{ outcome: string }>('/forecasts?unit=KV1&indicator=cases_completed');
  expect(forecast).toMatchObject({ outcome: 'forecast' });
  await house.get('/anomalies');
  const advice = await house.get<{ sentences: unknown[] }>('/advice?unit=KV1&indicator=cases_completed');
  expect(advice.sentences.length).toBeGreaterThan(0);
  const listed = await house.call('POST', '/mcp', {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/list',
    params: {},
  });
  expect(listed.status).toBeLessThan(500);
  expect(tried()).toBe('');
});

it('asks a language model that cannot be reached in vain, and says so itself', async () => {
  const set = { on: true, url: 'https://model.example/v1', model: 'm', timeoutS: 5, key: null };
  expect((await house.call('PUT', '/questions/model', set)).status).toBe(200);
  expect((await ask('Cho tôi hỏi giá vàng hôm nay')).outcome).toBe('cannot');
  expect((await ask('KV1 xong bao nhiêu việc?')).outcome).toBe('answered');
  const names = tried().split('\n').filter(Boolean);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(name).toContain('model.example');
});
