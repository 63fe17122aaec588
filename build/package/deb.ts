/**
 * Makes the Debian package with `dpkg-deb` from the files below `debian/`. The packaging tool's own way needs a program
 * from a release host and knows nothing of services, users and conffiles.
 */
import {
  chmodSync,
  cpSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Failure } from '../bootstrap/failure.mjs';
import { inProject } from '../paths.ts';
import { finish, isThere } from '../runtime/command.ts';
import { PAPERS } from './papers.ts';
import { type About, PRODUCT } from './product.ts';

const FILES = inProject('build', 'package', 'debian');
const ICONS = inProject('build', 'package', 'icons');
/** Guides that are installed with the program. */
const GUIDES = ['docs/operations', 'docs/vi'] as const;

/** What the program links to, and what the keeper and the service call. */
const DEPENDS = [
  'adduser',
  'libasound2 | libasound2t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libc6 (>= 2.31)',
  'libcups2 | libcups2t64',
  'libgbm1',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libxss1',
  'libxtst6',
];
/** For a machine that is nothing but a wall. */
const RECOMMENDS = [
  'dbus-user-session',
  'openbox',
  'x11-xserver-utils',
  'xinit',
  'xserver-xorg',
  'systemd-timesyncd | time-daemon',
];

/** Files that are run, whatever the rights of a checkout are. */
const PROGRAMS = [
  'usr/bin/ioc-wall',
  'usr/lib/ioc-wall/session',
  'usr/lib/ioc-wall/until-display',
  'usr/lib/ioc-wall/hand-over-key',
];

const KIB = 1024;

export interface DebParts {
  /** Folder of the unpacked program. */
  program: string;
  /** Working folder. */
  work: string;
  /** File to make. */
  file: string;
  about: About;
  version: string;
  /** Seconds since the epoch that every file counts as made at. */
  epoch: number;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + Math.ceil(statSync(join(entry.parentPath, entry.name)).size / KIB), 0);
}

function control({ about, version }: DebParts, installedKib: number): string {
  return `${[
    `Package: ${PRODUCT.name}`,
    `Version: ${version}`,
    'Architecture: amd64',
    `Maintainer: ${PRODUCT.maintainer}`,
    `Installed-Size: ${installedKib}`,
    `Depends: ${DEPENDS.join(', ')}`,
    `Recommends: ${RECOMMENDS.join(', ')}`,
    'Section: misc',
    'Priority: optional',
    `Homepage: ${PRODUCT.homepage}`,
    `Description: ${about.description.split(/[:.]/)[0]}`,
    ` ${about.description}`,
  ].join('\n')}\n`;
}

function copyright(program: string): string {
  const own = readFileSync(join(program, PAPERS.own), 'utf8')
    .trim()
    .replaceAll(/^$/gm, '.')
    .replaceAll(/^/gm, ' ');
  return [
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/',
    `Upstream-Name: ${PRODUCT.title}`,
    '',
    'Files: *',
    `Copyright: ${PRODUCT.title}`,
    'License: MIT',
    own,
    'Comment: Packages of others that are inside, with their licences, are listed in',
    ` /opt/${PRODUCT.name}/${PAPERS.licences} and /opt/${PRODUCT.name}/${PAPERS.bill}.`,
    '',
  ].join('\n');
}

function putIcons(root: string): void {
  const theme = join(root, 'usr', 'share', 'icons', 'hicolor');
  for (const name of readdirSync(ICONS)) {
    const [size, kind] = name.split('.');
    const place = kind === 'svg' ? 'scalable' : (size ?? '');
    const folder = join(theme, place, 'apps');
    mkdirSync(folder, { recursive: true });
    cpSync(join(ICONS, name), join(folder, `${PRODUCT.name}.${kind}`));
  }
}

function putDocuments(root: string, parts: DebParts): void {
  const folder = join(root, 'usr', 'share', 'doc', PRODUCT.name);
  mkdirSync(folder, { recursive: true });
  cpSync(inProject('docs', 'README.md'), join(folder, 'README.md'));
  for (const guide of GUIDES)
    cpSync(inProject(guide), join(folder, guide.slice('docs/'.length)), { recursive: true });
  writeFileSync(join(folder, 'copyright'), copyright(parts.program));
  const day = new Date(parts.epoch * 1000).toUTCString().replace('GMT', '+0000');
  const log = `${PRODUCT.name} (${parts.version}) stable; urgency=medium\n\n  * Version ${parts.version}.\n\n -- ${PRODUCT.maintainer}  ${day}\n`;
  writeFileSync(join(folder, 'changelog.gz'), gzipSync(log, { level: 9 }));
}

/** Files below `/etc`: what an administrator has changed there stays. */
function conffiles(root: string): string {
  const names = readdirSync(join(root, 'etc'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
  return `${names.sort().join('\n')}\n`;
}

/** Rights and times of everything, whatever those of the checkout are. */
function settle(root: string, epoch: number): void {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) chmodSync(path, isProgram(path) ? 0o755 : 0o644);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    lutimesSync(path, epoch, epoch);
  }
  // The root itself too: it is the first entry of the package.
  chmodSync(root, 0o755);
  lutimesSync(root, epoch, epoch);
}

function isProgram(path: string): boolean {
  return (statSync(path).mode & 0o100) !== 0;
}

/** Makes the package; the same program and epoch give the same bytes. Fails where there is no `dpkg-deb`. */
export async function makeDeb(parts: DebParts): Promise<string> {
  const { program, work, file, epoch } = parts;
  if (!isThere('dpkg-deb'))
    throw new Failure('A Debian package is made with dpkg-deb; make it on Debian or Ubuntu.');
  const root = join(work, 'deb');
  rmSync(root, { recursive: true, force: true });
  cpSync(join(FILES, 'root'), root, { recursive: true });
  cpSync(program, join(root, 'opt', PRODUCT.name), { recursive: true });
  putIcons(root);
  putDocuments(root, parts);
  for (const name of PROGRAMS) chmodSync(join(root, name), 0o755);
  const controls = join(root, 'DEBIAN');
  const installed = sizeOf(root);
  cpSync(join(FILES, 'scripts'), controls, { recursive: true });
  for (const name of readdirSync(controls)) chmodSync(join(controls, name), 0o755);
  writeFileSync(join(controls, 'conffiles'), conffiles(root));
  writeFileSync(join(controls, 'control'), control(parts, installed));
  settle(root, epoch);
  mkdirSync(dirname(file), { recursive: true });
  const { code, output } = await finish(
    'dpkg-deb',
    ['--root-owner-group', '--threads-max=1', '-Zzstd', '-z3', '--build', root, file],
    { env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) } },
  );
  if (code !== 0) throw new Failure(`dpkg-deb failed: ${output.trim()}`);
  rmSync(root, { recursive: true, force: true });
  return file;
}
