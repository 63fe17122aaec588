/** The engine as a program: its first line, and how it refuses to start. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASE_FILE } from '../../electron/engine/store/index.ts';
import { type EngineProcess, runToEnd, startProcess } from './engineProcess.ts';

let folder: string;
const running: EngineProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-program-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((engine) => engine.kill()));
  rmSync(folder, { recursive: true, force: true });
});
async function start(dataDir: string): Promise<EngineProcess> {
  const engine = await startProcess(dataDir);
  running.push(engine);
  return engine;
}

async function refusal(args: readonly string[]) {
  const { code, stdout, stderr } = await runToEnd(args);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^[^\n]+\.\n$/);
  return { code, stderr };
}

describe('the engine', () => {
  it('says where it answers in one line, with a setup code until there is an administrator', async () => {
    const engine = await start(join(folder, 'made', 'for', 'it'));
    expect(engine.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(engine.setupCode).toEqual(expect.any(String));
    expect((await fetch(`${engine.url}/healthz`)).status).toBe(200);
    expect(await engine.stop()).toBe(0);
  });

  it.each([
    [[], '--data-dir'],
    [['--data-dir'], '--data-dir'],
    [['--data-dir', ''], '--data-dir'],
    [['--data-dir', 'DIR', '--port', '65536'], '--port'],
    [['--data-dir', 'DIR', '--port', '-1'], '--port'],
    [['--data-dir', 'DIR', '--port', '80a'], '--port'],
    [['--data-dir', 'DIR', '--port='], '--port'],
    [['--data-dir', 'DIR', '--host', '0.0.0.0'], '--host'],
    [['--data-dir', 'DIR', '--host', 'example.org'], '--host'],
    [['--data-dir', 'DIR', '--no-demo=yes'], '--no-demo'],
    [['--data-dir', 'DIR', '--no-demo', '--demo-url', 'http://127.0.0.1:1'], '--demo-url'],
    [['--data-dir', 'DIR', '--demo-url', 'ftp://x'], '--demo-url'],
    [['--data-dir', 'DIR', '--verbose'], '--verbose'],
    [['--data-dir', 'DIR', 'more'], 'more'],
    [['--data-dir', 'DIR', '-x'], '-x'],
  ])('refuses %j with code 2 and one sentence', async (args, named) => {
    const { code, stderr } = await refusal(args.map((arg) => (arg === 'DIR' ? join(folder, 'data') : arg)));
    expect(code).toBe(2);
    expect(stderr).toContain(named);
  });

  it('refuses a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    const { code, stderr } = await refusal(['--data-dir', join(folder, 'data'), '--no-demo', '--port', port]);
    other.close();
    expect(code).not.toBe(0);
    expect(stderr).toContain(port);
  });

  it('refuses a folder that cannot be written or is a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    for (const dir of [join(folder, 'file'), join(folder, 'file', 'below'), '/proc/no-folder'])
      expect((await refusal(['--data-dir', dir, '--no-demo'])).code).toBe(78);
  });

  it.each(['no database at all', 'SQLite format 3\u0000 but broken'.padEnd(5000, 'x')])(
    'begins without a file that is no database, and keeps it: %.20s',
    async (content) => {
      const data = join(folder, 'data');
      mkdirSync(data);
      writeFileSync(join(data, DATABASE_FILE), content);
      const engine = await start(data);
      expect((await fetch(`${engine.url}/healthz`)).status).toBe(200);
      const kept = readdirSync(data).filter((name) => name.startsWith(`${DATABASE_FILE}.`));
      expect(kept.map((name) => readFileSync(join(data, name), 'utf8'))).toContain(content);
    },
  );

  it('refuses a database of a newer program, and leaves it as it is', async () => {
    await (await start(join(folder, 'data'))).stop();
    const file = join(folder, 'data', DATABASE_FILE);
    const db = new Database(file);
    db.pragma('user_version = 1000');
    db.close();
    const { code, stderr } = await refusal(['--data-dir', join(folder, 'data'), '--no-demo']);
    expect(code).toBe(78);
    expect(stderr).toContain('1000');
    const after = new Database(file);
    expect(after.pragma('user_version', { simple: true })).toBe(1000);
    after.close();
  });

  it('refuses a data folder that another engine works in', async () => {
    await start(join(folder, 'data'));
    const { code, stderr } = await refusal(['--data-dir', join(folder, 'data'), '--no-demo']);
    expect(code).toBe(78);
    expect(stderr).toContain(join(folder, 'data'));
  });
});
