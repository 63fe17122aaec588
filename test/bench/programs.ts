/** Our programs as the benchmarks start them: each with its first line, which says where it answers. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inProject } from '../../build/paths.ts';
import { ENGINE_NODE_FLAGS } from '../../electron/contract/engineMemory.ts';

export interface Program {
  readonly url: string;
  readonly pid: number;
  /** Of the engine only. */
  readonly setupCode: string;
  stop(): Promise<void>;
}

/** Starts one of our programs; resolves when it answers. */
export function startProgram(script: string, ...args: string[]): Promise<Program> {
  return startUnder([], script, args);
}

async function startUnder(
  flags: readonly string[],
  script: string,
  args: readonly string[],
): Promise<Program> {
  const child = spawn(process.execPath, [...flags, inProject(script), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) =>
      reject(new Error(`${script} ended with code ${code ?? 'none'} at its start.`)),
    );
  });
  const ready = JSON.parse(line) as { url: string; setupCode: string };
  return {
    ...ready,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** The engine alone, on this data folder, with the memory that the wall gives it. */
export function startEngine(dataDir: string, ...args: string[]): Promise<Program> {
  return startUnder(ENGINE_NODE_FLAGS, 'electron/engine/main.ts', ['--data-dir', dataDir, ...args]);
}

export function startDemo(...args: string[]): Promise<Program> {
  return startProgram('electron/demo-source/main.ts', '--port', '0', ...args);
}

/** The engine's API in the hands of its first administrator. */
export interface Administrator {
  get(path: string): Promise<unknown>;
  post(path: string, body: object): Promise<unknown>;
  put(path: string, body: object): Promise<unknown>;
  remove(path: string): Promise<unknown>;
}

const ACCOUNT = { username: 'benchmark', password: 'measured and repeated' };

async function answered(path: string, answer: Response): Promise<unknown> {
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : await answer.json();
}

/** Makes the first administrator of a new engine and signs in. */
export async function administer({ url, setupCode }: Program): Promise<Administrator> {
  const made = await send(`${url}/api/v1/setup`, 'POST', { ...ACCOUNT, setupCode });
  await answered('/setup', made);
  return signIn(url);
}

/** Signs in to an engine whose first administrator was made by a benchmark. */
export async function signIn(url: string): Promise<Administrator> {
  const api = `${url}/api/v1`;
  const signedIn = await send(`${api}/session`, 'POST', ACCOUNT);
  await answered('/session', signedIn);
  const headers = { cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' };
  return {
    get: async (path) => answered(path, await fetch(`${api}${path}`, { headers })),
    post: async (path, body) => answered(path, await send(`${api}${path}`, 'POST', body, headers)),
    put: async (path, body) => answered(path, await send(`${api}${path}`, 'PUT', body, headers)),
    remove: async (path) => answered(path, await fetch(`${api}${path}`, { method: 'DELETE', headers })),
  };
}

function send(
  url: string,
  method: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Makes a push source and a token for it. */
export async function makePushSource(admin: Administrator, id: string): Promise<string> {
  await admin.post('/sources', { id, kind: 'push', nature: 'sample' });
  const { token } = (await admin.post(`/sources/${id}/tokens`, { name: id })) as { token: string };
  return token;
}
