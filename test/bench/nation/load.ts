/** Durable ingest of a file of lines through the whole engine, and the same lines put raw into one table. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { administer, makePushSource, type Program, startEngine } from '../programs.ts';
import { bodies } from './linesFile.ts';

/** Lines in a transaction of the raw insertion, and in a body that is pushed. */
export const BODY_LINES = 8000;
/** Bodies under way at once: the engine need not wait for the next. */
const UNDER_WAY = 2;

export interface Loaded {
  linesPerSecond: number;
  /** Largest resident memory of the engine, MiB. */
  memoryMib: number;
  /** Processor time of the engine a line, µs. */
  cpuMicros: number;
  /** Size of the database, bytes. */
  bytes: number;
}

/** Lines a second. */
export async function insertRaw(lines: string, count: number, folder: string): Promise<number> {
  const db = new Database(join(folder, 'raw.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE line (n INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO line (line) VALUES (?)');
  const batch = db.transaction((some: readonly string[]) => {
    for (const line of some) insert.run(line);
  });
  const begun = performance.now();
  for await (const body of bodies(lines, BODY_LINES)) batch(body.toString('utf8').trimEnd().split('\n'));
  const seconds = (performance.now() - begun) / 1000;
  db.close();
  return count / seconds;
}

function memoryMib(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

/** Processor time of a process so far, µs. */
function cpuMicros(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

async function pushBody(engine: Program, token: string, body: Buffer): Promise<void> {
  const answer = await fetch(`${engine.url}/api/v1/sources/nation/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: new Uint8Array(body),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`push: ${answer.status} ${said}`);
  const { accepted, held, quarantined } = JSON.parse(said) as Record<string, number>;
  if (held !== 0 || quarantined !== 0)
    throw new Error(`push: ${accepted} accepted, ${held} held, ${quarantined} refused`);
}

/**
 * Pushes the file into an engine of its own on a data folder.
 * @param told told now and then how many lines have been taken in
 */
export async function pushAll(
  lines: string,
  dataDir: string,
  count: number,
  told: (lines: number) => void,
): Promise<Loaded> {
  const engine = await startEngine(dataDir, '--no-demo');
  try {
    const token = await makePushSource(await administer(engine), 'nation');
    const cpuBefore = cpuMicros(engine.pid);
    const begun = performance.now();
    const underWay = new Set<Promise<void>>();
    let taken = 0;
    for await (const body of bodies(lines, BODY_LINES)) {
      const push = pushBody(engine, token, body).then(() => {
        underWay.delete(push);
        taken += BODY_LINES;
        if (taken % 200_000 === 0) told(taken);
      });
      underWay.add(push);
      // The organisation comes first, so that nothing has to wait for its unit.
      if (taken === 0 || underWay.size >= UNDER_WAY) await Promise.race(underWay);
    }
    await Promise.all(underWay);
    const seconds = (performance.now() - begun) / 1000;
    return {
      linesPerSecond: count / seconds,
      memoryMib: memoryMib(engine.pid),
      cpuMicros: (cpuMicros(engine.pid) - cpuBefore) / count,
      bytes: statSync(join(dataDir, 'engine.sqlite')).size,
    };
  } finally {
    await engine.stop();
  }
}
