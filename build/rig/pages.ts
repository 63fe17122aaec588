/** Looks into the pages of a browser program from outside, through the debugging port that Chromium opens. */
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** Arguments with which a program opens its debugging port, on loopback and a free one. */
export const WATCHED = ['--remote-debugging-port=0'];

/** Chromium's words for a document that went away while it was asked. */
const CONTEXT_GONE = 'Execution context was destroyed';

const target = z.object({
  id: z.string(),
  type: z.string(),
  url: z.string(),
  webSocketDebuggerUrl: z.string(),
});

const answer = z.object({
  id: z.int(),
  error: z.object({ message: z.string() }).optional(),
  result: z
    .object({
      result: z.object({ value: z.unknown().optional() }),
      exceptionDetails: z
        .object({ text: z.string(), exception: z.object({ description: z.string().optional() }).optional() })
        .optional(),
    })
    .optional(),
});

/** One page of a watched program. */
export interface WatchedPage {
  readonly id: string;
  readonly url: string;
  /**
   * Runs a function inside the page and gives what it returns or resolves to, as JSON can carry it. The function
   * sees only its argument and the page; if the page goes to another document meanwhile, it is run again there.
   */
  run<A, T>(inPage: (argument: A) => T | Promise<T>, argument: A): Promise<T>;
  close(): void;
}

/** The port that a program started with `WATCHED` and a readable stderr opens. What else it writes there is told only if it ends. */
export function debuggingPort(child: ChildProcess): Promise<number> {
  const { stderr } = child;
  if (!stderr) throw new Error('The program must be started with its stderr as a pipe.');
  let last = '';
  return new Promise((resolve, reject) => {
    createInterface({ input: stderr }).on('line', (line) => {
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
      else if (line !== '') last = line;
    });
    child.once('close', (code) =>
      reject(new Error(`The program ended with code ${code ?? 'none'}: ${last}`)),
    );
  });
}

/** Addresses of the pages that the program shows now, with what is needed to look into them. */
export async function pagesOf(port: number): Promise<z.infer<typeof target>[]> {
  const listed = await fetch(`http://127.0.0.1:${port}/json/list`);
  return z
    .array(target)
    .parse(await listed.json())
    .filter(({ type }) => type === 'page');
}

/** Opens a look into one page; close it when done. */
export async function watchPage(page: z.infer<typeof target>): Promise<WatchedPage> {
  const socket = new WebSocket(page.webSocketDebuggerUrl);
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let count = 0;
  socket.addEventListener('message', ({ data }) => {
    const read = answer.safeParse(JSON.parse(String(data)));
    const asker = read.success ? waiting.get(read.data.id) : undefined;
    if (!read.success || !asker) return;
    waiting.delete(read.data.id);
    const { error, result } = read.data;
    const thrown = result?.exceptionDetails;
    if (error) asker.reject(new Error(`${page.url}: ${error.message}`));
    else if (thrown) asker.reject(new Error(`${page.url}: ${thrown.exception?.description ?? thrown.text}`));
    else asker.resolve(result?.result.value);
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`The page ${page.url} cannot be looked into.`)));
    socket.addEventListener('close', () => {
      for (const { reject: refuse } of waiting.values()) refuse(new Error(`The page ${page.url} is gone.`));
      waiting.clear();
    });
  });
  const send = (method: string, params: object) => {
    count += 1;
    const id = count;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });
  };
  /** A document that gives way to the one being loaded takes everything it had with it: the next one is asked anew. */
  const evaluate = async (expression: string): Promise<unknown> => {
    for (;;) {
      try {
        return await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      } catch (error) {
        if (!(error instanceof Error && error.message.includes(CONTEXT_GONE))) throw error;
      }
    }
  };
  return {
    id: page.id,
    url: page.url,
    run<A, T>(inPage: (argument: A) => T | Promise<T>, argument: A) {
      const expression = `(${inPage.toString()})(${JSON.stringify(argument) ?? 'undefined'})`;
      return evaluate(expression) as Promise<T>;
    },
    close: () => socket.close(),
  };
}
