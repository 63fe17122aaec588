/** Publishing while something else goes on: a dashboard on a monitor, layouts in turn, the record being played, the engine killed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatInstant } from '../../contract/calendar.ts';
import { dashboard } from '../../contract/dashboards.ts';
import { ROLES, type Role, type ServerMessage } from '../../contract/live.ts';
import {
  publicationsAnswer,
  publishedAnswer,
  publishingAnswer,
  type SceneBundle,
  sceneDraft,
} from '../../contract/sceneEditing.ts';
import { administrator, type Client, startFace, type TestFace, WALL_TOKEN } from '../fixtures/face.ts';
import { openLive } from '../fixtures/liveClient.ts';
import { endPrograms, startProgram } from '../fixtures/program.ts';

type Of<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;
const isPrepare = (m: ServerMessage): m is Of<'prepare'> => m.type === 'prepare';
const isShow = (m: ServerMessage): m is Of<'show'> => m.type === 'show';

/** A window of the wall that hangs there for a role. */
async function windowOf(url: string, role: Role) {
  const live = await openLive(url, `?token=${WALL_TOKEN}`);
  live.say({ type: 'window', role });
  const { scene } = await live.next(isShow);
  return {
    ...live,
    begun: scene,
    ready: (publication: string) => live.say({ type: 'ready', publication, role, faults: [] }),
    shown: (fits: (scene: Of<'show'>['scene']) => boolean) =>
      live.next((m): m is Of<'show'> => isShow(m) && fits(m.scene)),
  };
}

async function draftOf(admin: Client, id = 'default') {
  return sceneDraft.parse(await (await admin.call('GET', `/scenes/${id}/draft`)).json());
}

/** Saves the scene with every layout called so, as the draft after `basedOn`. */
async function renamed(
  admin: Client,
  name: string,
  change: (bundle: SceneBundle) => SceneBundle = (bundle) => bundle,
) {
  const { version, bundle } = await draftOf(admin);
  const layouts = bundle.layouts.map((one) => ({ ...one, title: { vi: name, en: name } }));
  const body = { basedOn: version, bundle: change({ ...bundle, layouts }) };
  const saved = await admin.call('PUT', '/scenes/default/draft', body);
  return sceneDraft.parse(await saved.json()).version;
}

const publish = (admin: Client, version: number) =>
  admin.call('POST', '/scenes/default/publish', { version, note: null });

describe('a publication', () => {
  let test: TestFace;
  let admin: Client;
  beforeEach(async () => {
    test = await startFace();
    admin = await administrator(test);
  });
  afterEach(() => test.end());

  it('leaves a dashboard on its monitor, and is there when that goes', async () => {
    const made = await admin.call('POST', '/dashboards', { from: 'nothing', title: 'Bảng của Lan' });
    const { id } = dashboard.parse(await made.json());
    const windows = [await windowOf(test.url, 'map'), await windowOf(test.url, 'trends')];
    const widgets = [{ id: 'one', type: 'figure', x: 0, y: 0, w: 4, h: 3, config: {} }];
    await admin.call('PUT', `/dashboards/${id}`, {
      basedOn: 1,
      document: { schema: 1, title: 'Bảng của Lan', widgets },
    });
    const sent = await admin.call('POST', '/wall/dashboards', { dashboard: id, role: 'map' });
    expect(sent.status).toBe(201);
    const published = publish(admin, await renamed(admin, 'Mới'));
    for (const one of windows) {
      const { scene, publication } = await one.next(isPrepare);
      expect(scene.layouts.map.title.vi).toBe('Bảng của Lan');
      expect(scene.layouts.trends.title.vi).toBe('Mới');
      one.ready(publication);
    }
    expect((await published).status).toBe(200);
    for (const one of windows) {
      const { scene } = await one.shown(({ layouts }) => layouts.trends.title.vi === 'Mới');
      expect([scene.layouts.map.title.vi, scene.sent?.map?.title]).toEqual(['Bảng của Lan', 'Bảng của Lan']);
    }
    await admin.call('DELETE', '/wall/dashboards/map');
    for (const one of windows) {
      const { scene } = await one.shown(({ sent }) => sent === undefined);
      expect(scene.layouts.map.title.vi).toBe('Mới');
      one.socket.close();
    }
  });

  it('of layouts in turn begins with the first of them, though another had its turn meanwhile', async () => {
    const one = await windowOf(test.url, 'map');
    const inTurn = (bundle: SceneBundle): SceneBundle => {
      const [first] = bundle.layouts;
      if (!first) throw new Error('The scene has no layouts.');
      const second = { ...first, id: 'second', title: { vi: 'Lượt hai', en: 'Turn two' } };
      return {
        ...bundle,
        scene: {
          ...bundle.scene,
          schema: 2,
          layouts: { ...bundle.scene.layouts, map: { layouts: ['map', 'second'], everyS: 60 } },
        },
        layouts: [...bundle.layouts, second],
      };
    };
    const first = publish(admin, await renamed(admin, 'Lượt một', inTurn));
    one.ready((await one.next(isPrepare)).publication);
    expect((await first).status).toBe(200);
    await one.shown(({ layouts }) => layouts.map.title.vi === 'Lượt một');

    const again = publish(admin, await renamed(admin, 'Lượt một, bản sau'));
    const { publication, scene: prepared } = await one.next(isPrepare);
    expect(prepared.layouts.map.title.vi).toBe('Lượt một, bản sau');
    test.time.offset = 61_000;
    // The turn of what still hangs there goes on, and does not take away what waits.
    expect((await one.shown(({ layouts }) => layouts.map.id === 'second')).publication).toBeUndefined();
    one.ready(publication);
    expect(publishedAnswer.parse(await (await again).json()).windows).toMatchObject([{ state: 'ready' }]);
    const shown = await one.shown(({ layouts }) => layouts.trends.title.vi === 'Lượt một, bản sau');
    expect([shown.publication, shown.scene.layouts.map]).toEqual([publication, prepared.layouts.map]);
    test.time.offset += 61_000;
    await one.shown(({ layouts }) => layouts.map.id === 'second');
    one.socket.close();
  });

  it('while the record is played leaves the record on the wall, and is there with the present', async () => {
    const one = await windowOf(test.url, 'map');
    const begun = Date.now();
    test.time.offset = 3_600_000;
    const [from, to] = [formatInstant(begun + 60_000), formatInstant(begun + 1_800_000)];
    const playing = { mode: 'playback', from, to, speed: 1 };
    expect((await admin.call('PUT', '/clock', playing)).status).toBe(200);
    const published = publish(admin, await renamed(admin, 'Mới'));
    const { publication } = await one.next(isPrepare);
    one.ready(publication);
    expect((await published).status).toBe(200);
    // Nothing stays behind waiting, and what hangs there is what hung there then.
    const played = await one.next((m): m is Of<'show'> => isShow(m) && m.publication === publication);
    expect(played.scene.layouts.map.title.vi).toBe('Bố cục map');
    expect((await admin.call('PUT', '/clock', { mode: 'live' })).status).toBe(200);
    await one.shown(({ layouts }) => layouts.map.title.vi === 'Mới');
    one.socket.close();
  });

  it('of what hangs there already leaves nothing waiting', async () => {
    const one = await windowOf(test.url, 'map');
    const { bundle } = await draftOf(admin);
    await admin.call('PUT', '/scenes/default/draft', { basedOn: 0, bundle });
    const published = publish(admin, 1);
    const { publication } = await one.next(isPrepare);
    one.ready(publication);
    expect((await published).status).toBe(200);
    const { scene } = await one.next((m): m is Of<'show'> => isShow(m) && m.publication === publication);
    expect(scene).toEqual(one.begun);
    one.socket.close();
  });
});

describe('an engine killed between prepare and show', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-killed-'));
  const before = process.env['IOC_WALL_TOKEN'];
  afterEach(() => {
    endPrograms();
    if (before === undefined) delete process.env['IOC_WALL_TOKEN'];
    else process.env['IOC_WALL_TOKEN'] = before;
    rmSync(folder, { recursive: true, force: true });
  });

  it('has published nothing: the wall as it was, the draft still there, and the next attempt whole', async () => {
    process.env['IOC_WALL_TOKEN'] = WALL_TOKEN;
    const engine = await startProgram(folder);
    const windows = await Promise.all(ROLES.map((role) => windowOf(engine.url, role)));
    const version = await renamed(engine.admin, 'Mới');
    const cut = publish(engine.admin, version).catch(() => null);
    const asked = await Promise.all(windows.map((one) => one.next(isPrepare)));
    // All but one are ready: the last word is missing when the engine dies.
    asked.slice(1).forEach(({ publication }, i) => windows[i + 1]?.ready(publication));
    await expect
      .poll(async () => {
        const answer = await engine.admin.call('GET', '/scenes/publishing');
        const { publishing } = publishingAnswer.parse(await answer.json());
        return publishing?.windows.filter(({ state }) => state === 'ready').length;
      })
      .toBe(3);
    await engine.kill();
    expect(await cut).toBeNull();
    for (const one of windows) {
      await one.closed;
      expect(one.heard.filter(isShow)).toHaveLength(1);
    }

    const risen = await startProgram(folder);
    const back = await Promise.all(ROLES.map((role) => windowOf(risen.url, role)));
    back.forEach(({ begun }, i) => expect(begun.layouts).toEqual(windows[i]?.begun.layouts));
    const answer = await risen.admin.call('GET', '/scenes/publishing');
    expect(publishingAnswer.parse(await answer.json()).publishing).toBeNull();
    const list = await risen.admin.call('GET', '/scenes/default/publications');
    expect(publicationsAnswer.parse(await list.json()).publications).toEqual([]);
    expect((await draftOf(risen.admin)).version).toBe(version);

    const whole = publish(risen.admin, version);
    for (const one of back) one.ready((await one.next(isPrepare)).publication);
    expect((await whole).status).toBe(200);
    for (const one of back) {
      await one.shown(({ layouts }) => ROLES.every((role) => layouts[role].title.vi === 'Mới'));
      one.socket.close();
    }
    await risen.kill('SIGTERM');
  });
});
