/** Durable ingest: events a second through the whole engine, against the same lines put raw into one table. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { administer, makePushSource, startDemo, startEngine } from './programs.ts';
import { report, round } from './report.ts';

const LINES = 120_000;
const BATCH = 2_000;
const ROUNDS = 3;

async function demoLines(): Promise<string[]> {
  const demo = await startDemo();
  try {
    const lines: string[] = [];
    while (lines.length < LINES) {
      const answer = await fetch(`${demo.url}/feed?after=${lines.length}&limit=20000&wait=0`);
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
  const engine = await startEngine(join(folder, 'engine'), '--no-demo');
  try {
    const token = await makePushSource(await administer(engine), 'bench');
    const begun = performance.now();
    for (let from = 0; from < lines.length; from += BATCH) {
      const answer = await fetch(`${engine.url}/api/v1/sources/bench/events`, {
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
