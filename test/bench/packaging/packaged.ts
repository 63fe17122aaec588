/** The packaged product: how large it is, how fast its first figures are there, what it takes and whether it grows. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bytesBelow } from '../../../build/package/budget.ts';
import { makeDeb } from '../../../build/package/deb.ts';
import { aboutProject } from '../../../build/package/product.ts';
import { makeProgram, sourceEpoch } from '../../../build/package/program.ts';
import { end } from '../../../build/rig/processes.ts';
import { privateMemory, total } from '../../../build/rig/processTree.ts';
import { startBlanks } from '../blanks.ts';
import { untilPainted } from '../inPage.ts';
import { report, round } from '../report.ts';
import { onStage, type Stage } from '../stage.ts';
import { tellDay } from './day.ts';
import { startPackaged } from './running.ts';

const ROUNDS = 5;
const MIB = 1024 * 1024;
const MINUTE = 60_000;

async function startOfBlanks(stage: Stage, profile: string): Promise<number> {
  const blanks = startBlanks(stage, profile);
  try {
    const pages = await blanks.pages(stage.rig.monitors, 'file:');
    const painted = await Promise.all(pages.map((page) => page.run(untilPainted, undefined)));
    return Math.max(...painted) - blanks.startedAt;
  } finally {
    await blanks.stop();
  }
}

async function firstFigures(program: string, stage: Stage): Promise<number> {
  const wall = startPackaged(program, stage);
  try {
    return (await wall.until(({ figures }) => figures === stage.rig.monitors)) - wall.startedAt;
  } finally {
    await end(wall.child);
  }
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function tellStarts(program: string, stage: Stage, work: string): Promise<void> {
  const profile = join(work, 'blank');
  // The first start of each makes its profile and brings the files into memory.
  await startOfBlanks(stage, profile);
  await firstFigures(program, stage);
  const blanks: number[] = [];
  const walls: number[] = [];
  for (let one = 0; one < ROUNDS; one += 1) {
    blanks.push(await startOfBlanks(stage, profile));
    walls.push(await firstFigures(program, stage));
  }
  const blank = Math.round(middle(blanks));
  report({
    bench: 'package, first figures on every window',
    value: Math.round(middle(walls)),
    unit: 'ms',
    ratio: round(middle(walls) / blank),
    baseline: `${blank} ms until ${stage.rig.monitors} blank windows of the same runtime have painted; load ${round(loadavg()[0] ?? 0, 1)}`,
  });
}

/** Looks at the memory once a minute; growth is the slope over the second half of the looks. */
async function tellMemory(program: string, stage: Stage, minutes: number): Promise<void> {
  const wall = startPackaged(program, stage);
  try {
    await wall.until(({ figures }) => figures === stage.rig.monitors);
    const looks: number[] = [];
    for (let minute = 0; minute < minutes; minute += 1) {
      await pause(MINUTE);
      looks.push(total(privateMemory(wall.child.pid ?? 0)));
    }
    const half = looks.slice(Math.floor(looks.length / 2));
    const growth = half.length < 2 ? null : ((half.at(-1) ?? 0) - (half[0] ?? 0)) / (half.length - 1);
    report({
      bench: `package, private memory of all processes after ${minutes} min`,
      value: round(looks.at(-1) ?? Number.NaN, 0),
      unit: 'MiB',
      ratio: null,
      baseline: growth === null ? null : `${round(growth)} MiB a minute over the second half`,
    });
  } finally {
    await end(wall.child);
  }
}

function tellVerifying(program: string): void {
  const node = join(program, 'resources', 'engine', 'bin', 'node');
  const keeper = join(program, 'resources', 'engine', 'dist', 'keeper', 'main.mjs');
  const began = performance.now();
  const ran = spawnSync(node, [keeper, 'verify'], { stdio: 'ignore' });
  if (ran.status !== 0) throw new Error('The program is not as it was made.');
  report({
    bench: 'package, the keeper holds every file against its list',
    value: Math.round(performance.now() - began),
    unit: 'ms',
    ratio: null,
    baseline: null,
  });
}

export interface Length {
  /** How long it runs for the look at its memory; at least 1. */
  readonly minutes: number;
  /** Whether a whole day is put into that time, and nothing else is measured. */
  readonly day: boolean;
  /** File that every look of the day is written to at once. */
  readonly looks: string | undefined;
}

async function measure(stage: Stage, { minutes, day, looks }: Length): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'ioc-bench-package-'));
  try {
    const about = aboutProject();
    const { version } = about;
    const epoch = await sourceEpoch();
    const program = await makeProgram({ runtime: stage.runtime, about, version, notes: '', epoch, work });
    if (day) return await tellDay(program, stage, minutes, looks);
    const deb = await makeDeb({ program, work, file: join(work, 'ioc-wall.deb'), about, version, epoch });
    const size = (what: string, bytes: number) =>
      report({
        bench: `package, ${what}`,
        value: Math.round(bytes / MIB),
        unit: 'MiB',
        ratio: null,
        baseline: null,
      });
    size('installed', bytesBelow(program));
    size('Debian package', statSync(deb).size);
    tellVerifying(program);
    await tellStarts(program, stage, work);
    await tellMemory(program, stage, minutes);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param cases of the demo source */
export function packaged(length: Length, cases: number | undefined): Promise<void> {
  return onStage('package', (stage) => measure(stage, length), cases);
}
