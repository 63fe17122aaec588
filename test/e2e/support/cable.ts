import { connect, createServer, type Socket } from 'node:net';

/** A cable between the engine and its source, to be pulled while others go on hearing the source. */
export interface Cable {
  /** The source's address at this end of the cable. */
  readonly url: string;
  /** Breaks what is under way and refuses what comes. */
  cut(): void;
  /** Lets nothing through any more, without a word of it to either end. */
  jam(): void;
  mend(): void;
  /** Takes it down for good. */
  remove(): Promise<void>;
}

type State = 'sound' | 'cut' | 'jammed';

/** Lays a cable to a source, which need not answer yet. */
export async function layCable(source: string): Promise<Cable> {
  const { hostname, port } = new URL(source);
  const ends = new Set<Socket>();
  let state: State = 'sound';
  const join = (from: Socket, to: Socket) => {
    ends.add(from);
    from.on('data', (bytes) => {
      if (state === 'sound') to.write(bytes);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      ends.delete(from);
      if (state !== 'jammed') to.destroy();
    });
  };
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy();
    const far = connect(Number(port), hostname);
    join(near, far);
    join(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The cable has no end to plug into.');
  const drop = () => {
    for (const end of ends) end.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut() {
      state = 'cut';
      drop();
    },
    jam() {
      state = 'jammed';
    },
    mend() {
      // What a jam swallowed is lost: connections with a hole in them are broken.
      drop();
      state = 'sound';
    },
    async remove() {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
