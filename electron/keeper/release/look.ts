/** Looks for an update where updates come from, and brings it beside the version that runs. */
import { compareVersions, type ReleaseManifest } from '../../contract/release.ts';
import { sentence } from '../language.ts';
import { Refusal } from '../refusal.ts';
import type { Settings } from '../settings.ts';
import type { Ledger } from './ledger.ts';
import { readSigned, trustedKeys } from './manifest.ts';
import { originAt } from './origin.ts';
import { stage } from './stage.ts';
import type { Version } from './versions.ts';

export type Found =
  | { is: 'nothing' }
  /** What is there is not newer than what runs. */
  | { is: 'old'; version: string }
  /** It failed here before. */
  | { is: 'refused'; version: string }
  | { is: 'staged'; version: string; notes: string };

export interface Looking {
  settings: Pick<Settings, 'updateFrom' | 'keysDir' | 'versionsDir'>;
  ledger: Ledger;
  running: Version;
  /** System and processor of this machine, such as `linux-x64`. */
  platform: string;
}

/**
 * Looks, checks the signature, and stages what is newer.
 * @param again whether a version that failed here is staged too
 * @throws Refusal when what is there cannot be taken
 */
export async function lookForUpdate(looking: Looking, again = false): Promise<Found> {
  const { settings, ledger, running } = looking;
  const origin = originAt(settings.updateFrom);
  const signed = await origin.list();
  if (signed === null) return { is: 'nothing' };
  const manifest = readSigned(signed.bytes, signed.signature, trustedKeys(settings.keysDir));
  const { version, notes } = manifest;
  refuseForeign(manifest, looking.platform);
  if (compareVersions(version, running.number) <= 0) return { is: 'old', version };
  if (!again && ledger.refused.includes(version)) return { is: 'refused', version };
  await stage({ manifest, signed, origin, versionsDir: settings.versionsDir, alike: running.folder });
  return { is: 'staged', version, notes };
}

function refuseForeign({ platform, version }: ReleaseManifest, wanted: string): void {
  if (platform !== wanted) throw new Refusal(sentence('for_other_system', { version, platform, wanted }));
}
