/** What helps with questions, in a real browser: a language model that an administrator sets, dictation, reading aloud. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from './support/browser.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { takePicture } from './support/pictures.ts';
import { violations } from './support/violations.ts';

const PASSWORD = 'một mật khẩu đủ dài';
const KEY = 'khoa-cua-mo-hinh-4711';
/** Nothing that the engine's own grammar takes for a question about figures. */
const ODD = 'làm ơn kể giùm coi tình hình xong xuôi bên ba sao rồi nha';
const AT = '2026-01-05T08:00:00+07:00';
const LINES = [
  {
    id: 'u',
    type: 'unit',
    v: 1,
    at: '2025-09-01T00:00:00+07:00',
    unit: 'A',
    name: 'Tỉnh A',
    parent: null,
    level: 'province',
  },
  ...[1, 2].map((n) => ({
    ...{ id: `c${n}`, type: 'case', v: 1, at: AT, case: `C${n}`, unit: 'A', officer: null },
    ...{ initiation: 'ex_officio', category: 'civil', accepted_on: '2026-01-05', due: 1_000_000 },
    ...{ done: n === 1 ? 1_000_000 : 0, state: n === 1 ? 'completed' : 'in_progress' },
  })),
];
const QUERY = {
  kind: 'value',
  subject: { of: 'indicator', key: 'cases_completed' },
  unit: 'A',
  period: { from: '2025-10-01', to: '2026-09-30' },
};

describe.skipIf('missing' in inject('ground'))('what helps with questions', () => {
  let engine: TestEngine;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let model: Server;
  let modelUrl: string;
  const heard: (string | undefined)[] = [];
  let behave: (answer: ServerResponse, tools: boolean) => void;
  const broken: string[] = [];

  const reply = (answer: ServerResponse, message: object) =>
    answer.setHeader('content-type', 'application/json').end(JSON.stringify({ choices: [{ message }] }));
  const helpful = (answer: ServerResponse, tools: boolean) => {
    const call = { name: 'run_query', arguments: JSON.stringify({ query: QUERY }) };
    reply(
      answer,
      tools
        ? { content: null, tool_calls: [{ id: '1', type: 'function', function: call }] }
        : { content: '' },
    );
  };

  beforeAll(async () => {
    model = createServer((request, answer) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        heard.push(request.headers.authorization);
        behave(answer, Buffer.concat(parts).includes('"tools"'));
      });
    });
    await new Promise<void>((done) => model.listen(0, '127.0.0.1', done));
    modelUrl = `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`;
    behave = helpful;
    engine = await startTestEngine();
    browser = await openBrowser();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'vi-VN' });
    page = await opened(context);
    const post = (path: string, data: object) => page.request.post(`${engine.url}/api/v1${path}`, { data });
    const admin = { username: 'quantri', password: PASSWORD };
    expect((await post('/setup', { setupCode: engine.setupCode, ...admin })).status()).toBe(201);
    expect((await post('/session', admin)).status()).toBe(200);
    expect((await post('/sources', { id: 'a', kind: 'push', name: 'Nguồn A' })).status()).toBe(201);
    const { token } = (await (await post('/sources/a/tokens', { name: 'a' })).json()) as { token: string };
    const pushed = await fetch(`${engine.url}/api/v1/sources/a/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
      body: LINES.map((line) => JSON.stringify(line)).join('\n'),
    });
    expect(await pushed.json()).toMatchObject({ accepted: LINES.length });
  });
  afterAll(async () => {
    await browser?.close();
    await engine?.stop();
    model?.closeAllConnections();
    model?.close();
  });

  async function opened(of: BrowserContext): Promise<Page> {
    const one = await of.newPage();
    one.setDefaultTimeout(30_000);
    one.on('pageerror', (error) => broken.push(error.message));
    await one.goto(engine.url);
    return one;
  }
  async function go(to: string, on = page): Promise<void> {
    await on.goto(`${engine.url}/#${to}`);
    await on.reload();
  }
  const form = () => page.getByRole('region', { name: 'Mô hình ngôn ngữ' });
  const ask = async (text: string, on = page) => {
    await on.getByRole('search').getByRole('textbox').fill(text);
    await on.keyboard.press('Enter');
    await on.locator('.turn').last().getByRole('heading', { name: text }).waitFor();
    return on.locator('.turn').last();
  };

  describe('a language model', () => {
    it('is off, and says what would leave the machine, until somebody sets one', async () => {
      await go('system');
      await form().getByText('Rời khỏi máy này').waitFor();
      expect(await form().getByRole('checkbox', { name: 'Bật' }).isChecked()).toBe(false);
      expect(await form().getByRole('button', { name: 'Thử' }).count()).toBe(0);
      await go('questions');
      const turn = await ask(ODD);
      expect(await turn.getAttribute('data-outcome')).toBe('cannot');
      expect(heard).toEqual([]);
    });

    it('is set with a key that is never shown again', async () => {
      await go('system');
      await form().getByLabel('Địa chỉ').fill(modelUrl);
      await form().getByLabel('Tên mô hình').fill('mo-hinh-thu');
      await form().getByLabel('Khóa').fill(KEY);
      await form().getByRole('button', { name: 'Lưu' }).click();
      await form().getByText('Đã lưu').waitFor();
      expect(await form().getByLabel('Khóa (đã có').inputValue()).toBe('');
      await go('system');
      await form().getByLabel('Khóa (đã có').waitFor();
      expect(await page.content()).not.toContain(KEY);
      const kept = await (await page.request.get(`${engine.url}/api/v1/questions/model`)).text();
      expect(kept).not.toContain(KEY);
      expect(JSON.parse(kept)).toMatchObject({ keySet: true, settings: { on: false, url: modelUrl } });
      expect(await (await page.request.get(`${engine.url}/api/v1/audit`)).text()).not.toContain(KEY);
    });

    it('is tried while it is still off, with its key, and says why where it does not help', async () => {
      await form().getByLabel('Thử một câu hỏi').fill(ODD);
      await form().getByRole('button', { name: 'Thử' }).click();
      await form().getByRole('status').filter({ hasText: '1 việc' }).waitFor();
      expect(new Set(heard)).toEqual(new Set([`Bearer ${KEY}`]));
      behave = (answer) => void answer.writeHead(500).end();
      await form().getByRole('button', { name: 'Thử' }).click();
      await form().getByRole('status').filter({ hasText: 'Mô hình không giúp được' }).waitFor();
      behave = helpful;
      expect(await violations(page, 'system with a language model')).toEqual([]);
      await takePicture(page, 'language-model');
    });

    it('asked only when it is on, and named beside the engine’s own answer', async () => {
      const before = heard.length;
      await go('questions');
      expect(await (await ask(ODD)).getAttribute('data-outcome')).toBe('cannot');
      expect(heard).toHaveLength(before);
      await go('system');
      await form().getByRole('checkbox', { name: 'Bật' }).check();
      await form().getByRole('button', { name: 'Lưu' }).click();
      await form().getByText('Đã lưu').waitFor();
      await go('questions');
      const turn = await ask(ODD);
      expect(await turn.getAttribute('data-outcome')).toBe('answered');
      await turn.getByText('mo-hinh-thu').waitFor();
      expect(heard.length).toBeGreaterThan(before);
    });
  });

  describe('speech', () => {
    it('that this browser and machine do not have is said to be missing, and has no buttons', async () => {
      const bare = await browser.newContext({ locale: 'vi-VN', storageState: await context.storageState() });
      await bare.addInitScript(() => {
        for (const name of ['SpeechRecognition', 'webkitSpeechRecognition'])
          Object.defineProperty(globalThis, name, { value: undefined });
        globalThis.speechSynthesis.getVoices = () => [];
      });
      const one = await opened(bare);
      await go('questions', one);
      await one.getByText('không nhận giọng nói và máy không có giọng đọc').waitFor();
      const turn = await ask('Số việc thi hành xong?', one);
      expect(await one.getByRole('button', { name: 'Nói' }).count()).toBe(0);
      expect(await turn.getByRole('button', { name: 'Đọc to' }).count()).toBe(0);
      await bare.close();
    });

    it('where both are there takes a question by voice and reads its answer with a voice of the machine', async () => {
      const able = await browser.newContext({ locale: 'vi-VN', storageState: await context.storageState() });
      // A platform with a microphone and voices, which a machine for tests has not.
      await able.addInitScript(() => {
        class Hearing {
          lang = '';
          onresult: ((event: object) => void) | null = null;
          onend: (() => void) | null = null;
          start() {
            queueMicrotask(() => {
              this.onresult?.({ results: [[{ transcript: `số việc thi hành xong (${this.lang})` }]] });
              this.onend?.();
            });
          }
          abort() {
            this.onend?.();
          }
        }
        Object.defineProperty(globalThis, 'SpeechRecognition', { value: Hearing });
        const spoken: string[] = [];
        Object.assign(globalThis, { spoken });
        const voice = (lang: string, localService: boolean) => ({ lang, localService, name: lang });
        globalThis.speechSynthesis.getVoices = () =>
          [voice('vi-VN', false), voice('en-GB', true), voice('vi', true)] as SpeechSynthesisVoice[];
        Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', {
          value: class {
            voice: { lang: string; localService: boolean } | null = null;
            lang = '';
            readonly text: string;
            constructor(text: string) {
              this.text = text;
            }
          },
        });
        globalThis.speechSynthesis.speak = (said) => {
          const { text, voice: by } = said;
          spoken.push(`${by?.localService ? 'here' : 'elsewhere'} ${by?.lang}: ${text}`);
        };
      });
      const one = await opened(able);
      await go('questions', one);
      await one.getByRole('button', { name: 'Nói' }).click();
      const box = one.getByRole('search').getByRole('textbox');
      await expect.poll(() => box.inputValue()).toBe('số việc thi hành xong (vi-VN)');
      expect(await one.getByText('không nhận giọng nói').count()).toBe(0);
      const turn = await ask('Số việc thi hành xong?', one);
      const sentence = await turn.locator('.sentence').innerText();
      await turn.getByRole('button', { name: 'Đọc to' }).click();
      const spoken = await one.evaluate(() => (globalThis as unknown as { spoken: string[] }).spoken);
      // The nearest voice would send what is asked of figures to a service: the machine's own is taken.
      expect(spoken).toEqual([`here vi: ${sentence}`]);
      await able.close();
      expect(broken).toEqual([]);
    });
  });
});
