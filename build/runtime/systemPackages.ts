import { existsSync } from 'node:fs';
import { Failure } from '../bootstrap/failure.mjs';
import { step } from '../bootstrap/say.mjs';
import { finish, isThere } from './command.ts';

/** What is needed of the system, the Debian package that brings it, and whether it is there. */
interface Need {
  readonly debianPackage: string;
  isThere(): boolean;
}

const PAM_SYSTEMD = '/lib/x86_64-linux-gnu/security/pam_systemd.so';
const DUMMY_DRIVER = '/usr/lib/xorg/modules/drivers/dummy_drv.so';

/** For a virtual display with four monitors, and pictures of it. */
const RIG: readonly Need[] = [
  { debianPackage: 'xserver-xorg-core', isThere: () => isThere('Xorg') },
  { debianPackage: 'xserver-xorg-video-dummy', isThere: () => existsSync(DUMMY_DRIVER) },
  { debianPackage: 'openbox', isThere: () => isThere('openbox') },
  { debianPackage: 'x11-xserver-utils', isThere: () => isThere('xrandr') },
  { debianPackage: 'imagemagick', isThere: () => isThere('import') },
];

/** For driving the console in a browser. */
const BROWSER: readonly Need[] = [{ debianPackage: 'chromium', isThere: () => existsSync(CHROMIUM) }];

/** For a program under test whose clock is not the machine's. */
const OTHER_CLOCK: readonly Need[] = [{ debianPackage: 'libfaketime', isThere: () => existsSync(FAKE_TIME) }];

/** For starting a machine of its own, with a service manager and a graphics session. */
const MACHINE: readonly Need[] = [
  { debianPackage: 'systemd-container', isThere: () => isThere('systemd-nspawn') },
  { debianPackage: 'libpam-systemd', isThere: () => existsSync(PAM_SYSTEMD) },
  { debianPackage: 'xinit', isThere: () => isThere('xinit') },
];

/** Libraries that Electron links to; asked for as a whole when the linker misses any of them. */
const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6'];

/** The system's browser, which tests of the console use. */
export const CHROMIUM = '/usr/bin/chromium';

/** Gives a program another clock, and leaves it the steady one; on 64-bit PCs. */
export const FAKE_TIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';

export interface Wanted {
  /** The program whose libraries are to be there. */
  readonly executable?: string;
  readonly rig?: boolean;
  readonly browser?: boolean;
  readonly otherClock?: boolean;
  readonly machine?: boolean;
}

async function missesLibraries(executable: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const { code, output } = await finish('ldd', [executable]);
  return code === 0 && output.includes('not found');
}

async function missingPackages(wanted: Wanted): Promise<string[]> {
  const needs = [
    ...(wanted.rig ? RIG : []),
    ...(wanted.browser ? BROWSER : []),
    ...(wanted.machine && process.arch === 'x64' ? MACHINE : []),
    ...(wanted.otherClock && process.arch === 'x64' ? OTHER_CLOCK : []),
  ];
  const libraries =
    wanted.executable !== undefined && (await missesLibraries(wanted.executable)) ? LIBRARIES : [];
  return [...libraries, ...needs.filter((need) => !need.isThere()).map((need) => need.debianPackage)];
}

const INSTALL = ['install', '-y', '--no-install-recommends'];

async function aptGet(args: readonly string[]): Promise<void> {
  const ran = await finish('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (ran.code === 0) return;
  process.stderr.write(ran.output.split('\n').slice(-15).join('\n'));
  throw new Failure(`apt-get ${args[0] ?? ''} failed; mend that, then run the same command again.`);
}

/**
 * Installs what is missing of the system, when that may be done: by apt-get, as root.
 * Otherwise fails with the one command that does it.
 */
export async function setUpSystem(wanted: Wanted): Promise<void> {
  const missing = await missingPackages(wanted);
  if (missing.length === 0) return;
  const list = missing.join(' ');
  if (!isThere('apt-get'))
    throw new Failure(`Install what these Debian packages bring, then run the same command again: ${list}.`);
  if (process.getuid?.() !== 0)
    throw new Failure(
      `Some system packages are missing; run this, then the same command again:\n  sudo apt-get update && sudo apt-get ${INSTALL.join(' ')} ${list}`,
    );
  await step(`Installing system packages with apt-get: ${list}`, async (progress) => {
    progress('apt-get update');
    await aptGet(['update']);
    progress('apt-get install');
    await aptGet([...INSTALL, ...missing]);
  });
}
