import type { ChildProcess } from 'node:child_process';
import { inProject, ROOT } from '../paths.ts';
import { startApart } from '../rig/processes.ts';
import { SOFTWARE_DRAWING, sandboxFlags } from '../runtime/flags.ts';
import type { Runtime } from '../runtime/runtime.ts';

export interface WallOptions {
  readonly runtime: Runtime;
  readonly dataDir: string;
  readonly demoUrl?: string | undefined;
  readonly port?: number | undefined;
  readonly locale?: 'vi' | 'en' | undefined;
  /** Whether it appears on monitors in memory, which no graphics card draws. */
  readonly virtual: boolean;
  /** Environment it starts from, such as that of the virtual monitors. */
  readonly env: NodeJS.ProcessEnv;
}

/** Arguments of the runtime that open the wall. */
export function wallArguments(options: Pick<WallOptions, 'runtime' | 'virtual'>): string[] {
  return [...sandboxFlags(options.runtime), ...(options.virtual ? SOFTWARE_DRAWING : []), ROOT];
}

/** Environment of the shell: what it cannot find out by itself. */
export function wallEnvironment(options: WallOptions): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _plain, ...env } = options.env;
  return {
    ...env,
    IOC_WALL_NODE: process.execPath,
    IOC_WALL_DATA_DIR: options.dataDir,
    IOC_WALL_ASSETS: inProject('assets'),
    ...(options.demoUrl === undefined ? {} : { IOC_WALL_DEMO_URL: options.demoUrl }),
    ...(options.port === undefined ? {} : { IOC_WALL_PORT: String(options.port) }),
    ...(options.locale === undefined ? {} : { IOC_WALL_LOCALE: options.locale }),
  };
}

/** Opens the wall; it ends when its process does. */
export function openWall(options: WallOptions): ChildProcess {
  return startApart(options.runtime.executable, wallArguments(options), {
    env: wallEnvironment(options),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
