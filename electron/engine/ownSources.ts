/** The sources that come with the product: the demo, and the figures the agencies published. */
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { newSource } from '../contract/sources.ts';
import type { Ingest } from './ingest/index.ts';
import { TARGETS_SOURCE } from './assigning/index.ts';
import { ORGANISATION_SOURCE } from './organisation/index.ts';

const DEMO = 'demo';
const PUBLISHED = 'published';
/** Published records are of closed years: their source is never late. */
const NEVER_LATE_S = 31_536_000;

export interface OwnSources {
  assets: string;
  demoUrl: string | null;
  noDemo: boolean;
}

/** Registers them, and takes in what of the published files is not there yet. */
export async function connectOwnSources(ingest: Ingest, own: OwnSources, log: Logger): Promise<void> {
  if (own.demoUrl !== null)
    ingest.settle(
      newSource.parse({ id: DEMO, kind: 'pull', name: 'Nguồn mẫu', nature: 'sample', url: own.demoUrl }),
    );
  else if (own.noDemo && ingest.has(DEMO)) await ingest.pause(DEMO);
  // Files are brought by hand: their source is there whenever the engine is.
  for (const source of [ORGANISATION_SOURCE, TARGETS_SOURCE])
    if (ingest.has(source)) await ingest.push(source, []);
  await takePublished(ingest, join(own.assets, 'published'), log);
}

async function takePublished(ingest: Ingest, folder: string, log: Logger): Promise<void> {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ndjson')) : [];
  if (files.length === 0) return;
  ingest.settle(
    newSource.parse({
      id: PUBLISHED,
      kind: 'push',
      name: 'Số liệu công bố',
      nature: 'published',
      expectEveryS: NEVER_LATE_S,
    }),
  );
  for (const file of files.sort()) {
    const answer = await ingest.push(PUBLISHED, createReadStream(join(folder, file)));
    if (answer.quarantined > 0) log.warn({ file, ...answer }, 'lines of a published file were quarantined');
  }
}
