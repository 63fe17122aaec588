/** The engine as a process of its own: what it prints, how it refuses, how it ends. */
import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { engineReady } from '../contract/wall.ts';
import { writeDocument, writeGoodDocuments } from './fixtures/layouts.ts';
import { DATABASE_FILE } from './store/index.ts';

const PROGRAM = join(import.meta.dirname, 'main.ts');

let folder: string;
let running: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-engine-'));
  running = [];
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  /** The first line on stdout, when there is one. */
  firstLine: Promise<string>;
  /** The first message over the private channel. */
  greeting: Promise<unknown>;
  exited: Promise<number | null>;
  /** As `exited`, and all that it said has arrived. */
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

function run(args: string[], env: Record<string, string> = {}): Run {
  const child = fork(PROGRAM, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, IOC_WALL_LOG: 'silent', ...env },
    execArgv: [],
  });
  running.push(child);
  let stdout = '';
  let stderr = '';
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  const firstLine = new Promise<string>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      stdout += String(chunk);
      if (stdout.includes('\n')) resolve(stdout.slice(0, stdout.indexOf('\n')));
    });
  });
  return {
    child,
    firstLine,
    greeting: new Promise((resolve) => child.once('message', resolve)),
    exited: new Promise((resolve) => child.once('exit', resolve)),
    ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr }))),
  };
}

const here = (...args: string[]) => ['--data-dir', join(folder, 'data'), ...args];

describe('a start', () => {
  it('prints one line of JSON, greets the shell, answers, and closes in order on SIGTERM', async () => {
    const engine = run(here(), { IOC_WALL_TOKEN: 'token-of-the-shell' });
    const ready = engineReady.parse(JSON.parse(await engine.firstLine));
    expect(ready.setupCode).toMatch(/^[2-9A-Z-]{14}$/);
    expect(await engine.greeting).toEqual({ ...ready, wallToken: 'token-of-the-shell' });
    expect(await (await fetch(`${ready.url}/healthz`)).json()).toMatchObject({ status: 'ok' });
    engine.child.kill('SIGTERM');
    expect((await engine.ended).code).toBe(0);
  });

  it('ends when its shell is gone', async () => {
    const engine = run(here());
    await engine.greeting;
    engine.child.disconnect();
    expect(await engine.exited).toBe(0);
  });

  it('answers with the product’s own figures, layouts and catalogue', async () => {
    const engine = run(here(), { IOC_WALL_TOKEN: 'wall' });
    const { url } = engineReady.parse(JSON.parse(await engine.firstLine));
    const read = async (path: string) =>
      (
        await fetch(`${url}/api/v1${path}`, { headers: { authorization: 'Bearer wall' } })
      ).json() as Promise<unknown>;
    expect(await read('/indicators')).toHaveProperty('indicators.12.key');
    expect(await read('/scenes')).toMatchObject({ current: 'default', fault: null });
  });
});

describe('a refusal is one sentence, and the exit code says whose turn it is', () => {
  async function refusal(run: Run) {
    const { code, stdout, stderr } = await run.ended;
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^[^\n]+\.\n$/);
    return { code, stderr };
  }

  it('of a wrong option', async () => {
    expect(await refusal(run(['--data-dri', 'x']))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--data-dri') as unknown,
    });
  });

  it('of a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await refusal(run(here('--port', String(port))))).toMatchObject({
      code: 78,
      stderr: expect.stringContaining(`Port ${port}`) as unknown,
    });
    other.close();
  });

  it('of a data folder that cannot be one', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { code, stderr } = await refusal(run(['--data-dir', join(folder, 'file', 'data')]));
    expect(code).toBe(78);
    expect(stderr).toContain(join(folder, 'file', 'data'));
  });

  it.skipIf(process.getuid?.() === 0)('of a data folder that is not writable', async () => {
    mkdirSync(join(folder, 'data'));
    chmodSync(join(folder, 'data'), 0o500);
    expect((await refusal(run(here()))).code).toBe(78);
  });

  it('of a database from a newer version', async () => {
    mkdirSync(join(folder, 'data'));
    const db = new Database(join(folder, 'data', DATABASE_FILE));
    db.pragma('user_version = 9999');
    db.close();
    expect(await refusal(run(here()))).toMatchObject({
      code: 78,
      stderr: expect.stringContaining('9999') as unknown,
    });
  });

  it('of a layout file that is wrong', async () => {
    const assets = join(folder, 'assets');
    mkdirSync(join(assets, 'indicators'), { recursive: true });
    writeGoodDocuments(assets);
    const file = writeDocument(assets, 'layouts', 'map', {
      schema: 1,
      id: 'map',
      title: { vi: 'Bản đồ' },
      widgets: [],
    });
    const { code, stderr } = await refusal(run(here(), { IOC_WALL_ASSETS: assets }));
    expect(code).toBe(78);
    expect(stderr).toContain(file);
    expect(stderr).toContain('title.en');
  });
});
