/** The product packaged as it is handed on, made once for each content. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDeb } from '../../../build/package/deb.ts';
import { aboutProject } from '../../../build/package/product.ts';
import { makeProgram } from '../../../build/package/program.ts';
import { makeKeys, makeUpdate, writeManifest } from '../../../build/package/release.ts';
import { inProject } from '../../../build/paths.ts';
import type { Runtime } from '../../../build/runtime/runtime.ts';
import { fingerprint } from '../../../build/vite/fingerprint.ts';
import { RELEASE_FILES, releaseManifest } from '../../../electron/contract/release.ts';

/** Everything that the packages are made of. */
const MADE_OF = [
  'dist/.stamps',
  'build/package',
  'electron/contract/release.ts',
  'docs',
  'assets',
  'package.json',
];
/** A fixed instant, so that nothing depends on the commit. */
export const EPOCH = 1_790_000_000;

export interface Packages {
  /** Unpacked program of the first version. */
  readonly program: string;
  readonly deb: string;
  /** Public key of whoever has signed the updates. */
  readonly publicKey: string;
  /** Updates: to a version that is well, to one whose engine is broken, and one that somebody has changed on the way. */
  readonly next: { readonly version: string; readonly folder: string };
  readonly broken: { readonly version: string; readonly folder: string };
  readonly tampered: { readonly version: string; readonly folder: string };
}

function describe(folder: string): Packages {
  const update = (name: string, version: string) => ({ version, folder: join(folder, name) });
  return {
    program: join(folder, 'program'),
    deb: join(folder, 'ioc-wall.deb'),
    publicKey: join(folder, 'key.pub.pem'),
    next: update('next', '0.101.0'),
    broken: update('broken', '0.102.0'),
    tampered: update('tampered', '0.103.0'),
  };
}

async function make(runtime: Runtime, folder: string): Promise<void> {
  const { program, deb, next, broken, tampered } = describe(folder);
  const about = aboutProject();
  const work = join(folder, 'work');
  const key = join(folder, 'key');
  makeKeys(key);
  renameSync(`${key}.pub.pem`, join(folder, 'key.pub.pem'));
  const common = { runtime, about, notes: '', epoch: EPOCH, work };
  cpSync(await makeProgram({ ...common, version: about.version }), program, {
    recursive: true,
    preserveTimestamps: true,
  });
  await makeDeb({ program, work, file: deb, about, version: about.version, epoch: EPOCH });
  // Really built, with another number.
  const second = await makeProgram({ ...common, version: next.version });
  makeUpdate(second, next.folder, key);
  const words = { made: '2026-11-01T00:00:00+07:00', notes: '' };
  const third = await makeProgram({ ...common, version: broken.version });
  writeFileSync(
    join(third, 'resources', 'engine', 'dist', 'engine', 'main.mjs'),
    "process.stderr.write('This engine is broken.\\n'); process.exit(1);\n",
  );
  writeManifest(third, { ...words, version: broken.version });
  makeUpdate(third, broken.folder, key);
  writeManifest(third, { ...words, version: tampered.version });
  makeUpdate(third, tampered.folder, key);
  changeOnTheWay(tampered.folder);
  rmSync(work, { recursive: true, force: true });
}

/** Replaces the engine inside a signed update, as whoever carries it might. */
function changeOnTheWay(folder: string): void {
  const { files } = releaseManifest.parse(
    JSON.parse(readFileSync(join(folder, RELEASE_FILES.manifest), 'utf8')),
  );
  const engine = files.find(({ path }) => path.endsWith('dist/engine/main.mjs'));
  writeFileSync(join(folder, RELEASE_FILES.content, engine?.sha256 ?? ''), 'process.exit(0);\n');
}

/** The packages of what has been built; made now if they are not there yet. */
export async function packagesUnderTest(runtime: Runtime): Promise<Packages> {
  const print = createHash('sha256')
    .update(fingerprint(MADE_OF))
    .update(runtime.kind)
    .digest('hex')
    .slice(0, 16);
  const all = inProject('out', 'tested');
  const folder = join(all, print);
  if (!existsSync(folder)) {
    // One at a time: each takes half a gigabyte.
    rmSync(all, { recursive: true, force: true });
    mkdirSync(`${folder}.making`, { recursive: true });
    await make(runtime, `${folder}.making`);
    renameSync(`${folder}.making`, folder);
  }
  return describe(folder);
}
