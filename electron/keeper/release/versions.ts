/** The versions on this machine: the installed one, and those that came as updates beside it. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compareVersions, RELEASE_FILES, type ReleaseManifest, versionText } from '../../contract/release.ts';
import { sentence } from '../language.ts';
import { Refusal } from '../refusal.ts';
import type { Ledger } from './ledger.ts';
import { differenceIn, readManifest, readSigned, trustedKeys } from './manifest.ts';
import { COPY } from './before.ts';
import { PARTIAL } from './stage.ts';

/** A version that lies on this machine. */
export interface Version {
  readonly number: string;
  readonly folder: string;
  /** Whether it was installed by the system's own means, which answer for its files. */
  readonly installed: boolean;
}

/** The version that was installed, of which this keeper is a part. @param folder where it lies */
export function installedVersion(folder: string): Version {
  const file = join(folder, RELEASE_FILES.manifest);
  if (!existsSync(file)) throw new Refusal(sentence('not_installed_whole', { file }), 70);
  return { number: readManifest(readFileSync(file)).version, folder, installed: true };
}

/** Complete versions that came as updates, the newest first. */
export function stagedVersions(versionsDir: string): Version[] {
  if (!existsSync(versionsDir)) return [];
  return readdirSync(versionsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && versionText.safeParse(entry.name).success)
    .map(({ name }) => ({ number: name, folder: join(versionsDir, name), installed: false }))
    .sort((a, b) => compareVersions(b.number, a.number));
}

/**
 * The version to run: the ledger's, unless it is gone or an installation has brought a newer one since.
 */
export function versionToRun(ledger: Ledger, installed: Version, staged: readonly Version[]): Version {
  const current = staged.find(({ number }) => number === ledger.current);
  return current && compareVersions(current.number, installed.number) > 0 ? current : installed;
}

/** The newest staged version that is newer than the running one and has not failed. */
export function versionToTry(
  ledger: Ledger,
  running: Version,
  staged: readonly Version[],
): Version | undefined {
  return staged.find(
    ({ number }) => compareVersions(number, running.number) > 0 && !ledger.refused.includes(number),
  );
}

/** The list of a version's files, once its signature is found good where one is needed. Throws a refusal. */
export function manifestOf(version: Version, keysDir: string): ReleaseManifest {
  const bytes = readFileSync(join(version.folder, RELEASE_FILES.manifest));
  if (version.installed) return readManifest(bytes);
  const signature = readFileSync(join(version.folder, RELEASE_FILES.signature), 'utf8');
  return readSigned(bytes, signature, trustedKeys(keysDir));
}

/** Throws a refusal naming the first file of a version that is not as its list says. */
export async function verifyVersion(version: Version, keysDir: string): Promise<ReleaseManifest> {
  const manifest = manifestOf(version, keysDir);
  const difference = await differenceIn(version.folder, manifest);
  if (difference === null) return manifest;
  throw new Refusal(
    version.installed
      ? sentence('installed_changed', { version: version.number, difference })
      : sentence('version_changed', { version: version.number, difference }),
  );
}

/** Takes away versions that are older than all of these. */
export function clearOlder(versionsDir: string, keep: readonly string[]): void {
  for (const { number, folder } of stagedVersions(versionsDir))
    if (keep.every((kept) => compareVersions(number, kept) < 0))
      rmSync(folder, { recursive: true, force: true });
}

/** Takes away what was begun and not brought to an end, while no version is on trial. */
export function clearBegun(versionsDir: string): void {
  if (!existsSync(versionsDir)) return;
  // A copy of the database without a trial is that of another day.
  for (const name of readdirSync(versionsDir))
    if (name.endsWith(PARTIAL) || name.endsWith(COPY))
      rmSync(join(versionsDir, name), { recursive: true, force: true });
}
