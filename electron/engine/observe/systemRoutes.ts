/** How the engine and its machine are: for people (`/system`) and for Prometheus (`/metrics`). */
import { statSync } from 'node:fs';
import { freemem } from 'node:os';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { type SystemAnswer, systemAnswer } from '../../contract/system.ts';
import type { Care } from '../care/index.ts';
import { numbersGiven, schemaOf, type WritableDB } from '../store/index.ts';
import type { Observe } from './observe.ts';

export interface SystemParts {
  db: WritableDB;
  dataDir: string;
  version: string;
  care: Care;
  observe: Observe;
  live: { subscribers(): number; questions(): number };
  now: () => Instant;
}

const tags = ['engine'];
const config = { access: 'figures.read' } as const;
const MIB = 1024 * 1024;

export function systemRoutes(parts: SystemParts): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.get(
      '/system',
      { config: { ...config, place: 'free' }, schema: { tags, response: { 200: systemAnswer } } },
      () => describeSystem(parts),
    );
    registered();
  };
}

export function metricsRoutes({ observe }: Pick<SystemParts, 'observe'>): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.get(
      '/metrics',
      {
        config: { ...config, door: 'machine' },
        schema: { tags, description: 'Exposition format of Prometheus.', response: { 200: z.string() } },
      },
      async (_request, reply) => {
        const { type, text } = await observe.scrape();
        return reply
          .header('content-type', type)
          .serializer((body: string) => body)
          .send(text);
      },
    );
    registered();
  };
}

function describeSystem({ db, dataDir, version, care, observe, live, now }: SystemParts): SystemAnswer {
  const memory = process.memoryUsage();
  const checked = care.checkedAt();
  return {
    version,
    node: process.versions.node,
    sqlite: String(db.prepare('SELECT sqlite_version()').pluck().get()),
    databaseSchema: schemaOf(db),
    startedAt: formatInstant(now() - Math.round(process.uptime() * 1000)),
    uptimeS: process.uptime(),
    memory: { residentBytes: memory.rss, heapBytes: memory.heapUsed, machineFreeBytes: freemem() },
    disk: { folder: dataDir, ...care.door.disk(), reserveBytes: care.settings().reserveMib * MIB },
    database: {
      ...databaseSizes(db),
      events: numbersGiven(db),
      checkedAt: checked === null ? null : formatInstant(checked),
      slowQueries: observe.slowQueries(),
    },
    intake: care.door.state(),
    live: { subscribers: live.subscribers(), questions: live.questions() },
    backups: care.backups(),
    settings: care.settings(),
    notices: care.notices.standing(),
  };
}

/** Bytes of the database and of its write-ahead log. */
export function databaseSizes(db: WritableDB): { bytes: number; logBytes: number } {
  const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return { bytes: sizeOf(db.name), logBytes: sizeOf(`${db.name}-wal`) };
}
