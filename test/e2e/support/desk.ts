/** A desk at which the first administrator has signed in: an engine, a browser, and figures if any are wanted. */
import type { APIResponse, Browser, Page } from '@playwright/test';
import { type DemoSource, startDemoSource } from '../../../build/launch/demoSource.ts';
import { openBrowser } from './browser.ts';
import { startTestEngine, type TestEngine } from './engine.ts';
import { until } from './wall.ts';

/** Everybody's, in tests. */
export const PASSWORD = 'một mật khẩu đủ dài';
export const ADMINISTRATOR = 'quantri';
/** CSS pixels. */
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };

const PATIENCE_MS = 15_000;

export interface DeskOptions {
  /** Cases of the demo source; without them there is none, and no figures. */
  readonly cases?: number;
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface Desk {
  readonly engine: TestEngine;
  readonly browser: Browser;
  /** The administrator's page; it has not been opened yet. */
  readonly page: Page;
  /** What failed on any page. */
  readonly broken: string[];
  /** Asks as the administrator, under `/api/v1`. */
  get(path: string): Promise<APIResponse>;
  post(path: string, data: object): Promise<APIResponse>;
  /** Opens a page of the console by its name in the address. */
  open(hash: string): Promise<void>;
  /** A page of somebody else, at a desk of their own, not opened yet. */
  signedIn(username: string): Promise<Page>;
  /** Connects a source of sample data, which {@link close} ends, and waits until all of it is taken in. */
  feed(cases: number): Promise<void>;
  close(): Promise<void>;
}

/** @throws Error where the engine takes a step of it not */
export async function openDesk({ cases = 0, viewport = DESK }: DeskOptions = {}): Promise<Desk> {
  const engine = await startTestEngine();
  const browser = await openBrowser();
  const broken: string[] = [];
  const api = `${engine.url}/api/v1`;

  async function newPage(): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: 'vi-VN' });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => broken.push(error.message));
    return page;
  }

  async function signedIn(username: string): Promise<Page> {
    const page = await newPage();
    await done(page.request.post(`${api}/session`, { data: { username, password: PASSWORD } }));
    return page;
  }

  const page = await newPage();
  const person = { username: ADMINISTRATOR, password: PASSWORD };
  await done(page.request.post(`${api}/setup`, { data: { setupCode: engine.setupCode, ...person } }));
  await done(page.request.post(`${api}/session`, { data: person }));
  let source: DemoSource | undefined;
  const feed = async (number: number) => {
    source = await connectDemo(page, api, number);
  };
  if (cases > 0) await feed(cases);

  return {
    ...{ engine, browser, page, broken, signedIn, feed },
    get: (path) => page.request.get(`${api}${path}`),
    post: (path, data) => page.request.post(`${api}${path}`, { data }),
    async open(hash) {
      await page.goto(`${engine.url}/#${hash}`);
      await page.reload();
    },
    async close() {
      await browser.close();
      await source?.stop();
      await engine.stop();
    },
  };
}

async function connectDemo(page: Page, api: string, cases: number): Promise<DemoSource> {
  const source = await startDemoSource({ cases, rate: 0 });
  const pull = { id: 'demo', kind: 'pull', name: 'Nguồn mẫu', nature: 'sample', url: source.url };
  await done(page.request.post(`${api}/sources`, { data: pull }));
  await until('all the figures', async () => {
    const { sources } = (await (await page.request.get(`${api}/sources`)).json()) as {
      sources: { id: string; behind: number | null }[];
    };
    return sources.find(({ id }) => id === 'demo')?.behind === 0;
  });
  return source;
}

async function done(asked: Promise<APIResponse>): Promise<void> {
  const answer = await asked;
  if (!answer.ok()) throw new Error(`${answer.url()} answered ${answer.status()}: ${await answer.text()}`);
}
