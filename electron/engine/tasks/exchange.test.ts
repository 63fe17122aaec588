/** The worked example of the guide, against another system that fails, hears twice and out of order, and changes what we change. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { z } from 'zod';
import type { DeliveriesAnswer, endpointMade } from '../../contract/deliveries.ts';
import { TASK_FIELDS, type Task } from '../../contract/tasks.ts';
import type { SyncAnswer } from '../../contract/taskSync.ts';
import { administrator, type Client, client, startFace, type TestFace } from '../fixtures/face.ts';
import { type OtherSystem, startOtherSystem, type TheirTask } from './otherSystem.ts';

let test: TestFace;
let admin: Client;
let program: Client;
let other: OtherSystem;
beforeEach(async () => {
  test = await startFace();
  other = await startOtherSystem();
  admin = await administrator(test);
  const permissions = ['tasks.read', 'tasks.assign'];
  const { token } = await asked<{ token: string }>(admin, 'POST', '/tokens', { permissions });
  program = client(test.url, { token });
});
afterEach(async () => {
  await test.end();
  await other.end();
});

async function asked<T>(who: Client, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await who.call(method, path, body);
  if (answer.status >= 300)
    throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function endpoint(): Promise<string> {
  const made = await asked<z.infer<typeof endpointMade>>(admin, 'POST', '/deliveries/endpoints', {
    ...{ name: 'Hệ thống nhiệm vụ', url: other.url, inner: true },
  });
  other.secret = made.secret;
  return made.id;
}

/** Has what waits tried again at once, until the other system has heard so much. */
async function untilHeard(count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const { deliveries } = await asked<DeliveriesAnswer>(admin, 'GET', '/deliveries?state=waiting');
        for (const { number, attempts } of deliveries)
          if (attempts > 0) await admin.call('POST', `/deliveries/${number}/retry`);
        return other.heard.length;
      },
      { timeout: 20_000, interval: 50 },
    )
    .toBe(count);
}

/** What the other system says of one of its tasks. */
const say = (task: TheirTask, more: object = {}) =>
  asked<SyncAnswer>(program, 'PUT', `/tasks/systems/agency/tasks/${task.key}`, {
    ...{ version: task.version, at: new Date(Date.now() + test.time.offset).toISOString() },
    ...{ basedOn: task.seen, number: task.number },
    ...{ title: task.title, priority: task.priority, state: task.state },
    ...more,
  });
const theirs = (number: number): TheirTask => {
  const task = other.tasks.get(number);
  if (!task) throw new Error(`The other system has no task ${number}.`);
  return task;
};
const ours = (number: number) => asked<Task>(admin, 'GET', `/tasks/${number}`);
async function sameOnBothSides(number: number): Promise<void> {
  const { title, priority, state } = await ours(number);
  const there = theirs(number);
  expect({ title, priority, state }).toEqual({
    title: there.title,
    priority: there.priority,
    state: there.state,
  });
}

it('ends alike on both sides, over failures, repetitions, disorder and changes at once', async () => {
  const wins = Object.fromEntries(TASK_FIELDS.map((field) => [field, 'here']));
  await asked(admin, 'PUT', '/tasks/systems/agency', {
    ...{ name: 'Quản lý nhiệm vụ', unit: 'HCM', endpoint: await endpoint(), wins },
  });
  other.failing = 2;
  const assignee = { unit: 'HCM-KV01', person: null };
  const { number } = await asked<Task>(admin, 'POST', '/tasks', { title: 'Soát hồ sơ', assignee });
  await untilHeard(1);
  expect(theirs(number)).toMatchObject({ key: 'NV-1', title: 'Soát hồ sơ', state: 'open' });

  // It binds its task to ours, begins it, and says both of it in the wrong order, each twice.
  const bound = { ...theirs(number) };
  expect((await say(bound)).outcome).toBe('unchanged');
  const begun = Object.assign(theirs(number), { version: 3, state: 'in_progress' });
  const late = { ...bound, version: 2, priority: 'high' };
  expect((await say(begun)).outcome).toBe('changed');
  for (const again of [begun, late, late])
    expect(['unchanged', 'older']).toContain((await say(again)).outcome);
  expect(await ours(number)).toMatchObject({ state: 'in_progress', priority: 'normal', version: 2 });
  expect((await ours(number)).external).toEqual([{ system: 'agency', id: 'NV-1' }]);

  // Both change the title before either heard of the other; here wins, is told, and both are kept.
  const { version } = await ours(number);
  other.failing = 1;
  await asked(admin, 'PUT', `/tasks/${number}`, { basedOn: version, title: 'Soát hồ sơ quý I' });
  const changed = { ...theirs(number), version: 4, title: 'Soát lại hồ sơ', state: 'done' };
  Object.assign(theirs(number), changed);
  const settled = await say(changed, { basedOn: 2 });
  expect(settled.conflicts).toEqual([
    { field: 'title', here: 'Soát hồ sơ quý I', there: 'Soát lại hồ sơ', kept: 'here' },
  ]);
  await untilHeard(3);
  await sameOnBothSides(number);
  expect(await ours(number)).toMatchObject({
    title: 'Soát hồ sơ quý I',
    state: 'done',
    doneBy: 'system:agency',
  });
});

it('does what the guide says it does', async () => {
  const guide = readFileSync(new URL('../../../docs/operations/tasks.md', import.meta.url), 'utf8');
  const blocks = [...guide.matchAll(/```http\n(PUT|GET) \/api\/v1(\S+)\n(?:\n([\s\S]*?))?```/g)];
  expect(blocks).toHaveLength(4);
  const made = await endpoint();
  const answers: unknown[] = [];
  for (const [, method = '', path = '', body] of blocks) {
    const who = path === '/tasks/systems/agency' ? admin : program;
    const said: unknown = body === undefined ? undefined : JSON.parse(body.replace('ENDPOINT', made));
    answers.push(await asked(who, method, path, said));
  }
  expect(answers).toMatchObject([
    { id: 'agency' },
    { outcome: 'made', task: { number: 1, state: 'open' } },
    { outcome: 'changed', task: { state: 'done', version: 2 } },
    { events: [{ event: 'task.made' }, { event: 'task.synced', state: 'done' }], more: false },
  ]);
});
