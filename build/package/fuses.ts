/** Electron's fuses: what a program of it can be talked into, burnt into the program itself. */
import { type FuseConfig, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import type { FuseOptionsV1 } from 'app-builder-lib';
import { Failure } from '../bootstrap/failure.mjs';

/** How the packaged program is fused; Electron 33 knows all of these. */
export const FUSES: FuseOptionsV1 = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  // Linux has nothing that checks it: there the files are held against their signed list (docs/operations/updates.md).
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

const WIRE: Readonly<Record<string, FuseV1Options>> = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
};

/** The fuses of a program as they really are, by the names of `FUSES`. Throws when the file is no Electron. */
export async function fusesOf(executable: string): Promise<Record<string, boolean>> {
  const wire: FuseConfig<FuseState> = await getCurrentFuseWire(executable);
  if (wire.version !== FuseVersion.V1) throw new Failure(`${executable} has fuses of an unknown kind.`);
  return Object.fromEntries(
    Object.entries(WIRE).map(([name, option]) => [name, wire[option] === FuseState.ENABLE]),
  );
}

/** Fails, naming the first fuse that is not as it must be. */
export async function checkFuses(executable: string): Promise<void> {
  const found = await fusesOf(executable);
  for (const [name, wanted] of Object.entries(FUSES))
    if (name in found && found[name] !== wanted)
      throw new Failure(
        `${executable}: the fuse ${name} is ${found[name] ? 'on' : 'off'} and must be ${wanted ? 'on' : 'off'}.`,
      );
}
