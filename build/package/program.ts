/** Makes the unpacked program: the folder that every package is made of. */
import { lutimesSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { z } from 'zod';
import { Failure } from '../bootstrap/failure.mjs';
import { inProject, ROOT } from '../paths.ts';
import { finish } from '../runtime/command.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { carriedNodePackage, layApplication } from './application.ts';
import { bytesBelow, checkBudget, INSTALLED_MAX } from './budget.ts';
import { builderConfiguration } from './builder.ts';
import { shippedPackages } from './contents.ts';
import { layDistribution } from './distribution.ts';
import { checkFuses } from './fuses.ts';
import { writePapers } from './papers.ts';
import { type About, PRODUCT } from './product.ts';
import { writeManifest } from './release.ts';

export interface ProgramParts {
  runtime: Runtime;
  about: About;
  version: string;
  notes: string;
  /** Seconds since the epoch that it counts as made at. */
  epoch: number;
  /** Working folder. */
  work: string;
}

/** The instant that what is made counts as made at, s: that of the commit, so that the same commit gives the same bytes. */
export async function sourceEpoch(): Promise<number> {
  const given = process.env['SOURCE_DATE_EPOCH'];
  if (given !== undefined && /^\d{1,11}$/.test(given)) return Number(given);
  const { code, output } = await finish('git', ['log', '-1', '--format=%ct'], { cwd: ROOT });
  // Outside a checkout, such as in an archive of the sources: any fixed instant.
  return code === 0 ? Number(output.trim()) : 0;
}

/** The epoch as RFC 3339. */
export function madeAt(epoch: number): string {
  return new Date(epoch * 1000).toISOString().replace('.000Z', '+00:00');
}

/** Version of the Node that is carried. */
function nodeVersion(): string {
  const file = inProject('node_modules', carriedNodePackage(), 'package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

/** All files of the program count as made at the same instant. */
function settle(folder: string, epoch: number): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    lutimesSync(join(entry.parentPath, entry.name), epoch, epoch);
}

/** Makes the program in the working folder; the result is the folder it lies in. Its fuses and its size are checked. */
export async function makeProgram(parts: ProgramParts): Promise<string> {
  const { runtime, about, version, notes, epoch, work } = parts;
  mkdirSync(work, { recursive: true });
  const distribution = layDistribution(runtime, join(work, 'electron'));
  const application = layApplication(join(work, 'app'), about, version);
  const papers = join(work, 'papers');
  const made = madeAt(epoch);
  writePapers(papers, { version, made, packages: shippedPackages(), distribution, node: nodeVersion() });
  const output = join(work, 'made');
  await build({
    targets: Platform.current().createTarget('dir'),
    projectDir: application.shell,
    config: builderConfiguration({ application, distribution, papers, output }),
  });
  const folder = join(output, process.platform === 'win32' ? 'win-unpacked' : 'linux-unpacked');
  const executable = join(folder, process.platform === 'win32' ? `${PRODUCT.name}.exe` : PRODUCT.name);
  await checkFuses(executable);
  writeManifest(folder, { version, made, notes });
  settle(folder, epoch);
  checkBudget('The installed program', bytesBelow(folder), INSTALLED_MAX);
  if (bytesBelow(folder) === 0) throw new Failure('The program came out empty.');
  return folder;
}
