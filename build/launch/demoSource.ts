import { createServer } from 'node:net';
import { Failure } from '../bootstrap/failure.mjs';
import { say } from '../bootstrap/say.mjs';
import { inProject } from '../paths.ts';
import { end, startApart } from '../rig/processes.ts';

export interface DemoSource {
  /** Address of the source, for the engine to pull from. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface DemoOptions {
  readonly cases?: number | undefined;
  /** Live events a second. */
  readonly rate?: number | undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Failure('There is no free port on the loopback address.'));
      });
    });
  });
}

function argument(name: string, value: number | undefined): string[] {
  return value === undefined ? [] : [`--${name}`, String(value)];
}

/**
 * Starts the stand-in for the sector's systems as a process of its own. It need not be ready yet: the engine asks it
 * again until it answers, as it would any source.
 */
export async function startDemoSource(options: DemoOptions): Promise<DemoSource> {
  const port = await freePort();
  const child = startApart(
    process.execPath,
    [
      inProject('dist', 'demo-source', 'main.mjs'),
      ...['--port', String(port)],
      ...argument('cases', options.cases),
      ...argument('rate', options.rate),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  let stopping = false;
  child.on('exit', (code) => {
    if (!stopping) say(`The demo source ended (code ${code ?? 'none'}); its figures stay as they are.`);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      stopping = true;
      await end(child);
    },
  };
}
