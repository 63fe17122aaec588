/** The packaged product: how large it is, how fast its first figures are there, what it takes and whether it grows. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { bytesBelow } from '../../build/package/budget.ts';
import { makeDeb } from '../../build/package/deb.ts';
import { aboutProject } from '../../build/package/product.ts';
import { makeProgram, sourceEpoch } from '../../build/package/program.ts';
import { end } from '../../build/rig/processes.ts';
import { privateMemory, total } from '../../build/rig/processTree.ts';
import { SOFTWARE_DRAWING, sandboxFlags } from '../../build/runtime/flags.ts';
import { pulse, type Pulse } from '../../electron/contract/release.ts';
import { startBlanks } from './blanks.ts';
import { untilPainted } from './inPage.ts';
import { report, round } from './report.ts';
import { onStage, type Stage } from './stage.ts';

const ROUNDS = 5;
const MIB = 1024 * 1024;
const MINUTE = 60_000;

interface Running {
  readonly child: ChildProcess;
  /** ms */
  readonly startedAt: number;
  /** Resolves with the instant (ms) at which a pulse first says so. */
  until(holds: (pulse: Pulse) => boolean): Promise<number>;
}

function startProgram(program: string, { rig, dataDir, demo, runtime }: Stage): Running {
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
  return {
    child,
    startedAt,
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
  const wall = startProgram(program, stage);
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
  const wall = startProgram(program, stage);
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

async function measure(stage: Stage, minutes: number): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'ioc-bench-package-'));
  try {
    const about = aboutProject();
    const { version } = about;
    const epoch = await sourceEpoch();
    const program = await makeProgram({ runtime: stage.runtime, about, version, notes: '', epoch, work });
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

/** @param minutes how long it runs for the look at its memory; at least 1 @param cases of the demo source */
export function packaged(minutes: number, cases: number | undefined): Promise<void> {
  return onStage('package', (stage) => measure(stage, minutes), cases);
}
