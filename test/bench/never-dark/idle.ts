/** What a wall costs while nothing happens: processor time and memory, against four blank windows of the same runtime. */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startBlanks } from '../blanks.ts';
import { untilPainted } from '../inPage.ts';
import { signIn } from '../programs.ts';
import { report, round } from '../report.ts';
import { onStage, PUSH_SOURCE, type Stage } from '../stage.ts';
import { type PerKind, privateMemory, processorTime, total } from '../../../build/rig/processTree.ts';
import { openWallUnderTest } from './wallUnderTest.ts';

/** What a start leaves to be done is done after this, ms. */
const SETTLING_MS = 30_000;
const MEASURED_MS = 60_000;

interface Cost {
  /** Processor time by kind of process, ms a second. */
  readonly cpu: PerKind;
  /** Private memory by kind of process, MiB. */
  readonly memory: PerKind;
}

/** What everything under a process takes while it is left alone. */
async function costOf(root: number): Promise<Cost> {
  await pause(SETTLING_MS);
  const before = processorTime(root);
  const began = performance.now();
  await pause(MEASURED_MS);
  const after = processorTime(root);
  const seconds = (performance.now() - began) / 1000;
  const perSecond = (kind: keyof PerKind) => (after[kind] - before[kind]) / seconds;
  return {
    cpu: {
      shell: perSecond('shell'),
      window: perSecond('window'),
      graphics: perSecond('graphics'),
      engine: perSecond('engine'),
      other: perSecond('other'),
    },
    memory: privateMemory(root),
  };
}

async function costOfBlanks(stage: Stage): Promise<Cost> {
  const profile = mkdtempSync(join(tmpdir(), 'ioc-bench-blank-'));
  const blanks = startBlanks(stage, profile);
  try {
    const pages = await blanks.pages(stage.rig.monitors, 'file:');
    await Promise.all(pages.map((page) => page.run(untilPainted, undefined)));
    for (const page of pages) page.close();
    return await costOf(blanks.pid);
  } finally {
    await blanks.stop();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function costOfWall(stage: Stage): Promise<Cost> {
  const wall = await openWallUnderTest(stage);
  try {
    // It would be late, and its age on the screens grow.
    const admin = await signIn(wall.setting.engineUrl);
    await admin.remove(`/sources/${PUSH_SOURCE}`);
    await wall.untilLive();
    for (const page of await wall.pages()) page.close();
    return await costOf(wall.pid);
  } finally {
    await wall.stop();
  }
}

function tell(blank: Cost, wall: Cost): void {
  const [load = 0] = loadavg();
  const say = (what: string, unit: string, value: number, against: number, baseline: string) =>
    report({
      bench: `idle, ${what}`,
      value: round(value),
      unit,
      ratio: round(value / against),
      baseline: `${round(against)} ${baseline}; load ${round(load, 1)}`,
    });
  const cpu = 'ms a second of four blank windows';
  say(
    'processor time of all processes',
    'ms/s',
    total(wall.cpu),
    total(blank.cpu),
    `${cpu}, all processes; aim × 1.5`,
  );
  for (const kind of ['shell', 'window', 'graphics'] as const)
    say(`processor time, ${kind}`, 'ms/s', wall.cpu[kind], blank.cpu[kind], cpu);
  for (const kind of ['engine', 'other'] as const)
    say(`processor time, ${kind}`, 'ms/s', wall.cpu[kind], total(blank.cpu), `${cpu}, all processes`);
  const memory = 'MiB of four blank windows';
  say('private memory of the windows', 'MiB', wall.memory.window, blank.memory.window, `${memory}; aim × 2`);
  say(
    'private memory of all processes',
    'MiB',
    total(wall.memory),
    total(blank.memory),
    `${memory}, all processes`,
  );
}

async function measure(stage: Stage): Promise<void> {
  const blank = await costOfBlanks(stage);
  tell(blank, await costOfWall(stage));
}

/** @param cases of the demo source; a year's when left out */
export function idle(cases?: number): Promise<void> {
  return onStage('idle', measure, cases);
}
