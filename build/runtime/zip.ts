import { createWriteStream, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Failure } from '../bootstrap/failure.mjs';

const TYPE_MASK = 0o170000;
const LINK = 0o120000;
const RIGHTS_MASK = 0o777;

function modeOf(entry: Entry): number {
  return entry.externalFileAttributes >>> 16;
}

function pathInside(folder: string, name: string): string {
  const path = resolve(folder, name);
  if (!path.startsWith(resolve(folder) + sep))
    throw new Failure(`The archive names a file outside its folder: ${name}.`);
  return path;
}

async function unpackEntry(zip: ZipFile, entry: Entry, into: string): Promise<void> {
  const path = pathInside(into, entry.fileName);
  if (entry.fileName.endsWith('/')) {
    mkdirSync(path, { recursive: true });
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  const content = await zip.openReadStreamPromise(entry);
  if ((modeOf(entry) & TYPE_MASK) === LINK) symlinkSync(await text(content), path);
  else await pipeline(content, createWriteStream(path, { mode: modeOf(entry) & RIGHTS_MASK || 0o644 }));
}

/**
 * Unpacks those entries of a zip file whose name `keep` wants, with their rights and links.
 * `progress` hears how many entries of how many have been read.
 */
export async function unpackZip(
  archive: string,
  into: string,
  options: { keep: (name: string) => boolean; progress: (done: number, all: number) => void },
): Promise<void> {
  const zip = await openPromise(archive, { lazyEntries: true });
  let done = 0;
  for await (const entry of zip.eachEntry()) {
    if (options.keep(entry.fileName)) await unpackEntry(zip, entry, into);
    done += 1;
    options.progress(done, zip.entryCount);
  }
}
