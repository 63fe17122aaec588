/** A house with an engine of its own: set up, signed in, with sources that push, over real HTTP. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MeasuresAnswer, SourceHealth } from '../../electron/contract/answers.ts';
import { type Problem, problem } from '../../electron/contract/problems.ts';
import { type PushAnswer, pushAnswer, type QuarantineEntry } from '../../electron/contract/sources.ts';
import { type EngineProcess, startProcess, WALL_TOKEN } from './engineProcess.ts';

export type Body = string | Uint8Array<ArrayBuffer> | readonly object[];

export interface Source {
  id: string;
  token: string;
  /** Pushes lines (objects are written as NDJSON) and expects them to be answered with 200. */
  push(body: Body): Promise<PushAnswer>;
  /** Everything in its quarantine, page by page. */
  quarantine(): Promise<QuarantineEntry[]>;
  health(): Promise<SourceHealth>;
}

export interface House {
  readonly url: string;
  readonly pid: number;
  readonly setupCode: string | null;
  readonly dataDir: string;
  /** Sends a request as the administrator, by cookie; a body that is no string is sent as JSON. */
  call(method: string, path: string, body?: unknown): Promise<Response>;
  /** Sends a file as the administrator. */
  upload(path: string, file: Uint8Array<ArrayBuffer>): Promise<Response>;
  /** The answer to a GET that must be 200. */
  get<T = unknown>(path: string): Promise<T>;
  measures(unit: string, at: string, year?: number): Promise<MeasuresAnswer>;
  /** The problem that a GET is answered with. */
  refusal(path: string): Promise<Problem>;
  /** Makes a push source with a token. */
  source(id: string, settings?: object): Promise<Source>;
  /** Ends the engine without a word and starts it again on the same data. */
  killAndRestart(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const PERSON = { username: 'an.nguyen', password: 'mật khẩu rất dài 2026' };

export function ndjson(body: Body): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  return body.map((line) => JSON.stringify(line)).join('\n');
}

/** An API address with its query, each part escaped. */
export function path(route: string, query: Record<string, string | number | undefined> = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length ? `${route}?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}` : route;
}

export async function problemOf(answer: Response): Promise<Problem> {
  const type = answer.headers.get('content-type') ?? 'none';
  const text = await answer.text();
  if (!type.startsWith('application/problem+json'))
    throw new Error(`answered ${answer.status} as ${type}: ${text.slice(0, 200)}`);
  return problem.parse(JSON.parse(text));
}

/** @param program the engine that lives in it, if not as it is written */
export async function openHouse(program?: string): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-contract-'));
  let engine: EngineProcess = await startProcess(dataDir, program);
  const { setupCode } = engine;
  const api = (route: string) => `${engine.url}/api/v1${route}`;
  const json = { 'content-type': 'application/json' };
  const post = (route: string, body: unknown) =>
    fetch(api(route), { method: 'POST', headers: json, body: JSON.stringify(body) });
  if ((await post('/setup', { setupCode, ...PERSON })).status !== 201) throw new Error('setup failed');
  const cookie = (await post('/session', PERSON)).headers.get('set-cookie')?.split(';')[0] ?? '';

  async function call(method: string, route: string, body?: unknown): Promise<Response> {
    return fetch(api(route), {
      method,
      headers: { cookie, ...(body === undefined ? {} : json) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  async function get<T>(route: string): Promise<T> {
    const answer = await call('GET', route);
    if (answer.status !== 200)
      throw new Error(`GET ${route} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async function source(id: string, settings: object = {}): Promise<Source> {
    const made = await call('POST', '/sources', { id, kind: 'push', ...settings });
    if (made.status !== 201) throw new Error(`source ${id}: ${await made.text()}`);
    const { token } = (await (await call('POST', `/sources/${id}/tokens`, {})).json()) as { token: string };
    return {
      id,
      token,
      async push(body) {
        const answer = await fetch(api(`/sources/${id}/events`), {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
          body: ndjson(body),
        });
        if (answer.status !== 200) throw new Error(`push answered ${answer.status}: ${await answer.text()}`);
        return pushAnswer.parse(await answer.json());
      },
      async quarantine() {
        const entries: QuarantineEntry[] = [];
        for (let after: string | undefined; ; ) {
          const page = await get<{ entries: QuarantineEntry[]; next: string | null }>(
            path(`/sources/${id}/quarantine`, { limit: 100, after }),
          );
          entries.push(...page.entries);
          if (page.next === null) return entries;
          after = page.next;
        }
      },
      async health() {
        const { sources } = await get<{ sources: SourceHealth[] }>('/sources');
        const found = sources.find((one) => one.id === id);
        if (!found) throw new Error(`source ${id} is not listed`);
        return found;
      },
    };
  }

  async function restart(): Promise<void> {
    engine = await startProcess(dataDir, program);
  }

  return {
    get url() {
      return engine.url;
    },
    get pid() {
      return engine.child.pid ?? 0;
    },
    setupCode,
    dataDir,
    call,
    upload: (route, body) =>
      fetch(api(route), {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/octet-stream' },
        body,
      }),
    get,
    measures: (unit, at, year) => get(path('/measures', { unit, at, year })),
    refusal: async (route) => problemOf(await call('GET', route)),
    source,
    kill: () => engine.kill(),
    restart,
    async killAndRestart() {
      await engine.kill();
      await restart();
    },
    async close() {
      await engine.kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export const AS_WALL = { authorization: `Bearer ${WALL_TOKEN}` };
