import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'vite';
import { Failure } from '../bootstrap/failure.mjs';
import { alone } from '../bootstrap/lock.mjs';
import { step } from '../bootstrap/say.mjs';
import { inProject } from '../paths.ts';
import { compressFolder } from './compress.ts';
import { fingerprint } from './fingerprint.ts';
import { OUTPUTS, type Output } from './outputs.ts';

/** What every output depends on besides its own sources. */
const TOOLS = ['build/vite', 'build/paths.ts', 'package-lock.json', 'tsconfig.base.json'];

function stampOf(output: Output): string {
  return inProject('dist', '.stamps', output.name);
}

function isFresh(output: Output, print: string): boolean {
  const stamp = stampOf(output);
  return (
    existsSync(inProject(output.entry)) && existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === print
  );
}

function fingerprintOf(output: Output): string {
  return fingerprint([...output.madeFrom, ...TOOLS]);
}

/** Whoever builds, such as a run of tests, gets what is shipped: the bundler takes the kind of build from its environment. */
async function asShipped(act: () => Promise<unknown>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await act();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

async function buildIfChanged(output: Output): Promise<void> {
  const print = fingerprintOf(output);
  if (isFresh(output, print)) return;
  await step(`Building ${output.name}`, async () => {
    try {
      await asShipped(() => build(output.config()));
      if (output.compressed) compressFolder(inProject('dist', output.name));
    } catch (error) {
      throw new Failure(
        `Building ${output.name} failed: ${String(error instanceof Error ? error.message : error)}`,
      );
    }
  });
  mkdirSync(inProject('dist', '.stamps'), { recursive: true });
  writeFileSync(stampOf(output), `${print}\n`);
}

/**
 * Builds the named outputs (all when none is named) whose sources have changed since they were last built.
 * Fails with the name of the output and the first complaint of the bundler.
 */
export async function buildChanged(names: readonly string[] = OUTPUTS.map((o) => o.name)): Promise<void> {
  const unknown = names.find((name) => !OUTPUTS.some((o) => o.name === name));
  if (unknown !== undefined)
    throw new Failure(
      `There is no output "${unknown}"; choose from ${OUTPUTS.map((o) => o.name).join(', ')}.`,
      2,
    );
  const wanted = OUTPUTS.filter((output) => names.includes(output.name));
  if (wanted.every((output) => isFresh(output, fingerprintOf(output)))) return;
  await alone(inProject('dist', '.build.lock'), async () => {
    for (const output of wanted) await buildIfChanged(output);
  });
}
