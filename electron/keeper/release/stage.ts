/** Brings a version beside the one that runs: file by file, each held against the signed list, complete or not at all. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  constants,
  copyFileSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RELEASE_FILES, type ReleaseFile, type ReleaseManifest } from '../../contract/release.ts';
import { renameDurably, syncTree } from '../durable.ts';
import { sentence } from '../language.ts';
import { Refusal, wordsOf } from '../refusal.ts';
import { digestOf } from './manifest.ts';
import type { Origin } from './origin.ts';

/** Ends the name of a version that is not complete. */
export const PARTIAL = '.partial';
/** Room left over on the disk beside the version itself, bytes. */
const SPARE = 256 * 1024 * 1024;

export interface Staging {
  manifest: ReleaseManifest;
  /** The list and its signature as they came. */
  signed: { bytes: Buffer; signature: string };
  origin: Origin;
  versionsDir: string;
  /** Folder of a version that is here: files that are the same are not fetched again. */
  alike: string;
}

/**
 * Stages a version; its folder is there, under its number, only when every file is right and on the disk.
 * @throws Refusal naming the file at fault
 */
export async function stage({ manifest, signed, origin, versionsDir, alike }: Staging): Promise<string> {
  const target = join(versionsDir, manifest.version);
  if (existsSync(target)) return target;
  const partial = `${target}${PARTIAL}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  try {
    makeRoomSure(versionsDir, manifest);
    for (const file of manifest.files) await bring(file, { partial, origin, alike });
    writeFileSync(join(partial, RELEASE_FILES.manifest), signed.bytes);
    writeFileSync(join(partial, RELEASE_FILES.signature), signed.signature);
    syncTree(partial);
    renameDurably(partial, target);
    return target;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}

function makeRoomSure(versionsDir: string, { files, version }: ReleaseManifest): void {
  const needed = files.reduce((sum, { size }) => sum + size, SPARE);
  const { bavail, bsize } = statfsSync(versionsDir);
  if (bavail * bsize < needed)
    throw new Refusal(
      sentence('no_room', { version, mib: Math.ceil(needed / 1024 / 1024), folder: versionsDir }),
    );
}

async function bring(
  file: ReleaseFile,
  { partial, origin, alike }: { partial: string; origin: Origin; alike: string },
): Promise<void> {
  const to = join(partial, file.path);
  mkdirSync(dirname(to), { recursive: true });
  const here = join(alike, file.path);
  if (existsSync(here) && (await digestOf(here)) === file.sha256)
    copyFileSync(here, to, constants.COPYFILE_FICLONE);
  else await take(file, await origin.content(file.sha256), to);
  chmodSync(to, file.runs ? 0o755 : 0o644);
}

async function take(
  { path, sha256, size }: ReleaseFile,
  content: AsyncIterable<Uint8Array>,
  to: string,
): Promise<void> {
  const hash = createHash('sha256');
  let length = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      hash.update(chunk);
      done(length > size ? new Error(sentence('longer_than_listed')) : null, chunk);
    },
  });
  try {
    await pipeline(content, measure, createWriteStream(to));
  } catch (error) {
    throw new Refusal(sentence('file_unreadable', { path, detail: wordsOf(error) }));
  }
  if (length !== size || hash.digest('hex') !== sha256)
    throw new Refusal(sentence('file_not_signed', { path }));
}
