import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'vite';
import { Failure } from '../bootstrap/failure.mjs';
import { step } from '../bootstrap/say.mjs';
import { inProject } from '../paths.ts';
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
  for (const output of OUTPUTS.filter((o) => names.includes(o.name))) {
    const print = fingerprint([...output.madeFrom, ...TOOLS]);
    if (isFresh(output, print)) continue;
    await step(`Building ${output.name}`, async () => {
      try {
        await build(output.config());
      } catch (error) {
        throw new Failure(
          `Building ${output.name} failed: ${String(error instanceof Error ? error.message : error)}`,
        );
      }
    });
    mkdirSync(inProject('dist', '.stamps'), { recursive: true });
    writeFileSync(stampOf(output), `${print}\n`);
  }
}
