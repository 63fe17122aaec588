/** `npm run package -- [TARGET…]`: installable artefacts for this system, in `out/`; the Debian package unless named. */
import { cpSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { Failure } from '../bootstrap/failure.mjs';
import { step } from '../bootstrap/say.mjs';
import { electronRuntime, officialElectronCanBeFetched } from '../runtime/electron.ts';
import { buildChanged } from '../vite/build.ts';
import { ARCHIVE_MAX, checkBudget } from './budget.ts';
import { makeDeb } from './deb.ts';
import { makeTwice } from './elsewhere.ts';
import { type PackageOptions, packageOptions, type Target } from './options.ts';
import { aboutProject, PRODUCT } from './product.ts';
import { makeProgram, sourceEpoch } from './program.ts';
import { makeKeys, makeUpdate } from './release.ts';

/** Made by the packaging tool itself, which fetches programs for it from its release host. */
const FETCHED = { appimage: 'AppImage', nsis: 'nsis', portable: 'portable' } as const;

function isFetched(target: Target): target is keyof typeof FETCHED {
  return target in FETCHED;
}

async function withTool(target: keyof typeof FETCHED, program: string, output: string): Promise<string[]> {
  const wanted = target === 'appimage' ? 'linux' : 'win32';
  if (process.platform !== wanted)
    throw new Failure(
      `The package "${target}" is made on ${wanted === 'linux' ? 'Linux' : 'Windows'}: run npm run package -- ${target} there.`,
    );
  if (!(await officialElectronCanBeFetched()))
    throw new Failure(
      `The package "${target}" needs the packaging tool's own programs from github.com, which cannot be reached; run npm run package -- ${target} where it can.`,
    );
  return build({
    targets: Platform.current().createTarget(FETCHED[target]),
    prepackaged: program,
    config: { appId: PRODUCT.appId, productName: PRODUCT.title, directories: { output }, publish: null },
  });
}

async function make(options: PackageOptions): Promise<string[]> {
  const { output, targets, key } = options;
  const about = aboutProject();
  const version = options.version ?? about.version;
  const epoch = await sourceEpoch();
  const work = join(output, 'work');
  await buildChanged();
  const runtime = await electronRuntime();
  const program = await step('Packing the program', () =>
    makeProgram({ runtime, about, version, notes: options.notes, epoch, work }),
  );
  const made: string[] = [];
  const name = `${PRODUCT.name}-${version}-${process.platform}-${process.arch}`;
  for (const target of targets) {
    if (target === 'folder') {
      const folder = join(output, name);
      rmSync(folder, { recursive: true, force: true });
      cpSync(program, folder, { recursive: true, preserveTimestamps: true });
      made.push(folder);
    }
    if (target === 'deb') {
      const file = join(output, `${PRODUCT.name}_${version}_amd64.deb`);
      made.push(
        await step('Making the Debian package', () =>
          makeDeb({ program, work, file, about, version, epoch }),
        ),
      );
      checkBudget('The Debian package', statSync(file).size, ARCHIVE_MAX);
    }
    if (target === 'update' && key !== undefined) {
      const folder = join(output, `${name}.update`);
      makeUpdate(program, folder, key);
      made.push(folder);
    }
    if (isFetched(target)) made.push(...(await withTool(target, program, output)));
  }
  rmSync(work, { recursive: true, force: true });
  return made;
}

const options = packageOptions(process.argv.slice(2));
mkdirSync(options.output, { recursive: true });
async function compare({ output }: PackageOptions): Promise<string[]> {
  const epoch = await sourceEpoch();
  const digest = await step('Making the package in two places', () =>
    makeTwice(join(output, 'twice'), epoch),
  );
  return [`The same bytes both times, SHA-256 ${digest}.`];
}

const made = options.check
  ? await compare(options)
  : options.targets.includes('key') && options.key !== undefined
    ? [options.key, makeKeys(options.key)]
    : await make(options);
process.stdout.write(`${made.join('\n')}\n`);
