/** The processes of a wall, told apart by what they do, and what each takes of the machine. */
import { readdirSync, readFileSync } from 'node:fs';

/** `window`: draws one window; `graphics`: draws for all of them; `shell`: the program itself. */
export type ProcessKind = 'shell' | 'window' | 'graphics' | 'engine' | 'other';

export interface Process {
  readonly pid: number;
  readonly kind: ProcessKind;
}

/** Nothing where the process has ended meanwhile. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** What stands after the name, which may have blanks and brackets in it: state, parent, … */
function statOf(pid: number): readonly string[] {
  const text = read(pid, 'stat');
  return text.slice(text.lastIndexOf(') ') + 2).split(' ');
}

function kindOf(pid: number, root: number): ProcessKind {
  if (pid === root) return 'shell';
  // Chromium's own processes write blanks between their arguments.
  const words = read(pid, 'cmdline').split(/[\0 ]/);
  if (words.some((word) => word.endsWith('engine/main.mjs'))) return 'engine';
  if (words.includes('--type=renderer')) return 'window';
  return words.includes('--type=gpu-process') ? 'graphics' : 'other';
}

/** A process and all that descend from it, in the order in which they were started. */
export function processesUnder(root: number): Process[] {
  const children = new Map<number, number[]>();
  const startOf = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const fields = statOf(Number(name));
    const parent = Number(fields[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    startOf.set(Number(name), Number(fields[19]));
  }
  const found = [root];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found
    .sort((a, b) => (startOf.get(a) ?? 0) - (startOf.get(b) ?? 0))
    .map((pid) => ({ pid, kind: kindOf(pid, root) }));
}

/** The processes of one kind, the oldest first. */
export function processesOf(root: number, kind: ProcessKind): number[] {
  return processesUnder(root).flatMap((one) => (one.kind === kind ? [one.pid] : []));
}

/** Memory that a process has for itself alone, MiB. */
function privateMib(pid: number): number {
  const kib = [...read(pid, 'smaps_rollup').matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)];
  return kib.reduce((sum, [, amount]) => sum + Number(amount), 0) / 1024;
}

export type PerKind = Readonly<Record<ProcessKind, number>>;

function summed(root: number, of: (pid: number) => number): PerKind {
  const sums = { shell: 0, window: 0, graphics: 0, engine: 0, other: 0 };
  for (const { pid, kind } of processesUnder(root)) sums[kind] += of(pid);
  return sums;
}

/** Private memory under a process by kind, MiB. */
export function privateMemory(root: number): PerKind {
  return summed(root, privateMib);
}

/** Processor time of a process so far, all its threads, ms; to 10 ms. */
function processorMs(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}

/** Processor time spent under a process so far by kind, ms. What has ended is not in it. */
export function processorTime(root: number): PerKind {
  return summed(root, processorMs);
}

export function total(sums: PerKind): number {
  return Object.values(sums).reduce((sum, one) => sum + one, 0);
}
