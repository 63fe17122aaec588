import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../contract/access.ts';
import type { Query, QuestionAnswer } from '../../contract/questions.ts';
import { openStore, type Store } from '../store/index.ts';
import { type Hall, NOW, openHall } from '../questions/fixtures/hall.ts';
import { checkedSentence } from './figuresSaid.ts';
import { helpedQuestions } from './index.ts';
import { createModelSettings, type ModelSettings } from './settings.ts';

/** Nothing that the engine's own grammar takes for a question about figures. */
const ODD = 'làm ơn kể giùm coi tình hình xong xuôi bên ba sao rồi nha';
const KEY = 'khoa-bi-mat';
const QUERY: Query = {
  kind: 'value',
  subject: { of: 'indicator', key: 'case_completion_rate' },
  unit: 'HCM-KV03',
  period: { from: '2025-10-01', to: '2026-06-17' },
};

interface Asked {
  messages: { role: string; content: string | null }[];
  tools?: unknown[];
}
type Behaviour = (asked: Asked, answer: ServerResponse) => void;

let server: Server;
let url: string;
let behave: Behaviour;
let heard: { body: Asked; authorization: string | undefined }[] = [];
let hall: Hall;
let store: Store;
let folder: string;
let settings: ModelSettings;
let said: string[] = [];

beforeAll(async () => {
  server = createServer((request, answer) => void take(request, answer));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  hall = await openHall();
  folder = mkdtempSync(join(tmpdir(), 'ioc-model-'));
  store = openStore({ dataDir: folder });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  hall.close();
  store.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  heard = [];
  said = [];
  settings = createModelSettings(store.db, folder);
  settings.set({ on: true, url, model: 'thử', timeoutS: 2, key: KEY });
});

async function take(request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as Asked;
  heard.push({ body, authorization: request.headers.authorization });
  behave(body, answer);
}

const reply = (answer: ServerResponse, message: object) =>
  answer.setHeader('content-type', 'application/json').end(JSON.stringify({ choices: [{ message }] }));
const call = (query: unknown, name = 'run_query') => ({
  content: null,
  tool_calls: [{ id: '1', type: 'function', function: { name, arguments: JSON.stringify({ query }) } }],
});
/** Chooses a query, and then says something of its answer. */
const model =
  (query: unknown, sentence: (told: string) => string): Behaviour =>
  ({ messages, tools }, answer) =>
    reply(answer, tools ? call(query) : { content: sentence(String(messages.at(-1)?.content)) });

function ask(text = ODD, place: string | null = null): Promise<QuestionAnswer> {
  const helped = helpedQuestions({
    ...{ db: store.db, dataDir: folder, measures: hall.measures, questions: hall.questions },
    ...{ now: () => NOW, shownAt: () => NOW, failed: (sentence: string) => void said.push(sentence) },
  });
  const covers = (unit: string) => place === null || unit === place;
  return helped.questions.ask({ text }, { place, permissions: PERMISSIONS, covers });
}

const honest = (told: string) => (JSON.parse(told) as { vi: string }).vi;
async function answered(): Promise<Extract<QuestionAnswer, { outcome: 'answered' }>> {
  const answer = await ask();
  if (answer.outcome !== 'answered') throw new Error(answer.words.vi);
  return answer;
}

describe('a language model that is on', () => {
  it('chooses a query, which the engine answers; its sentence is shown where every figure is the engine’s', async () => {
    behave = model(QUERY, (told) => honest(told).slice(0, honest(told).indexOf('%') + 1));
    const answer = await answered();
    expect(answer.query).toEqual(QUERY);
    expect(answer.figures[0]?.value).toBe(75);
    expect(answer.model).toEqual({ name: 'thử', sentence: expect.stringContaining('75,00 %') as string });
    expect(heard).toHaveLength(2);
    expect(heard[0]?.authorization).toBe(`Bearer ${KEY}`);
  });

  it('lies about a number: the engine’s own sentence stands alone', async () => {
    for (const lie of [
      'Tỷ lệ là 99,00 %.',
      'Tỷ lệ là 75,01 %.',
      'Tỷ lệ tăng gấp đôi.',
      'Xem https://x.vn để biết.',
    ]) {
      behave = model(QUERY, () => lie);
      const answer = await answered();
      expect(answer.model?.sentence).toBeNull();
      expect(answer.words.vi).toContain('75,00 %');
    }
  });

  it('asks for another tool, a query that there is not, or nothing: the engine’s own refusal stands', async () => {
    const odd: object[] = [
      call(QUERY, 'delete_everything'),
      call({ kind: 'sql', text: 'DROP TABLE unit' }),
      { content: 'Tôi nghĩ là 100 %.' },
      { content: null, tool_calls: [{ id: '1', function: { name: 'run_query', arguments: '{' } }] },
    ];
    for (const message of odd) {
      behave = (_asked, answer) => void reply(answer, message);
      expect((await ask()).outcome).toBe('cannot');
    }
    expect(said.every((sentence) => sentence.includes('chose no query'))).toBe(true);
  });

  it('hangs, answers junk, an error, too much, or is not there: a question ends in time without it', async () => {
    const bad: Behaviour[] = [
      () => undefined,
      (_asked, answer) => void answer.end('<html>'),
      (_asked, answer) => void answer.writeHead(500).end(),
      (_asked, answer) => void answer.end('x'.repeat(400_000)),
      (_asked, answer) => void answer.writeHead(302, { location: `${url}/elsewhere` }).end(),
      (_asked, answer) => void answer.destroy(),
    ];
    for (behave of bad) expect((await ask()).outcome).toBe('cannot');
    settings.set({ on: true, url: 'http://127.0.0.1:1/v1', model: 'thử', timeoutS: 2, key: null });
    expect((await ask()).outcome).toBe('cannot');
    expect(said).toHaveLength(bad.length + 1);
  });

  it('may ask for no unit beyond the asker’s part, and is told of none', async () => {
    behave = model(QUERY, honest);
    expect(await ask(ODD, 'HCM-KV05')).toMatchObject({ outcome: 'cannot', reason: 'unknown_unit' });
    expect(JSON.stringify(heard)).not.toContain('HCM-KV03"');
  });

  it('is not asked what the engine understands, and nothing at all while it is off', async () => {
    behave = model(QUERY, honest);
    expect((await ask('Tỷ lệ việc thi hành xong của KV3?')).outcome).toBe('answered');
    expect(heard).toHaveLength(0);
    settings.set({ on: false, url, model: 'thử', timeoutS: 2 });
    expect((await ask()).outcome).toBe('cannot');
    expect(heard).toHaveLength(0);
  });
});

describe('its key', () => {
  it('is kept sealed, and goes to no other address', () => {
    const row = store.db.prepare('SELECT key, settings FROM language_model').get();
    expect(JSON.stringify(row)).not.toContain(KEY);
    expect(createModelSettings(store.db, folder).key()).toBe(KEY);
    const elsewhere = { on: true, url: 'http://127.0.0.1:2/v1', model: 'thử', timeoutS: 2 };
    expect(() => settings.set(elsewhere)).toThrow('key');
    settings.set({ ...elsewhere, key: null });
    expect(settings.now()).toMatchObject({ keySet: false });
  });
});

describe('a sentence', () => {
  it('with any number that was not told is never shown', async () => {
    behave = model(QUERY, honest);
    const answer = await answered();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 9 }),
        fc.constantFrom('', ',5', '.123', ' %'),
        (n, tail) => {
          const figure = `${n}${tail.trim()}`;
          fc.pre(!`${answer.words.vi} ${answer.words.en}`.includes(String(n)));
          expect(checkedSentence(`Tỷ lệ đang là ${figure}.`, answer)).toBeNull();
        },
      ),
    );
  });
});
