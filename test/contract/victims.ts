/** Every kind of source as something that can be killed and started again, saying as much as it is allowed to. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import mqtt from 'mqtt';
import pg from 'pg';
import { inProject } from '../../build/paths.ts';
import { type Mosquitto, startMosquitto } from '../../electron/engine/connect/mqtt/mosquitto.ts';
import {
  freePort,
  type Postgresql,
  startPostgresql,
} from '../../electron/engine/connect/sql/postgresqlServer.ts';
import { readNumber, writeNumber } from '../sources/allowed.ts';
import { lineOf, ROW_MAPPING, rowOf } from '../sources/lines.ts';
import type { SourceSetting } from '../sources/main.ts';
import { type SourceProcess, startProgram } from './sourceProcess.ts';

export interface Victim {
  /** Id of the source, which also names what it says. */
  readonly id: string;
  /** What `POST /sources` takes. */
  readonly settings: object;
  kill(): Promise<void> | void;
  restart(): Promise<void> | void;
  /** Lets it say so many lines. */
  allow(n: number): void;
  /** Whether it has said as much as it knows of: nothing of that is still under way. */
  hasSaid(n: number): boolean;
  end(): Promise<void>;
}

/** How soon a writer tries again (ms). */
const PAUSE_MS = 5;
/** Rows or messages written together. */
const TOGETHER = 25;
/** Messages a publisher sends again after the broker was killed: more than it can have lost. */
const SENT_AGAIN = 400;

/** A source that is a program of ours. */
async function program(
  id: string,
  folder: string,
  given: (allowed: string) => SourceSetting,
  settings: object,
): Promise<Victim> {
  const allowed = join(folder, `${id}.allowed`);
  writeNumber(allowed, 0);
  const setting = JSON.stringify(given(allowed));
  const start = () => startProgram(inProject('test', 'sources', 'main.ts'), [setting]);
  let running: SourceProcess = await start();
  return {
    id,
    settings: { id, ...settings },
    kill: () => running.kill(),
    async restart() {
      running = await start();
    },
    allow: (n) => writeNumber(allowed, n),
    // How far a push has come the program itself knows; the others are asked by the engine.
    hasSaid: (n) => id !== 'push' || readNumber(join(folder, `${id}.position`)) === n,
    end: () => running.kill(),
  };
}

export async function feedVictim(id: string, folder: string, stream: boolean): Promise<Victim> {
  const port = await freePort();
  return program(id, folder, (allowed) => ({ kind: 'feed', source: id, port, allowed, stream }), {
    kind: 'pull',
    url: `http://127.0.0.1:${port}`,
    limit: 40,
  });
}

/** @param target file with the address and token that it pushes to */
export function pushVictim(id: string, folder: string, target: string): Promise<Victim> {
  const position = join(folder, `${id}.position`);
  return program(id, folder, (allowed) => ({ kind: 'push', source: id, allowed, position, target }), {
    kind: 'push',
  });
}

export function folderVictim(id: string, folder: string): Promise<Victim> {
  const watched = join(folder, id);
  mkdirSync(watched);
  const position = join(folder, `${id}.position`);
  return program(
    id,
    folder,
    (allowed) => ({ kind: 'folder', source: id, allowed, position, folder: watched }),
    {
      kind: 'files',
      folder: watched,
      match: '*.csv',
      format: { as: 'csv' },
      mappings: [ROW_MAPPING],
      everyS: 0.05,
      settleS: 0.1,
    },
  );
}

/** Runs a step again and again until told to stop; a step that fails is tried again. */
function keepTrying(step: () => Promise<unknown>): () => Promise<void> {
  let stopped = false;
  const done = (async () => {
    while (!stopped)
      await step()
        .catch(() => undefined)
        .then(() => wait(PAUSE_MS));
  })();
  return async () => {
    stopped = true;
    await done;
  };
}

/** A database server; its rows are written by a program that nobody kills. */
export async function databaseVictim(id: string): Promise<Victim> {
  const server: Postgresql = await startPostgresql();
  const { port, user, password } = server;
  const login = { host: '127.0.0.1', port, user, password, database: 'postgres' };
  let client: pg.Client | undefined;
  let allowed = 0;
  let written = 0;

  async function write(): Promise<void> {
    try {
      if (!client) {
        client = new pg.Client(login);
        client.on('error', () => undefined);
        await client.connect();
        await client.query(
          'CREATE TABLE IF NOT EXISTS cases (id bigint PRIMARY KEY, "case" text, unit text, due bigint, done bigint, changed timestamptz NOT NULL)',
        );
        const { rows } = await client.query<{ n: string | null }>('SELECT max(id)::text AS n FROM cases');
        written = Number(rows[0]?.n ?? 0);
      }
      if (written >= allowed) return;
      const to = Math.min(allowed, written + TOGETHER);
      const values = Array.from({ length: to - written }, (_, i) => {
        const row = rowOf(id, written + i + 1);
        return `(${written + i + 1}, '${row.case}', '${row.unit}', ${row.due ?? 'NULL'}, ${row.done}, clock_timestamp())`;
      });
      await client.query(`INSERT INTO cases VALUES ${values.join()}`);
      written = to;
    } catch (error) {
      await client?.end().catch(() => undefined);
      client = undefined;
      throw error;
    }
  }

  const stop = keepTrying(write);
  return {
    id,
    settings: {
      ...{ id, kind: 'sql', dialect: 'postgresql', ...login, tls: 'off', mappings: [ROW_MAPPING] },
      query: `SELECT *, 'civil.' AS mark FROM cases`,
      watermark: { column: 'changed', key: 'id' },
      ...{ limit: 40, everyS: 0.05 },
    },
    kill: () => server.kill(),
    async restart() {
      for (let tries = 0; ; tries += 1)
        try {
          return server.restart();
        } catch (error) {
          // What answered for the dead server may still be ending.
          if (tries > 20) throw error;
          await wait(100);
        }
    },
    allow(n) {
      allowed = n;
    },
    hasSaid: (n) => written === n,
    async end() {
      await stop();
      await client?.end().catch(() => undefined);
      await server.stop();
    },
  };
}

/** A broker; what it may have lost when it was killed is published again, as a careful program does. */
export async function brokerVictim(id: string): Promise<Victim> {
  const broker: Mosquitto = await startMosquitto();
  const publisher = mqtt.connect({
    ...{ host: '127.0.0.1', port: broker.port, protocolVersion: 5, reconnectPeriod: 20, clientId: 'writer' },
  });
  publisher.on('error', () => undefined);
  let allowed = 0;
  let sent = 0;
  const stop = keepTrying(async () => {
    if (!publisher.connected || sent >= allowed) return;
    const from = sent;
    const to = Math.min(allowed, from + TOGETHER);
    const lines = Array.from({ length: to - from }, (_, i) => lineOf(id, from + i + 1));
    await Promise.all(lines.map((line) => publisher.publishAsync('thads/su-kien', line, { qos: 1 })));
    // Unless the broker was killed meanwhile.
    if (sent === from) sent = to;
  });
  return {
    id,
    settings: { id, kind: 'mqtt', host: '127.0.0.1', port: broker.port, tls: 'off', topics: ['thads/#'] },
    async kill() {
      await broker.kill();
      sent = Math.max(0, sent - SENT_AGAIN);
    },
    restart: () => broker.start(),
    allow(n) {
      allowed = n;
    },
    hasSaid: (n) => sent === n,
    async end() {
      // Not waited for: without a connection a message under way is never answered.
      void stop();
      publisher.end(true);
      await broker.remove();
    },
  };
}
