/** The list of a version's files, its signature, and the update made of them. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import {
  RELEASE_FILES,
  type ReleaseFile,
  releaseManifest,
  type ReleaseManifest,
} from '../../electron/contract/release.ts';
import { LATEST_SCHEMA } from '../../electron/engine/store/index.ts';
import { Failure } from '../bootstrap/failure.mjs';

const MAY_RUN = 0o100;

function listedFiles(folder: string): ReleaseFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => path !== RELEASE_FILES.manifest && path !== RELEASE_FILES.signature)
    .sort()
    .map((path) => {
      const bytes = readFileSync(join(folder, path));
      return {
        path,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        size: bytes.length,
        runs: (statSync(join(folder, path)).mode & MAY_RUN) !== 0,
      };
    });
}

export interface ReleaseWords {
  version: string;
  /** When it counts as made, as RFC 3339 with offset. */
  made: string;
  notes: string;
}

/** Writes the list of its files into a version's folder. */
export function writeManifest(folder: string, { version, made, notes }: ReleaseWords): ReleaseManifest {
  const manifest = releaseManifest.parse({
    format: 1,
    product: 'ioc-wall',
    version,
    platform: `${process.platform}-${process.arch}`,
    schema: LATEST_SCHEMA,
    made,
    notes,
    files: listedFiles(folder),
  });
  writeFileSync(join(folder, RELEASE_FILES.manifest), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

/** Makes a pair of keys: the private one at `file`, the public one beside it as `FILE.pub.pem`. Fails when one is there. */
export function makeKeys(file: string): string {
  if (existsSync(file)) throw new Failure(`${file} is there already; a key is never overwritten.`);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(`${file}.pub.pem`, publicKey.export({ type: 'spki', format: 'pem' }));
  return `${file}.pub.pem`;
}

function signWith(keyFile: string, bytes: Buffer): string {
  let key: ReturnType<typeof createPrivateKey>;
  try {
    key = createPrivateKey(readFileSync(keyFile));
  } catch (error) {
    throw new Failure(
      `The signing key ${keyFile} cannot be read (${error instanceof Error ? error.message : String(error)}); make one with npm run package -- key --key FILE.`,
    );
  }
  if (createPublicKey(key).asymmetricKeyType !== 'ed25519')
    throw new Failure(`${keyFile} is no Ed25519 key.`);
  return sign(null, bytes, key).toString('base64');
}

/**
 * Made by root at the installation and lent to later versions: a file that an ordinary user owns cannot do its work, and
 * would stand in the way of the one that can.
 */
const LENT = 'chrome-sandbox';

/** Makes the update of a version: its signed list, and each file once, named by its digest. */
export function makeUpdate(folder: string, into: string, keyFile: string): void {
  const whole = releaseManifest.parse(JSON.parse(readFileSync(join(folder, RELEASE_FILES.manifest), 'utf8')));
  const files = whole.files.filter(({ path }) => path !== LENT);
  const bytes = Buffer.from(`${JSON.stringify({ ...whole, files }, null, 1)}\n`);
  const signature = signWith(keyFile, bytes);
  rmSync(into, { recursive: true, force: true });
  mkdirSync(join(into, RELEASE_FILES.content), { recursive: true });
  for (const { path, sha256 } of files) cpSync(join(folder, path), join(into, RELEASE_FILES.content, sha256));
  writeFileSync(join(into, RELEASE_FILES.signature), `${signature}\n`);
  writeFileSync(join(into, RELEASE_FILES.manifest), bytes);
}
