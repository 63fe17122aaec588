/** Papers that lie beside the program: bill of materials (CycloneDX 1.6), licences of others, our own. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../paths.ts';
import { carriedNodePackage } from './application.ts';
import type { Shipped } from './contents.ts';
import type { Distribution } from './distribution.ts';
import { PRODUCT } from './product.ts';

export const PAPERS = {
  bill: 'SBOM.cdx.json',
  licences: 'THIRD-PARTY-LICENSES.txt',
  own: 'LICENSE',
} as const;

interface Component {
  type: 'library' | 'framework' | 'platform';
  name: string;
  version: string;
  purl: string;
  licenses: { expression: string }[] | { license: { name: string } }[];
  hashes?: { alg: string; content: string }[];
}

/** Name of a package as Package URL, such as `pkg:npm/%40node-rs/argon2@2.2.1`. */
function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
}

function componentOf({ name, version, licence, integrity }: Shipped): Component {
  const known = licence !== 'NOASSERTION' && !/^see /i.test(licence);
  const [algorithm, digest] = integrity?.split('-') ?? [];
  return {
    type: 'library',
    name,
    version,
    purl: purlOf(name, version),
    licenses: known ? [{ expression: licence }] : [{ license: { name: licence } }],
    ...(algorithm === 'sha512' &&
      digest !== undefined && {
        hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
      }),
  };
}

/** A serial number that follows from the content: the same content, the same number. */
function serialOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export interface PapersParts {
  version: string;
  /** When it counts as made, as RFC 3339. */
  made: string;
  packages: readonly Shipped[];
  distribution: Distribution;
  /** Version of the Node that is carried. */
  node: string;
}

/** The bill of materials. */
export function billOfMaterials({ version, made, packages, distribution, node }: PapersParts): object {
  const platforms: Component[] = [
    {
      type: 'framework',
      name: 'electron',
      version: distribution.version,
      purl: purlOf('electron', distribution.version),
      licenses: [{ expression: 'MIT' }],
    },
    {
      type: 'platform',
      name: 'node',
      version: node,
      purl: `pkg:generic/node@${node}`,
      licenses: [{ expression: 'MIT' }],
    },
  ];
  const components = [...platforms, ...packages.map(componentOf)];
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialOf(JSON.stringify([version, components])),
    version: 1,
    metadata: {
      timestamp: made,
      component: {
        type: 'application',
        name: PRODUCT.name,
        version,
        licenses: [{ expression: 'MIT' }],
        purl: `pkg:deb/${PRODUCT.name}@${version}?arch=amd64`,
      },
    },
    components,
  };
}

function licences(packages: readonly Shipped[]): string {
  const parts = packages.map(({ name, version, licence, text }) => {
    const head = `${name} ${version} (${licence})`;
    return `${head}\n${'-'.repeat(head.length)}\n\n${text ?? 'The package brings no licence file; the licence is the one named above.'}\n`;
  });
  const intro =
    'IOC Wall contains the packages of others listed here, each with its licence. Electron’s and Chromium’s licences lie\nbeside this file (LICENSE*.txt, LICENSES.chromium.html), Node’s comes at the end, data and fonts are in\nresources/engine/assets/LICENSES.md.\n';
  const node = readFileSync(inProject('node_modules', carriedNodePackage(), 'LICENSE'), 'utf8').trim();
  return `${intro}\n${parts.join('\n\n')}\n\nNode\n----\n\n${node}\n`;
}

/** Writes the papers into a folder of their own. */
export function writePapers(folder: string, parts: PapersParts): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, PAPERS.bill), `${JSON.stringify(billOfMaterials(parts), null, 2)}\n`);
  writeFileSync(join(folder, PAPERS.licences), licences(parts.packages));
  cpSync(inProject('LICENSE'), join(folder, PAPERS.own));
  if (process.platform === 'win32')
    cpSync(inProject('build', 'package', 'windows'), join(folder, 'kiosk'), { recursive: true });
}
