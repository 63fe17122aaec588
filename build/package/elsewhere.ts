/** The same sources laid out anew in another folder and packaged there: whether the place leaves traces in the package. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { inProject } from '../paths.ts';
import { finish } from '../runtime/command.ts';
import { aboutProject, PRODUCT } from './product.ts';

/** What a checkout gets by being worked in. */
const NOT_SOURCES = new Set(['.git', 'dist', 'node_modules', 'out', 'tsconfig.tsbuildinfo']);

/** As little as may be like the machine of whoever made it first. */
const UNLIKE = { umask: '0077', TZ: 'Pacific/Auckland', LC_ALL: 'C' };

/** Lays the same files below another folder without their content being copied, where the disk can. */
function lay(from: string, into: string): void {
  mkdirSync(into, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [here, there] = [join(from, entry.name), join(into, entry.name)];
    if (entry.isDirectory()) lay(here, there);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(here), there);
    else {
      try {
        linkSync(here, there);
      } catch {
        cpSync(here, there);
      }
    }
  }
}

/**
 * Makes the Debian package from nothing in a checkout of its own; the result is its file.
 * @param folder where the checkout is laid; must not be there yet
 * @param epoch seconds since the epoch that everything counts as made at
 * @param around what else is unlike here: rights that new files get, time zone, language
 */
export async function makeElsewhere(
  folder: string,
  epoch: number,
  around: { umask: string; TZ: string; LC_ALL: string } = UNLIKE,
): Promise<string> {
  const checkout = join(folder, 'checkout');
  mkdirSync(checkout, { recursive: true });
  for (const name of readdirSync(inProject()).filter((one) => !NOT_SOURCES.has(one)))
    cpSync(inProject(name), join(checkout, name), { recursive: true });
  lay(inProject('node_modules'), join(checkout, 'node_modules'));
  const { umask, ...env } = around;
  const { code, output } = await finish(
    '/bin/sh',
    [
      ...['-c', `umask ${umask} && exec "$@"`, 'sh', process.execPath],
      ...['build/bootstrap/run.mjs', 'build/package/main.ts', 'deb', '--out', join(folder, 'out')],
    ],
    { cwd: checkout, env: { ...process.env, ...env, SOURCE_DATE_EPOCH: String(epoch) } },
  );
  if (code !== 0) throw new Failure(`Packaging in ${checkout} failed:\n${output.trim()}`);
  return join(folder, 'out', `${PRODUCT.name}_${aboutProject().version}_amd64.deb`);
}

/** SHA-256 of a file in hexadecimal. */
export function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/**
 * Makes the Debian package twice, each time from nothing in a checkout of its own; the two differ in the length of their
 * paths, in rights of new files, time zone and language. The result is the digest of both.
 * @param work folder that the checkouts are laid in, and that is taken away afterwards
 * @throws a failure when the two are not the same, which stay there to be compared
 */
export async function makeTwice(work: string, epoch: number): Promise<string> {
  rmSync(work, { recursive: true, force: true });
  const one = await makeElsewhere(join(work, 'a'), epoch, { umask: '0022', TZ: 'UTC', LC_ALL: 'C.UTF-8' });
  const other = await makeElsewhere(join(work, 'in', 'another', 'and-longer', 'place'), epoch);
  const [first, second] = [digestOf(one), digestOf(other)];
  if (first !== second)
    throw new Failure(`The same sources gave two packages: ${one} (${first}) and ${other} (${second}).`);
  rmSync(work, { recursive: true, force: true });
  return first;
}
