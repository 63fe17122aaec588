/** `npm start`: sets up what is missing, then opens the wall and stays until it ends. */
import { once } from 'node:events';
import { endWith } from '../bootstrap/failure.mjs';
import { say } from '../bootstrap/say.mjs';
import { end } from '../rig/processes.ts';
import { electronRuntime } from '../runtime/electron.ts';
import { setUpSystem } from '../runtime/systemPackages.ts';
import { buildChanged } from '../vite/build.ts';
import { startDemoSource } from './demoSource.ts';
import { hasDisplay, startVirtualDisplay } from './display.ts';
import { hasRealSource } from './realSource.ts';
import { type StartOptions, startOptions, USAGE } from './options.ts';
import { openWall } from './wall.ts';

/** What is to be ended, last started first. */
const endings: (() => Promise<void>)[] = [];

async function endAll(): Promise<void> {
  for (const ending of endings.splice(0).reverse()) await ending();
}

function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      say('Closing the wall …');
      endAll().then(() => process.exit(signal === 'SIGINT' ? 130 : 143), endWith);
    });
}

async function start(options: StartOptions): Promise<number> {
  const runtime = await electronRuntime();
  const virtual = !hasDisplay();
  await setUpSystem({ executable: runtime.executable, rig: virtual });
  await buildChanged();
  const rig = virtual ? await startVirtualDisplay(options.size) : null;
  if (rig) endings.push(() => rig.stop());
  const demo = options.demo && !hasRealSource(options.dataDir) ? await startDemoSource(options) : null;
  if (demo) endings.push(() => demo.stop());
  const wall = openWall(
    { ...options, runtime, demoUrl: demo?.url, virtual, env: rig?.env ?? process.env },
    ({ url, setupCode }) => {
      say(
        `The console is at ${url}${setupCode === null ? '' : `; the code for its first administrator is ${setupCode}`}.`,
      );
    },
  );
  endings.push(() => end(wall));
  const [code] = (await once(wall, 'exit')) as [number | null];
  return code ?? 1;
}

try {
  const options = startOptions(process.argv.slice(2));
  if (options === null) process.stdout.write(`${USAGE}\n`);
  else {
    endOnSignals();
    const code = await start(options);
    await endAll();
    process.exit(code);
  }
} catch (error) {
  await endAll();
  endWith(error);
}
