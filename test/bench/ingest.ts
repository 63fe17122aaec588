/** Durable ingest: events a second through the whole engine, against the same lines put raw into one table. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { report, round } from './report.ts';

const LINES = 120_000;
const BATCH = 2_000;
const ROUNDS = 3;
const ROOT = join(import.meta.dirname, '..', '..');

/** Starts one of our programs and gives its first line, parsed. */
async function start(script: string, ...args: string[]) {
  const child = spawn(process.execPath, [join(ROOT, script), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { ready: JSON.parse(line) as { url: string; setupCode: string }, stop };
}

async function demoLines(): Promise<string[]> {
  const demo = await start('electron/demo-source/main.ts', '--port', '0');
  try {
    const lines: string[] = [];
    while (lines.length < LINES) {
      const answer = await fetch(`${demo.ready.url}/feed?after=${lines.length}&limit=20000&wait=0`);
      lines.push(...(await answer.text()).trimEnd().split('\n'));
    }
    return lines.slice(0, LINES);
  } finally {
    await demo.stop();
  }
}

function insertRaw(lines: readonly string[], folder: string): number {
  const db = new Database(join(folder, 'raw.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE line (n INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO line (line) VALUES (?)');
  const batch = db.transaction((some: readonly string[]) => {
    for (const line of some) insert.run(line);
  });
  const begun = performance.now();
  for (let from = 0; from < lines.length; from += BATCH) batch(lines.slice(from, from + BATCH));
  const ms = performance.now() - begun;
  db.close();
  return (lines.length / ms) * 1000;
}

async function pushAll(lines: readonly string[], folder: string): Promise<number> {
  const engine = await start('electron/engine/main.ts', '--data-dir', join(folder, 'engine'), '--no-demo');
  const api = `${engine.ready.url}/api/v1`;
  const json = { 'content-type': 'application/json' };
  try {
    const account = { username: 'benchmark', password: 'measured and repeated' };
    const setup = { ...account, setupCode: engine.ready.setupCode };
    await fetch(`${api}/setup`, { method: 'POST', headers: json, body: JSON.stringify(setup) });
    const signedIn = await fetch(`${api}/session`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(account),
    });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const post = async (path: string, body: object) => {
      const answer = await fetch(`${api}${path}`, {
        method: 'POST',
        headers: { ...json, cookie },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as { token: string };
    };
    await post('/sources', { id: 'bench', kind: 'push' });
    const { token } = await post('/sources/bench/tokens', { name: 'bench' });
    const begun = performance.now();
    for (let from = 0; from < lines.length; from += BATCH) {
      const answer = await fetch(`${api}/sources/bench/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
        body: lines.slice(from, from + BATCH).join('\n'),
      });
      if (!answer.ok) throw new Error(`push: ${answer.status} ${await answer.text()}`);
      await answer.body?.cancel();
    }
    return (lines.length / (performance.now() - begun)) * 1000;
  } finally {
    await engine.stop();
  }
}

export async function ingest(): Promise<void> {
  const lines = await demoLines();
  const rounds: { engine: number; raw: number }[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const folder = mkdtempSync(join(tmpdir(), 'ioc-bench-'));
    try {
      rounds.push({ raw: insertRaw(lines, folder), engine: await pushAll(lines, folder) });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  // The round in the middle by its ratio: machines are noisy, and both halves of a round share the noise.
  rounds.sort((a, b) => a.engine / a.raw - b.engine / b.raw);
  const middle = rounds[Math.floor(ROUNDS / 2)] as { engine: number; raw: number };
  report({
    bench: 'ingest',
    value: Math.round(middle.engine),
    unit: 'events/s',
    ratio: round(middle.engine / middle.raw, 3),
    baseline: `${Math.round(middle.raw)} lines/s put raw into one table, batches of ${BATCH}`,
  });
}
