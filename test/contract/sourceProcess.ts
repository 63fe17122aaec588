/** The demo source as a process of its own, which may be killed like any program. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { inProject } from '../../build/paths.ts';

export interface SourceProcess {
  url: string;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

const ready = z.object({ ready: z.literal(true), url: z.url() });

/** What is left running when the tests end before their time. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Runs a program that says `{"ready":true,"url":…}` in its first line. */
export async function startProgram(file: string, args: readonly string[]): Promise<SourceProcess> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const gone = new Promise<void>((resolve) =>
    child.once('exit', () => {
      running.delete(child);
      resolve();
    }),
  );
  const { url } = await new Promise<z.infer<typeof ready>>((resolve, reject) => {
    void gone.then(() => reject(new Error(`${file} ended before it was ready`)));
    createInterface({ input: child.stdout }).once('line', (line) => resolve(ready.parse(JSON.parse(line))));
  });
  return {
    url,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

export function startSource(args: readonly string[], port = 0): Promise<SourceProcess> {
  const file = inProject('electron', 'demo-source', 'main.ts');
  return startProgram(file, ['--port', String(port), ...args]);
}
