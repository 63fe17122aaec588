/** Reads the signed list of a version's files, and holds files against it. */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  RELEASE_FILES,
  type ReleaseFile,
  releaseManifest,
  type ReleaseManifest,
} from '../../contract/release.ts';
import { sentence } from '../language.ts';
import { Refusal, wordsOf } from '../refusal.ts';

/** Public keys of a folder (`*.pem`, Ed25519). Throws a refusal when there is none, or one that cannot be used. */
export function trustedKeys(folder: string): KeyObject[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.pem'));
  } catch {
    names = [];
  }
  if (names.length === 0) throw new Refusal(sentence('no_key', { folder }));
  return names.map((name) => {
    try {
      const key = createPublicKey(readFileSync(join(folder, name)));
      if (key.asymmetricKeyType !== 'ed25519')
        throw new Error(sentence('key_of_other_kind', { kind: key.asymmetricKeyType ?? '–' }));
      return key;
    } catch (error) {
      throw new Refusal(sentence('key_unusable', { file: join(folder, name), detail: wordsOf(error) }));
    }
  });
}

/**
 * Reads a manifest after its signature has been found good.
 * @param signature Ed25519 over the bytes, in base64
 * @throws Refusal when no trusted key has signed exactly these bytes, or a field is wrong
 */
export function readSigned(bytes: Buffer, signature: string, keys: readonly KeyObject[]): ReleaseManifest {
  const signed = Buffer.from(signature.trim(), 'base64');
  if (!keys.some((key) => verify(null, bytes, key, signed))) throw new Refusal(sentence('not_signed'));
  return readManifest(bytes);
}

/** Reads a manifest. Throws a refusal naming the first field at fault. */
export function readManifest(bytes: Buffer): ReleaseManifest {
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new Refusal(sentence('list_no_json', { detail: wordsOf(error) }));
  }
  const read = releaseManifest.safeParse(content);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new Refusal(sentence('list_of_other_form', { detail: `${issue?.path.join('.')} ${issue?.message}` }));
}

/** SHA-256 of a file in hexadecimal. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Files below a folder, as paths with `/`. Links and the like are listed too: no version holds any. */
export function filesBelow(folder: string, under = ''): string[] {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
}

async function faultOf(folder: string, { path, size, sha256 }: ReleaseFile): Promise<string | null> {
  const file = join(folder, path);
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return sentence('file_missing', { path });
  if (stat.size !== size || (await digestOf(file)) !== sha256) return sentence('file_other', { path });
  return null;
}

/** Beside the files themselves. */
const OWN: readonly string[] = [RELEASE_FILES.manifest, RELEASE_FILES.signature];

/** The first difference between a folder and the list of its files; `null` when there is none. */
export async function differenceIn(folder: string, manifest: ReleaseManifest): Promise<string | null> {
  const listed = new Set(manifest.files.map(({ path }) => path));
  const foreign = filesBelow(folder).find((path) => !listed.has(path) && !OWN.includes(path));
  if (foreign !== undefined) return sentence('file_foreign', { path: foreign });
  for (const file of manifest.files) {
    const fault = await faultOf(folder, file);
    if (fault !== null) return fault;
  }
  return null;
}
