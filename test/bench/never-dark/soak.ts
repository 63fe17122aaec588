/** Whether a wall grows: memory over many updates and scene switches in a short time, live and without any source. */
import { appendFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { layCable } from '../../e2e/support/cable.ts';
import { type Administrator, signIn } from '../programs.ts';
import { report, round } from '../report.ts';
import { onStage, PUSH_SOURCE, type Stage } from '../stage.ts';
import { collectedHeap, layoutShown } from './inPage.ts';
import { type PerKind, privateMemory, type ProcessKind, total } from '../../../build/rig/processTree.ts';
import { pushLines, receiptLine } from './pusher.ts';
import { slope } from './slope.ts';
import { openWallUnderTest, until, type WallUnderTest } from './wallUnderTest.ts';

const SCENES = ['briefing', 'default'] as const;
/** Looks at the memory in each half. */
const LOOKS = 40;
/** Share of each half after which caches and compiled code are taken to be there. */
const WARM = 0.25;
/** A slope is told for so many updates. */
const PER_UPDATES = 10_000;
/** So that pages can be made to tidy up before they are looked at, and say to the byte what is left. */
const TIDY = ['--js-flags=--expose-gc', '--enable-precise-memory-info'];

export interface Load {
  /** Events, over both halves. */
  readonly updates: number;
  /** Switches of the scene, over both halves. */
  readonly switches: number;
  /** File that every look is written to as a line of JSON as soon as it is had, so that a soak of hours can be watched. */
  readonly looks?: string | undefined;
}

interface Look {
  /** Updates so far in this half. */
  readonly updates: number;
  /** Private memory by kind of process, MiB. */
  readonly memory: PerKind;
  /** What the pages' scripts hold after tidying up, MiB. */
  readonly heap: number;
}

const KINDS = {
  window: 'private memory of the windows',
  shell: 'private memory of the shell',
  graphics: 'private memory of the graphics process',
  engine: 'private memory of the engine',
  other: 'private memory of helper processes',
} as const satisfies Record<ProcessKind, string>;

async function look(wall: WallUnderTest, updates: number): Promise<Look> {
  const heaps = await Promise.all((await wall.pages()).map((page) => page.run(collectedHeap, undefined)));
  return {
    updates,
    memory: privateMemory(wall.pid),
    heap: heaps.reduce((sum, bytes) => sum + bytes, 0) / 1024 / 1024,
  };
}

/** Has all windows show another scene, and waits until they do. */
async function switchScene(wall: WallUnderTest, admin: Administrator, scene: string): Promise<void> {
  const before = await Promise.all((await wall.pages()).map((page) => page.run(layoutShown, undefined)));
  await admin.put('/wall/scene', { scene });
  await until(`the scene "${scene}" on every window`, async () => {
    const now = await Promise.all((await wall.pages()).map((page) => page.run(layoutShown, undefined)));
    return now.every((layout, i) => layout !== null && layout !== before[i]) ? true : null;
  });
}

/** Half of the load. `update` brings some events about, so many that they come with each switch. */
async function half(
  wall: WallUnderTest,
  admin: Administrator,
  load: Load,
  update: (step: number, count: number) => Promise<void>,
): Promise<Look[]> {
  const steps = Math.max(LOOKS, Math.round(load.switches / 2));
  const each = Math.max(1, Math.round(load.updates / 2 / steps));
  const every = Math.ceil(steps / LOOKS);
  const looks: Look[] = [];
  const take = async (updates: number) => {
    const taken = await look(wall, updates);
    looks.push(taken);
    if (load.looks !== undefined)
      appendFileSync(load.looks, `${JSON.stringify({ at: new Date().toISOString(), ...taken })}\n`);
  };
  await take(0);
  for (let step = 1; step <= steps; step += 1) {
    await update(step, each);
    await switchScene(wall, admin, SCENES[step % SCENES.length] ?? 'default');
    if (step % every === 0) await take(step * each);
  }
  return looks;
}

async function measure(stage: Stage, load: Load): Promise<void> {
  const cable = await layCable(stage.demo.url);
  const wall = await openWallUnderTest({ ...stage, demo: { ...stage.demo, url: cable.url } }, TIDY);
  try {
    const admin = await signIn(wall.setting.engineUrl);
    const run = Date.now();
    const push = async (step: number, count: number) => {
      const lines = Array.from({ length: count }, (_, n) => receiptLine(`soak-${run}-${step}-${n}`));
      const { accepted } = await pushLines(wall.setting.engineUrl, stage.pushToken, lines);
      if (accepted !== count) throw new Error(`Of ${count} events ${accepted} were accepted.`);
    };
    await switchScene(wall, admin, 'briefing');
    tell('live', await half(wall, admin, load, push), 'events pushed');

    // No source is heard any more, and the wall plays its record: figures change with every tick, from the disk alone.
    cable.cut();
    await admin.post(`/sources/${PUSH_SOURCE}/pause`, {});
    await admin.put('/clock/settings', {
      automatic: true,
      silenceS: 5,
      hours: 24,
      speed: 3600,
      idleS: 86_400,
    });
    await until('the record on the wall', async () => ((await isPlayed(admin)) ? true : null));
    const idle = await half(wall, admin, load, async () => undefined);
    tell(
      'without a source',
      idle,
      'the record played at 3600 times its speed; as many updates as live come with a switch',
    );
  } finally {
    await wall.stop();
    await cable.remove();
  }
}

async function isPlayed(admin: Administrator): Promise<boolean> {
  const { clock } = (await admin.get('/clock')) as { clock: { mode: string } };
  return clock.mode === 'playback';
}

/** @param note what stands for an update */
function tell(how: string, looks: readonly Look[], note: string): void {
  const [load = 0] = loadavg();
  const last = looks.at(-1);
  const counted = looks.filter(({ updates }) => updates >= (last?.updates ?? 0) * WARM);
  const span = (of: (one: Look) => number) =>
    [counted[0], last].map((one) => (one ? round(of(one), 1) : Number.NaN)).join(' MiB when warm, at last ');
  for (const [what, of] of [
    ['scripts of the windows', ({ heap }: Look) => heap],
    ...Object.entries(KINDS).map(
      ([kind, what]) => [what, ({ memory }: Look) => memory[kind as ProcessKind]] as const,
    ),
    ['private memory of all processes', ({ memory }: Look) => total(memory)],
  ] as const)
    report({
      bench: `soak, ${how}, ${what}`,
      value: round(slope(counted.map((one) => ({ x: one.updates, y: of(one) }))) * PER_UPDATES),
      unit: `MiB per ${PER_UPDATES} updates`,
      ratio: null,
      baseline:
        `${span(of)} MiB after ${last?.updates ?? 0} updates, ` +
        `${looks.length} looks; aim below 1; ${note}; load ${round(load, 1)}`,
    });
}

/** @param cases of the demo source; a year's when left out */
export function soak(load: Load, cases?: number): Promise<void> {
  return onStage('soak', (stage) => measure(stage, load), cases);
}
