/** The packaged program as it is handed on, started on the stage. Its fuses bar looking inside: it is known by what it says. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sandboxFlags, SOFTWARE_DRAWING } from '../../../build/runtime/flags.ts';
import { pulse, type Pulse } from '../../../electron/contract/release.ts';
import { engineReady } from '../../../electron/contract/wall.ts';
import type { Stage } from '../stage.ts';

export interface Running {
  readonly child: ChildProcess;
  /** ms */
  readonly startedAt: number;
  /** Resolves with the instant (ms) at which a pulse first says so. */
  until(holds: (pulse: Pulse) => boolean): Promise<number>;
  /** Address of its engine, once it has one. */
  readonly engineUrl: Promise<string>;
}

/** @param program folder of the unpacked program */
export function startPackaged(program: string, { rig, dataDir, demo, runtime }: Stage): Running {
  const startedAt = Date.now();
  const child = spawn(
    join(program, 'ioc-wall'),
    [...sandboxFlags(runtime), ...SOFTWARE_DRAWING, '--log-level=3'],
    {
      env: { ...rig.env, IOC_WALL_PULSE: 'yes', IOC_WALL_DATA_DIR: dataDir, IOC_WALL_DEMO_URL: demo.url },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const lines = createInterface({ input: child.stdout });
  const engineUrl = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      if (line.startsWith('{"ready"')) resolve(engineReady.parse(JSON.parse(line)).url);
    });
  });
  return {
    child,
    startedAt,
    engineUrl,
    until: (holds) =>
      new Promise((resolve, reject) => {
        lines.on('line', (line) => {
          const heard = line.startsWith('{"pulse"') ? pulse.safeParse(JSON.parse(line)) : undefined;
          if (heard?.success && holds(heard.data.pulse)) resolve(Date.now());
        });
        child.once('exit', (code) => reject(new Error(`The wall ended with code ${code ?? 'none'}.`)));
      }),
  };
}
