/** What else could answer the same questions: plain SQL in SQLite, and DuckDB, each over a table of case versions. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { dayStart, type Instant, yearOf, yearStart } from '../../../electron/contract/calendar.ts';
import { regionKey } from './events.ts';
import { bodies } from './linesFile.ts';
import { standingSql, VERSION_COLUMNS } from './standingSql.ts';

export interface Rival {
  name: string;
  /** The whole country by unit; time in ms and what completed cases come to, for comparison with ours. */
  everything(at: Instant): Promise<{ ms: number; completed: number }>;
  /** A region by enforcer and category, ms. */
  breakdown(at: Instant, region: number): Promise<number>;
  close(): void;
}

const LINES_A_TRANSACTION = 50_000;
/** Measured against, not part of the product: fetched into the user's cache when this benchmark runs. */
const DUCKDB = '@duckdb/node-api@1.5.6-r.1';

export async function sqlite(lines: string, folder: string): Promise<Rival> {
  const db = new Database(join(folder, 'plain.sqlite'));
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -65536');
  db.exec(`CREATE TABLE version (key TEXT, v INTEGER, "at" INTEGER, unit TEXT, officer TEXT, category TEXT, accepted INTEGER,
    due INTEGER, done INTEGER, state TEXT, PRIMARY KEY (key, v)) WITHOUT ROWID`);
  const insert = db.prepare(`INSERT INTO version VALUES (${VERSION_COLUMNS.map(() => '?').join(', ')})`);
  const fill = db.transaction((some: readonly string[]) => {
    for (const line of some) {
      const e = JSON.parse(line) as Record<string, string & number>;
      if (e['type'] !== 'case') continue;
      insert.run(
        ...[e['case'], e['v'], Date.parse(e['at'] ?? ''), e['unit'], e['officer'], e['category']],
        ...[dayStart(e['accepted_on'] ?? ''), e['due'], e['done'], e['state']],
      );
    }
  });
  for await (const body of bodies(lines, LINES_A_TRANSACTION))
    fill(body.toString('utf8').trimEnd().split('\n'));
  const newest = (where: string) => `SELECT *, MAX(v) FROM version WHERE ${where} GROUP BY key`;
  const all = db.prepare(standingSql(newest, 'unit', ''));
  // The keys of one unit are not known beforehand: a case may have come from another one.
  const one = db.prepare(standingSql(newest, 'officer, category', 'AND now.unit = :unit'));
  return {
    name: 'SQLite, plain SQL',
    async everything(at) {
      const begun = performance.now();
      const rows = all.all({ at, start: yearStart(yearOf(at)) }) as { j: number }[];
      return { ms: performance.now() - begun, completed: rows.reduce((sum, { j }) => sum + j, 0) };
    },
    async breakdown(at, region) {
      const begun = performance.now();
      one.all({ at, start: yearStart(yearOf(at)), unit: regionKey(region) });
      return performance.now() - begun;
    },
    close: () => void db.close(),
  };
}

/** What is used of DuckDB's own library. */
interface DuckConnection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRowObjects(): Record<string, unknown>[] }>;
  closeSync(): void;
}

async function duckConnection(file: string): Promise<DuckConnection> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ioc-wall', 'duckdb');
  const module = join(cache, 'node_modules/@duckdb/node-api/lib/index.js');
  if (!existsSync(module)) {
    mkdirSync(cache, { recursive: true });
    execFileSync('npm', ['install', '--prefix', cache, '--no-save', '--no-audit', '--no-fund', DUCKDB]);
  }
  const { DuckDBInstance } = (await import(pathToFileURL(module).href)) as {
    DuckDBInstance: { create(file: string): Promise<{ connect(): Promise<DuckConnection> }> };
  };
  return (await DuckDBInstance.create(file)).connect();
}

export async function duckdb(lines: string, folder: string): Promise<Rival> {
  const db = await duckConnection(join(folder, 'rival.duckdb'));
  const text = (name: string) => `"${name}": 'VARCHAR'`;
  const columns = [
    ...['type', 'case', 'unit', 'officer', 'category', 'state'].map(text),
    `"v": 'BIGINT', "at": 'TIMESTAMPTZ', "accepted_on": 'DATE', "due": 'BIGINT', "done": 'BIGINT'`,
  ];
  await db.run(`CREATE TABLE version AS SELECT "case" AS key, v, epoch_ms("at") AS "at", unit, officer, category,
      epoch_ms(accepted_on::TIMESTAMP) - 25200000 AS accepted, due, done, state
    FROM read_json('${lines}', format = 'newline_delimited', columns = {${columns.join(', ')}}) WHERE type = 'case'`);
  const newest = (where: string) =>
    `SELECT key, UNNEST(arg_max({ unit: unit, officer: officer, category: category, accepted: accepted, due: due, done: done, state: state }, v))
     FROM version WHERE ${where} GROUP BY key`;
  const ask = async (sql: string, at: Instant, unit = '') => {
    const begun = performance.now();
    const bound = sql
      .replaceAll(':start', String(yearStart(yearOf(at))))
      .replaceAll(':at', String(at))
      .replaceAll(':unit', `'${unit}'`);
    const rows = (await db.runAndReadAll(bound)).getRowObjects();
    return { ms: performance.now() - begun, rows };
  };
  return {
    name: 'DuckDB',
    async everything(at) {
      const { ms, rows } = await ask(standingSql(newest, 'unit', ''), at);
      return { ms, completed: rows.reduce((sum, row) => sum + Number(row['j']), 0) };
    },
    async breakdown(at, region) {
      const sql = standingSql(newest, 'officer, category', 'AND now.unit = :unit');
      return (await ask(sql, at, regionKey(region))).ms;
    },
    close: () => db.closeSync(),
  };
}
