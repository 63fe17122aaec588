/** Which packages of others are in the product: what the bundler really took, and what is copied as it is. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { inProject } from '../paths.ts';
import { nativePackages } from './application.ts';

/** Built programs that are shipped. */
const SHIPPED = ['main', 'preload', 'wall', 'engine', 'console', 'keeper'];
/** Files of these are shipped without any code: the maps of sources do not know of them. */
const AS_FILES = ['@fontsource/be-vietnam-pro', 'world-atlas'];

export interface Shipped {
  readonly name: string;
  readonly version: string;
  /** SPDX expression as the package gives it; `NOASSERTION` where it gives none. */
  readonly licence: string;
  /** Text of its licence file; `null` where it has none. */
  readonly text: string | null;
  /** Digest of the package's archive as in the lockfile, `sha512-…`. */
  readonly integrity: string | null;
}

const sourceMap = z.object({ sources: z.array(z.string()) });
const packageFile = z.object({
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
});
const lockfile = z.object({
  packages: z.record(z.string(), z.object({ integrity: z.string().optional() })),
});

function mapsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.map'))
    .map((name) => join(folder, name));
}

/** The folder of the package that a source belongs to, such as `node_modules/a/node_modules/b`; `null` for our own. */
export function packageOf(source: string): string | null {
  const found = /node_modules\/.*\bnode_modules\/(?:@[^/]+\/)?[^/]+|node_modules\/(?:@[^/]+\/)?[^/]+/.exec(
    source,
  );
  return found === null ? null : found[0];
}

function licenceText(folder: string): string | null {
  const name = readdirSync(folder).find((file) => /^(?:licen[cs]e|copying)(?:[.-].*)?$/i.test(file));
  return name === undefined ? null : readFileSync(join(folder, name), 'utf8').trim();
}

/** Every package that is in the product, by name and version. */
export function shippedPackages(): Shipped[] {
  const folders = new Set([...nativePackages(), ...AS_FILES].map((name) => `node_modules/${name}`));
  for (const map of SHIPPED.flatMap((name) => mapsBelow(inProject('dist', name))))
    for (const source of sourceMap.parse(JSON.parse(readFileSync(map, 'utf8'))).sources) {
      const folder = packageOf(source);
      if (folder !== null) folders.add(folder);
    }
  const { packages } = lockfile.parse(JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')));
  return [...folders]
    .filter((folder) => existsSync(inProject(folder, 'package.json')))
    .map((folder) => describe(folder, packages[folder]?.integrity ?? null))
    .sort((a, b) => (a.name === b.name ? compare(a.version, b.version) : compare(a.name, b.name)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function describe(folder: string, integrity: string | null): Shipped {
  const { version, license } = packageFile.parse(
    JSON.parse(readFileSync(inProject(folder, 'package.json'), 'utf8')),
  );
  const licence = typeof license === 'object' ? license.type : (license ?? 'NOASSERTION');
  return {
    name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version,
    licence,
    text: licenceText(inProject(folder)),
    integrity,
  };
}
