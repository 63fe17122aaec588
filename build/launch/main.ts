/** `npm start`: sets up what is missing, then opens the wall and stays until it ends. */
import { once } from 'node:events';
import { endWith } from '../bootstrap/failure.mjs';
import { say } from '../bootstrap/say.mjs';
import { end } from '../rig/processes.ts';
import { electronRuntime } from '../runtime/electron.ts';
import { sandboxFlags } from '../runtime/flags.ts';
import { setUpSystem } from '../runtime/systemPackages.ts';
import { buildChanged } from '../vite/build.ts';
import { startDemoSource } from './demoSource.ts';
import { hasDisplay, startVirtualDisplay } from './display.ts';
import { makeEndings } from './endings.ts';
import { type StartOptions, startOptions, USAGE } from './options.ts';
import { hasRealSource } from './realSource.ts';
import { openWall } from './wall.ts';

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

const endings = makeEndings((error) => say(error instanceof Error ? error.message : String(error)));
/** Exit code of the signal that asked us to end. */
let asked: number | undefined;

function endOnSignals(): void {
  for (const [signal, code] of Object.entries(SIGNALS))
    process.on(signal, () => {
      if (asked !== undefined) return;
      asked = code;
      say('Closing the wall …');
      endings.run().then(() => process.exit(code), endWith);
    });
}

async function start(options: StartOptions): Promise<number> {
  const runtime = await electronRuntime();
  // What the system bars is said before anything else is done.
  sandboxFlags(runtime);
  const virtual = !hasDisplay();
  await setUpSystem({ executable: runtime.executable, rig: virtual });
  await buildChanged();
  const rig = virtual ? await startVirtualDisplay(options.size) : null;
  if (rig) await endings.add(() => rig.stop());
  const demo = options.demo && !hasRealSource(options.dataDir) ? await startDemoSource(options) : null;
  if (demo) await endings.add(() => demo.stop());
  const wall = openWall(
    { ...options, runtime, demoUrl: demo?.url, virtual, env: rig?.env ?? process.env },
    ({ url, setupCode }) => {
      say(
        `The console is at ${url}${setupCode === null ? '' : `; the code for its first administrator is ${setupCode}`}.`,
      );
    },
  );
  const gone = once(wall, 'exit') as Promise<[number | null]>;
  await endings.add(() => end(wall));
  const [code] = await gone;
  return code ?? 1;
}

const options = startOptions(process.argv.slice(2));
if (options === null) process.stdout.write(`${USAGE}\n`);
else {
  endOnSignals();
  let code: number;
  try {
    code = await start(options);
  } finally {
    await endings.run();
  }
  process.exit(asked ?? code);
}
