/** How long publishing a scene takes until all windows show it, and how far apart they do; beside a plain switch of scenes. */
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '../../../electron/contract/live.ts';
import { type SceneDraft, sceneDraft } from '../../../electron/contract/sceneEditing.ts';
import { type Administrator, signIn } from '../programs.ts';
import { percentile, report, round } from '../report.ts';
import { onStage, type Stage } from '../stage.ts';
import { framesSeen, layoutShown, noteFrames } from './inPage.ts';
import { openWallUnderTest, until, type WallUnderTest } from './wallUnderTest.ts';

const SCENE = 'default';
/** What a scene takes to fade in and come to rest, ms. */
const REST_MS = 1_500;

interface Change {
  /** From being asked for to the last window's first frame of it, ms. */
  readonly took: number;
  /** From the first window to the last, ms. */
  readonly apart: number;
}

const each = async <T>(wall: WallUnderTest, inPage: () => T): Promise<T[]> =>
  Promise.all((await wall.pages()).map((page) => page.run(inPage, undefined)));

/** Does something that changes the layout of every window, and looks when each shows it. */
async function change(wall: WallUnderTest, act: () => Promise<unknown>): Promise<Change | null> {
  await pause(REST_MS);
  const before = await each(wall, layoutShown);
  await each(wall, noteFrames);
  const asked = Date.now();
  await act();
  await until('the change on every window', async () =>
    (await each(wall, layoutShown)).every((now, i) => now !== null && now !== before[i]) ? true : null,
  );
  const at = (await each(wall, framesSeen)).map((seen) => seen.scenes[0]?.at ?? Number.NaN);
  if (at.some(Number.isNaN)) return null;
  return { took: Math.max(...at) - asked, apart: Math.max(...at) - Math.min(...at) };
}

/** The same scene with other names for its layouts, so that a page can tell that it shows the next one. */
function renamed({ bundle }: SceneDraft, n: number): SceneDraft['bundle'] {
  const name = (id: string) => `${id.replace(/-p\d+$/, '')}-p${n}`;
  const { layouts } = bundle.scene;
  const of = (role: Role) => {
    const named = layouts[role];
    return name(typeof named === 'string' ? named : (named.layouts[0] ?? ''));
  };
  const named = {
    statistics: of('statistics'),
    map: of('map'),
    trends: of('trends'),
    operations: of('operations'),
  };
  return {
    ...bundle,
    scene: {
      ...bundle.scene,
      layouts: named,
      ...(bundle.scene.parts && { parts: bundle.scene.parts.map(name) }),
    },
    layouts: bundle.layouts.map((one) => ({ ...one, id: name(one.id) })),
  };
}

async function publication(wall: WallUnderTest, admin: Administrator, n: number): Promise<Change | null> {
  const draft = sceneDraft.parse(await admin.get(`/scenes/${SCENE}/draft`));
  const saved = sceneDraft.parse(
    await admin.put(`/scenes/${SCENE}/draft`, { basedOn: draft.version, bundle: renamed(draft, n) }),
  );
  return change(wall, () => admin.post(`/scenes/${SCENE}/publish`, { version: saved.version }));
}

function tell(what: string, changes: readonly Change[], of: (one: Change) => number, aim: string): void {
  const [load = 0] = loadavg();
  for (const [name, p] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const)
    report({
      bench: `${what}, ${name}`,
      value: round(percentile(changes.map(of), p), 1),
      unit: 'ms',
      ratio: null,
      baseline: `${changes.length} times; drawn by the processor;${aim} load ${round(load, 1)}`,
    });
}

async function measure(stage: Stage, times: number): Promise<void> {
  const wall = await openWallUnderTest(stage);
  try {
    const admin = await signIn(wall.setting.engineUrl);
    const [published, switched]: [Change[], Change[]] = [[], []];
    for (let n = 1; n <= times; n += 1) {
      const one = await publication(wall, admin, n);
      if (one) published.push(one);
      const other = await change(wall, () => admin.put('/wall/scene', { scene: 'briefing' }));
      if (other) switched.push(other);
      await change(wall, () => admin.put('/wall/scene', { scene: SCENE }));
    }
    tell('publish asked for → all windows show it', published, ({ took }) => took, '');
    tell('… windows apart', published, ({ apart }) => apart, ' aim p95 at most 33 ms;');
    tell('plain switch of scenes asked for → all windows show it', switched, ({ took }) => took, '');
    tell('… windows apart at it', switched, ({ apart }) => apart, '');
  } finally {
    await wall.stop();
  }
}

/** @param times publications @param cases of the demo source; a year's when left out */
export function publish(times: number, cases?: number): Promise<void> {
  return onStage('publish', (stage) => measure(stage, times), cases);
}
