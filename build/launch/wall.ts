import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type EngineReady, engineReady } from '../../electron/contract/wall.ts';
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

/** The browser's complaints that a machine without a desktop has no desktop services help nobody. */
const QUIET = ['--log-level=3'];

/** Arguments of the runtime that open the wall. */
export function wallArguments(options: Pick<WallOptions, 'runtime' | 'virtual'>): string[] {
  return [
    ...sandboxFlags(options.runtime),
    ...(options.virtual ? [...SOFTWARE_DRAWING, ...QUIET] : []),
    ROOT,
  ];
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

/** The engine's first line, if this is it. */
function readyIn(line: string): EngineReady | null {
  if (!line.startsWith('{"ready"')) return null;
  const read = engineReady.safeParse(JSON.parse(line));
  return read.success ? read.data : null;
}

/** Opens the wall; it ends when its process does. `ready` hears of the engine each time it answers anew. */
export function openWall(options: WallOptions, ready: (engine: EngineReady) => void): ChildProcess {
  const child = startApart(options.runtime.executable, wallArguments(options), {
    env: wallEnvironment(options),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      const engine = readyIn(line);
      if (engine) ready(engine);
      else process.stdout.write(`${line}\n`);
    });
  return child;
}
