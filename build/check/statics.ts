import { ROOT } from '../paths.ts';
import { finish } from '../runtime/command.ts';
import type { Count } from './count.ts';
import { PROJECTS } from './projects.ts';
import { binOf } from './tools.ts';

/** A check that reads the sources and says yes or no; it counts as one test. */
export interface StaticCheck {
  readonly name: string;
  /** Name by which it can be asked for; several checks may share one. */
  readonly group: string;
  readonly command: readonly string[];
}

function js(packageName: string, command: string, ...args: string[]): string[] {
  return [process.execPath, binOf(packageName, command), ...args];
}

/** The checks that need no running program. */
export function staticChecks(): StaticCheck[] {
  return [
    { name: 'format', group: 'format', command: js('@biomejs/biome', 'biome', 'format', '.') },
    { name: 'lint', group: 'lint', command: js('eslint', 'eslint', '.') },
    ...PROJECTS.map((project) => ({
      name: `types of ${project.replace(/\/?tsconfig(\.test)?\.json$/, '$1') || 'build and tests'}`,
      group: 'types',
      command: js('typescript', 'tsc', '-p', project),
    })),
    {
      name: 'import rules',
      group: 'rules',
      command: js(
        'dependency-cruiser',
        'depcruise',
        '--config',
        '.dependency-cruiser.mjs',
        'electron',
        'renderer',
        'build',
        'test',
      ),
    },
    { name: 'unused code', group: 'unused', command: js('knip', 'knip', '--no-config-hints') },
  ];
}

/** Runs one check; what it complains of is printed. */
export async function runStatic(check: StaticCheck): Promise<Count> {
  const began = Date.now();
  const [program = '', ...args] = check.command;
  const { code, output } = await finish(program, args, { cwd: ROOT });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${check.name} (${seconds} s)\n`);
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}
