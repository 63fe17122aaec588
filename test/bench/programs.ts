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
}

async function answered(path: string, answer: Response): Promise<unknown> {
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : await answer.json();
}

/** Makes the first administrator of a new engine and signs in. */
export async function administer({ url, setupCode }: Program): Promise<Administrator> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  const send = (path: string, body: object) =>
    fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const account = { username: 'benchmark', password: 'measured and repeated' };
  await answered('/setup', await send('/setup', { ...account, setupCode }));
  const signedIn = await send('/session', account);
  headers['cookie'] = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  await answered('/session', signedIn);
  return {
    get: async (path) => answered(path, await fetch(`${url}/api/v1${path}`, { headers })),
    post: async (path, body) => answered(path, await send(path, body)),
  };
}

/** Makes a push source and a token for it. */
export async function makePushSource(admin: Administrator, id: string): Promise<string> {
  await admin.post('/sources', { id, kind: 'push', nature: 'sample' });
  const { token } = (await admin.post(`/sources/${id}/tokens`, { name: id })) as { token: string };
  return token;
}
