/** Starts the engine: opens the store, connects the sources, and answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { EngineReady } from '../contract/wall.ts';
import { nameOf, newSecret, recordAudit, revokeTokensOf } from './access/index.ts';
import { connectRoutes, createConnections } from './connect/index.ts';
import { type Care, createCare, isInspecting, openCarefully } from './care/index.ts';
import { createFace, type Face } from './face/index.ts';
import { createIngest } from './ingest/index.ts';
import { DocumentError } from './layouts/index.ts';
import { createLog } from './log.ts';
import { CatalogueError, createMeasures, readCatalogue } from './measures/index.ts';
import type { EngineOptions } from './options.ts';
import { createImports, organisationRoutes } from './organisation/index.ts';
import { assigningRoutes } from './assigning/index.ts';
import { connectOwnSources } from './ownSources.ts';
import { createIntake } from './intake.ts';
import { createObserve, databaseSizes, type Observe, openLogFile } from './observe/index.ts';
import { readHolidays } from './schedules/index.ts';
import { saysDamaged, StoreError, type WritableDB } from './store/index.ts';
import { createTimekeeping } from './timekeeping/index.ts';

export interface EngineSetting extends EngineOptions {
  assets: string;
  consoleFolder: string;
  /** The package.json that says which version this is. */
  packageFile: string;
  /** Given by a shell that wants to keep its windows' token over restarts; made up otherwise. */
  wallToken: string | undefined;
  /** What was found wrong with the database by the engine that ran before. */
  knownDamage?: string;
}

export interface Engine {
  ready: EngineReady;
  wallToken: string;
  /** Resolves when the database proves to be damaged: close this engine, and start one that knows of it. */
  damaged: Promise<string>;
  close(): Promise<void>;
  /** Whether a check of the database goes on that an exit of the process would wait for. */
  isInspecting(): boolean;
}

/** The address cannot be listened on; the message is one sentence with the remedy. */
class AddressError extends Error {}

/** Whether the engine refused to start for a reason that somebody can put right; its message is one sentence. */
export function isRefusal(error: unknown): error is Error {
  return [StoreError, CatalogueError, DocumentError, AddressError].some((kind) => error instanceof kind);
}

/** How long a start may wait for the check of the database, ms. */
const CHECK_BUDGET_MS = 3_000;

/**
 * Starts the engine; resolves when it answers. Damage that only the start itself meets is mended as any other.
 * Throws a refusal (see `isRefusal`) when it cannot.
 */
export async function startEngine(setting: EngineSetting): Promise<Engine> {
  try {
    return await startOnce(setting);
  } catch (error) {
    if (!saysDamaged(error) || setting.knownDamage !== undefined) throw error;
    return startOnce({ ...setting, knownDamage: String(error) });
  }
}

/** What must be closed, in the order in which it was opened. */
type Opened = (() => Promise<void> | void)[];

/** Closes everything, the newest first, whatever fails on the way; throws the first failure at the end. */
async function closeAll(opened: Opened): Promise<void> {
  const failures: unknown[] = [];
  for (const close of opened.splice(0).reverse())
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}

async function startOnce(setting: EngineSetting): Promise<Engine> {
  const opened: Opened = [];
  try {
    return await open(setting, opened);
  } catch (error) {
    await closeAll(opened).catch(() => undefined);
    throw error;
  }
}

async function open(setting: EngineSetting, opened: Opened): Promise<Engine> {
  const time = createTimekeeping();
  const { now } = time;
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(setting.packageFile, 'utf8')));
  const wallToken = setting.wallToken || newSecret('wall');
  const logFile = await openLogFile(setting.dataDir);
  opened.push(() => logFile?.end());
  const log = createLog(undefined, logFile);
  const observe = createObserve({ slow: (sql, ms) => log.warn({ sql, ms: Math.round(ms) }, 'slow query') });
  opened.push(() => observe.stop());
  const { store, opening } = await openCarefully({
    dataDir: setting.dataDir,
    program: version,
    budgetMs: CHECK_BUDGET_MS,
    ...(setting.knownDamage !== undefined && { knownDamage: setting.knownDamage }),
    slow: observe.slowQuery,
    now,
    log,
  });
  opened.push(() => store.close());
  const { promise: damaged, resolve: onDamage } = Promise.withResolvers<string>();
  const care = createCare({
    store,
    dataDir: setting.dataDir,
    program: version,
    opening,
    now,
    log,
    atNight: () => measures.sumAhead(now()),
    onDamage,
  });
  const measures = createMeasures(store, readCatalogue(join(setting.assets, 'indicators')));
  const intake = createIntake({ care, observe, log });
  const connector = createConnections({ db: store.db, dataDir: setting.dataDir, now });
  const ingest = createIngest({
    store,
    measures,
    now,
    connector,
    around: intake.around,
    committed: observe.commit,
  });
  time.attach({ db: store.db, sources: () => ingest.list(), log });
  opened.push(() => time.stop());
  const administration = connectRoutes({
    ingest,
    secrets: connector.secrets,
    now,
    endTokens: (source) => revokeTokensOf(store.db, source, now()),
    audit: ({ principal, ip: address }, what, subject, change) =>
      recordAudit(store.db, { at: now(), who: nameOf(principal), what, subject, address, ...change }),
  });
  const organisation = organisationRoutes({
    db: store.db,
    imports: createImports({ db: store.db, ingest, now }),
    now,
  });
  const holidays = readHolidays(setting.assets, setting.dataDir);
  const assigning = assigningRoutes({
    ...{ db: store.db, ingest, measures, now },
    isHoliday: (day) => holidays.nameOf.has(day),
  });
  measureStore(observe, care, store.db);
  const face = await createFace({
    ...setting,
    db: store.db,
    measures,
    sources: { ...ingest, routes: [...ingest.routes, administration, organisation, assigning] },
    care,
    observe,
    time,
    wallToken,
    version,
    now,
    log,
  });
  opened.push(
    () => face.close(),
    () => care.stop(),
    () => intake.end(),
  );
  await intake.connect({
    own: () => connectOwnSources(ingest, setting, log),
    start: () => ingest.start(),
    stop: () => ingest.stop(),
  });
  const url = await listen(face, setting.host, setting.port);
  intake.begin();
  log.info({ url, version, dataDir: setting.dataDir }, 'the engine answers');
  return {
    ready: { ready: true, url, setupCode: face.setupCode() },
    wallToken,
    damaged,
    close: () => closeAll(opened),
    isInspecting,
  };
}

/** What Prometheus is told of the store. */
function measureStore(observe: Observe, care: Care, db: WritableDB): void {
  const newest = () => Date.parse(care.backups().kept[0]?.at ?? '') / 1000 || 0;
  observe.read([
    { name: 'ioc_wall_database_bytes', help: 'Size of the database', value: () => databaseSizes(db).bytes },
    {
      name: 'ioc_wall_write_ahead_bytes',
      help: 'Size of its write-ahead log',
      value: () => databaseSizes(db).logBytes,
    },
    {
      name: 'ioc_wall_disk_free_bytes',
      help: 'Room on the disk of the data folder',
      value: () => care.door.disk().freeBytes,
    },
    {
      name: 'ioc_wall_intake_open',
      help: '1 while lines are taken in, 0 while the disk is almost full or cannot be written',
      value: () => (care.door.state() === 'open' ? 1 : 0),
    },
    {
      name: 'ioc_wall_backup_timestamp_seconds',
      help: 'Instant of the newest backup; 0 when there is none',
      value: newest,
    },
    {
      name: 'ioc_wall_notices',
      help: 'Notices that stand',
      value: () => care.notices.standing().length,
    },
  ]);
}

async function listen(face: Face, host: string, port: number): Promise<string> {
  try {
    return await face.listen(host, port);
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    if (code === 'EADDRINUSE')
      throw new AddressError(
        `Port ${port} of ${host} is taken by another program: end that one, or give another --port (0 takes any free one).`,
      );
    if (code === 'EACCES')
      throw new AddressError(`Port ${port} may not be used by this user: give a --port above 1023.`);
    if (code === 'EADDRNOTAVAIL')
      throw new AddressError(`This machine has no address ${host}: give another --host, such as 127.0.0.1.`);
    throw error;
  }
}
