/** One engine process, the same to the shell whichever way it was started. */
import { fork } from 'node:child_process';
import { utilityProcess } from 'electron';
import { z } from 'zod';
import { ENGINE_NODE_FLAGS } from '../contract/engineMemory.ts';
import { engineReady } from '../contract/wall.ts';

/** What the engine says over its private channel when it can answer. */
const greeting = engineReady.extend({ wallToken: z.string().min(1) });
export type Greeting = z.infer<typeof greeting>;

/** How long the last words of an engine inside Electron may take, ms. */
const LAST_WORDS = 100;

export interface EngineStart {
  /** The engine's program file. */
  program: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** A Node to run it under when Electron's own is too old for the engine's database. */
  node: string | undefined;
}

export interface EngineListener {
  ready(greeting: Greeting): void;
  /** @param lastWords the last line the engine wrote to stderr, empty when it wrote none */
  exited(code: number | null, lastWords: string): void;
}

export interface EngineChild {
  pid(): number | undefined;
  /** Asks it to end; it closes its database first. */
  stop(): void;
}

/** Whether this Electron can run the engine itself: its database needs Node-API 10 (Electron 36 and later). */
export function runsInside(): boolean {
  return Number(process.versions.napi) >= 10;
}

/** Starts the engine inside Electron where that is possible, else under the Node that was given. */
export function startEngineChild(start: EngineStart, listener: EngineListener): EngineChild {
  return runsInside() ? startInside(start, listener) : startUnderNode(start, listener);
}

function startInside(start: EngineStart, listener: EngineListener): EngineChild {
  const child = utilityProcess.fork(start.program, [...start.args], {
    env: { ...start.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    serviceName: 'IOC Wall engine',
  });
  const words = listen(child.stdout, child.stderr);
  child.on('message', (message: unknown) => greet(message, listener));
  // The exit is told before the last words have come through their pipe.
  child.once('exit', (code) => setTimeout(() => listener.exited(code, words()), LAST_WORDS));
  return { pid: () => child.pid, stop: () => child.kill() };
}

function startUnderNode(start: EngineStart, listener: EngineListener): EngineChild {
  const { ELECTRON_RUN_AS_NODE: _unused, ...env } = start.env;
  const child = fork(start.program, [...start.args], {
    execPath: start.node ?? 'node',
    execArgv: [...ENGINE_NODE_FLAGS],
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const words = listen(child.stdout, child.stderr);
  let ended = false;
  const end = (code: number | null, lastWords: string) => {
    if (!ended) listener.exited(code, lastWords);
    ended = true;
  };
  child.on('message', (message: unknown) => greet(message, listener));
  // `close` and not `exit`: the last words are complete only when the pipes are.
  child.once('close', (code) => end(code, words()));
  child.on('error', (error) => end(null, error.message));
  return { pid: () => child.pid, stop: () => void child.kill('SIGTERM') };
}

function greet(message: unknown, listener: EngineListener): void {
  const read = greeting.safeParse(message);
  if (read.success) listener.ready(read.data);
}

/** Passes the engine's output on, and returns how to ask for the last line it wrote to stderr. */
function listen(out: NodeJS.ReadableStream | null, err: NodeJS.ReadableStream | null): () => string {
  let tail = '';
  out?.on('data', (chunk: Buffer) => void process.stdout.write(chunk));
  err?.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk);
    tail = (tail + chunk.toString('utf8')).slice(-4_000);
  });
  return () => tail.trim().split('\n').at(-1)?.trim() ?? '';
}
