/** Starts the engine: opens the store, connects the sources, and answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { EngineReady } from '../contract/wall.ts';
import { newSecret } from './access/index.ts';
import { createFace, type Face } from './face.ts';
import { createIngest } from './ingest/index.ts';
import { DocumentError } from './layouts/index.ts';
import { createLog } from './log.ts';
import { CatalogueError, createMeasures, readCatalogue } from './measures/index.ts';
import type { EngineOptions } from './options.ts';
import { connectOwnSources } from './ownSources.ts';
import { openStore, StoreError } from './store/index.ts';

export interface EngineSetting extends EngineOptions {
  assets: string;
  consoleFolder: string;
  /** The package.json that says which version this is. */
  packageFile: string;
  /** Given by a shell that wants to keep its windows' token over restarts; made up otherwise. */
  wallToken: string | undefined;
}

export interface Engine {
  ready: EngineReady;
  wallToken: string;
  close(): Promise<void>;
}

/** The address cannot be listened on; the message is one sentence with the remedy. */
class AddressError extends Error {}

/** Whether the engine refused to start for a reason that somebody can put right; its message is one sentence. */
export function isRefusal(error: unknown): error is Error {
  return [StoreError, CatalogueError, DocumentError, AddressError].some((kind) => error instanceof kind);
}

/** Starts the engine; resolves when it answers. Throws a refusal (see `isRefusal`) when it cannot. */
export async function startEngine(setting: EngineSetting): Promise<Engine> {
  const log = createLog();
  const now = Date.now;
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(setting.packageFile, 'utf8')));
  const wallToken = setting.wallToken || newSecret('wall');
  const store = openStore({ dataDir: setting.dataDir });
  const measures = createMeasures(store, readCatalogue(join(setting.assets, 'indicators')));
  const ingest = createIngest({ store, measures, now });
  const face = await createFace({
    ...setting,
    db: store.db,
    measures,
    sources: ingest,
    wallToken,
    version,
    now,
    log,
  });
  await connectOwnSources(ingest, setting, log);
  const url = await listen(face, setting.host, setting.port);
  ingest.start();
  log.info({ url, version, dataDir: setting.dataDir }, 'the engine answers');
  return {
    ready: { ready: true, url, setupCode: face.setupCode() },
    wallToken,
    async close() {
      await ingest.stop();
      await face.close();
      store.close();
    },
  };
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
