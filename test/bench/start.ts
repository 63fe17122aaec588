/** From the start of the program to the first numbers on all four monitors, against four blank windows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBlanks } from './blanks.ts';
import { type NumbersShown, untilNumbers, untilPainted } from './inPage.ts';
import { report, round } from './report.ts';
import { onStage, type Stage, startWall } from './stage.ts';

const ROUNDS = 5;

/** The stages of one start, each in ms after it. */
interface Stages {
  /** The engine can answer. */
  readonly engine: number;
  /** Every window has painted its first picture. */
  readonly windows: number;
  /** Every window shows a number. */
  readonly numbers: number;
  /** No widget on any window waits for its figures. */
  readonly complete: number;
}

async function startOfWall(stage: Stage): Promise<Stages> {
  const wall = startWall(stage);
  try {
    const pages = await wall.pages(stage.rig.monitors, 'app://wall/');
    const shown = await Promise.all(pages.map((page) => page.run(untilNumbers, undefined)));
    const last = (when: (one: NumbersShown) => number) => Math.max(...shown.map(when)) - wall.startedAt;
    return {
      engine: (await wall.firstLine).at - wall.startedAt,
      windows: last(({ painted }) => painted),
      numbers: last(({ first }) => first),
      complete: last(({ all }) => all),
    };
  } finally {
    await wall.stop();
  }
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

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measure(stage: Stage): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'ioc-bench-blank-'));
  try {
    // The first start of each makes its profile and brings the files into memory.
    await startOfBlanks(stage, profile);
    await startOfWall(stage);
    const blanks: number[] = [];
    const walls: Stages[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      blanks.push(await startOfBlanks(stage, profile));
      walls.push(await startOfWall(stage));
    }
    tell(middle(blanks), walls, stage.rig.monitors);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

function tell(blank: number, walls: readonly Stages[], monitors: number): void {
  const say = (what: string, of: (one: Stages) => number) => {
    const value = Math.round(middle(walls.map(of)));
    report({
      bench: `start, ${what}`,
      value,
      unit: 'ms',
      ratio: round(value / blank),
      baseline: `${Math.round(blank)} ms until ${monitors} blank windows of the same runtime have painted`,
    });
  };
  say('engine answers', ({ engine }) => engine);
  say('every window has painted', ({ windows }) => windows);
  say('first numbers on every window', ({ numbers }) => numbers);
  say('all numbers on every window', ({ complete }) => complete);
}

export function start(): Promise<void> {
  return onStage('start', measure);
}
