import { readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROLES, type Role, type ServerMessage } from '../../contract/live.ts';
import {
  draftConflict,
  editableScenesAnswer,
  importAnswer,
  notReady,
  publicationsAnswer,
  publishedAnswer,
  type SceneBundle,
  sceneDraft,
} from '../../contract/sceneEditing.ts';
import { administrator, type Client, startFace, type TestFace, WALL_TOKEN } from '../fixtures/face.ts';
import { layoutDocument, writeDocument } from '../fixtures/layouts.ts';
import { openLive } from '../fixtures/liveClient.ts';

type Prepare = Extract<ServerMessage, { type: 'prepare' }>;
type Show = Extract<ServerMessage, { type: 'show' }>;
const isPrepare = (m: ServerMessage): m is Prepare => m.type === 'prepare';
const isShow = (m: ServerMessage): m is Show => m.type === 'show';
const isDiscard = (m: ServerMessage): m is Extract<ServerMessage, { type: 'discard' }> =>
  m.type === 'discard';

let test: TestFace;
let admin: Client;
beforeEach(async () => {
  test = await startFace();
  admin = await administrator(test);
});
afterEach(() => test.end());

const draftOf = async (id: string) =>
  sceneDraft.parse(await (await admin.call('GET', `/scenes/${id}/draft`)).json());
const save = (id: string, basedOn: number, bundle: unknown) =>
  admin.call('PUT', `/scenes/${id}/draft`, { basedOn, bundle });
const publish = (id: string, version: number, note: string | null = null) =>
  admin.call('POST', `/scenes/${id}/publish`, { version, note });
const problemOf = async (answer: Response) => (await answer.json()) as { detail: string; field?: string };

/** The bundle with the first widget of every layout so wide. */
function widened(bundle: SceneBundle, w: number): SceneBundle {
  const layouts = bundle.layouts.map((one) => ({
    ...one,
    widgets: one.widgets.map((placed, i) => (i === 0 ? { ...placed, w } : placed)),
  }));
  return { ...bundle, layouts };
}

/** A window of the wall that hangs there for a role. */
async function window(role: Role) {
  const live = await openLive(test.url, `?token=${WALL_TOKEN}`);
  live.say({ type: 'window', role });
  await live.next(isShow);
  return {
    ...live,
    role,
    ready: (publication: string, faults: object[] = []) =>
      live.say({ type: 'ready', publication, role, faults }),
  };
}

describe('a draft', () => {
  it('begins with what is shown, is kept in versions, and refuses what was made of an older one', async () => {
    const first = await draftOf('default');
    expect(first).toMatchObject({ version: 0, isDraft: false, origin: 'shipped', published: null });
    expect(first.bundle.layouts.map(({ id }) => id).sort()).toEqual([...ROLES].sort());
    expect((await save('default', 0, widened(first.bundle, 7))).status).toBe(200);
    const again = await save('default', 0, widened(first.bundle, 7));
    expect(sceneDraft.parse(await again.json()).version).toBe(1);
    const stale = await save('default', 0, widened(first.bundle, 8));
    expect(stale.status).toBe(409);
    const conflict = draftConflict.parse(await stale.json());
    expect(conflict).toMatchObject({ version: 1, savedBy: 'quantri' });
    expect(conflict.differences[0]).toMatchObject({ kind: 'widget_moved', widget: 'hero', fields: ['w'] });
    expect((await save('default', 1, widened(first.bundle, 8))).status).toBe(200);
    const dropped = await admin.call('POST', '/scenes/default/draft/drop', { basedOn: 2 });
    expect(await dropped.json()).toMatchObject({ version: 3, isDraft: false });
  });

  it('is not begun unseen over what was published since its editor looked', async () => {
    const one = await window('map');
    const before = await draftOf('default');
    await save('default', before.version, widened(before.bundle, 9));
    const published = publish('default', 1);
    one.ready((await one.next(isPrepare)).publication);
    expect((await published).status).toBe(200);
    const stale = await save('default', before.version, widened(before.bundle, 8));
    expect(stale.status).toBe(409);
    const conflict = draftConflict.parse(await stale.json());
    expect(conflict).toMatchObject({ version: 2, savedBy: 'quantri' });
    expect(conflict.differences[0]).toMatchObject({ kind: 'widget_moved', widget: 'hero' });
    const now = await draftOf('default');
    expect(now).toMatchObject({ version: 2, isDraft: false });
    expect((await save('default', now.version, widened(before.bundle, 8))).status).toBe(200);
    one.socket.close();
  });

  it.each<[string, (bundle: SceneBundle) => unknown, string]>([
    [
      'of a scene that names a layout which is not there',
      (bundle) => ({ ...bundle, layouts: bundle.layouts.filter(({ id }) => id !== 'map') }),
      'bundle.scene.layouts.map',
    ],
    [
      'with a layout that nobody names',
      (bundle) => ({ ...bundle, layouts: [...bundle.layouts, layoutDocument('spare')] }),
      'bundle.layouts.4.id',
    ],
    ['with a widget off the grid', (bundle) => widened(bundle, 13), 'bundle.layouts.0.widgets.0.w'],
    [
      'of another scene',
      (bundle) => ({ ...bundle, scene: { ...bundle.scene, id: 'meeting' } }),
      'bundle.scene.id',
    ],
  ])('%s is refused, naming the field', async (_what, spoil, field) => {
    const { bundle } = await draftOf('default');
    const refused = await save('default', 0, spoil(bundle));
    expect(refused.status).toBe(400);
    expect((await problemOf(refused)).field).toBe(field);
    expect((await draftOf('default')).version).toBe(0);
  });

  it('of ten megabytes is refused in words', async () => {
    const refused = await save('default', 0, { padding: 'x'.repeat(10 * 1024 * 1024) });
    expect(refused.status).toBe(413);
  });
});

describe('publishing', () => {
  it('has every window draw the scene out of sight, then shows it on all; and goes back in one step', async () => {
    const windows = await Promise.all([window('map'), window('trends')]);
    const { bundle } = await draftOf('default');
    await save('default', 0, widened(bundle, 9));
    const published = publish('default', 1, 'Rộng hơn');
    for (const one of windows) {
      const { publication, scene, layouts } = await one.next(isPrepare);
      expect(scene.layouts[one.role].widgets[0]?.w).toBe(9);
      expect(layouts).toHaveLength(4);
      expect(one.heard.at(-1)?.type).not.toBe('show');
      one.ready(publication);
    }
    const answer = publishedAnswer.parse(await (await published).json());
    expect(answer.publication).toMatchObject({ number: 2, by: 'quantri', note: 'Rộng hơn', restored: null });
    expect(answer.windows.map(({ state }) => state)).toEqual(['ready', 'ready']);
    const shows = await Promise.all(windows.map((one) => one.next(isShow)));
    for (const { scene, publication } of shows) {
      expect(scene.layouts.map.widgets[0]?.w).toBe(9);
      expect(publication).toBeDefined();
    }

    const back = admin.call('POST', '/scenes/default/roll-back', { number: 1 });
    for (const one of windows) one.ready((await one.next(isPrepare)).publication);
    expect(publishedAnswer.parse(await (await back).json()).publication).toMatchObject({
      number: 3,
      restored: 1,
    });
    expect((await windows[0]?.next(isShow))?.scene.layouts.map.widgets[0]?.w).toBe(6);
    const history = publicationsAnswer.parse(
      await (await admin.call('GET', '/scenes/default/publications')).json(),
    );
    expect(history.publications.map(({ number, by }) => [number, by])).toEqual([
      [3, 'quantri'],
      [2, 'quantri'],
      [1, 'engine'],
    ]);
    for (const one of windows) one.socket.close();
  });

  it('changes nothing when a window cannot draw a widget, and says which', async () => {
    const one = await window('map');
    const { bundle } = await draftOf('default');
    await save('default', 0, widened(bundle, 9));
    const refused = publish('default', 1);
    const fault = { layout: 'map', widget: 'hero', detail: 'there is no widget "figure"' };
    one.ready((await one.next(isPrepare)).publication, [fault]);
    const answer = await refused;
    expect(answer.status).toBe(409);
    expect(notReady.parse(await answer.json()).windows).toMatchObject([
      { role: 'map', state: 'faulty', faults: [fault] },
    ]);
    await one.next(isDiscard);
    expect(one.heard.filter(isShow)).toHaveLength(1);
    expect(await draftOf('default')).toMatchObject({ version: 1, published: null });
    one.socket.close();
  });

  it('changes nothing when a window goes away meanwhile', async () => {
    const [map, trends] = [await window('map'), await window('trends')];
    const { bundle } = await draftOf('default');
    await save('default', 0, widened(bundle, 9));
    const refused = publish('default', 1);
    map.ready((await map.next(isPrepare)).publication);
    await trends.next(isPrepare);
    trends.socket.close();
    const { windows } = notReady.parse(await (await refused).json());
    expect(windows.find(({ role }) => role === 'trends')?.state).toBe('gone');
    expect((await draftOf('default')).published).toBeNull();
    map.socket.close();
  });

  it('is one at a time, and not of a draft that was changed meanwhile', async () => {
    const one = await window('map');
    const { bundle } = await draftOf('default');
    await save('default', 0, widened(bundle, 9));
    const first = publish('default', 1);
    const { publication } = await one.next(isPrepare);
    const second = await publish('default', 1);
    expect(second.status).toBe(409);
    expect((await problemOf(second)).detail).toContain('quantri publishes "default"');
    await save('default', 1, widened(bundle, 10));
    one.ready(publication);
    expect((await first).status).toBe(409);
    await one.next(isDiscard);
    expect((await draftOf('default')).published).toBeNull();
    one.socket.close();
  });

  it('of a scene that is not on the wall leaves the wall as it is, and outlives a restart', async () => {
    const one = await window('map');
    const { bundle } = await draftOf('meeting');
    await save('meeting', 0, widened(bundle, 5));
    const published = publish('meeting', 1);
    one.ready((await one.next(isPrepare)).publication);
    expect((await published).status).toBe(200);
    await one.next(isDiscard);
    await admin.call('PUT', '/wall/scene', { scene: 'meeting' });
    expect((await one.next(isShow)).scene.layouts.map.widgets[0]?.w).toBe(5);
    one.socket.close();
  });

  it('needs no window where none is connected', async () => {
    const { bundle } = await draftOf('default');
    await save('default', 0, widened(bundle, 9));
    expect(publishedAnswer.parse(await (await publish('default', 1)).json()).windows).toEqual([]);
  });
});

describe('scenes', () => {
  it('are made, and taken away unless the wall shows them', async () => {
    const title = { vi: 'Họp giao ban', en: 'Briefing' };
    expect((await admin.call('POST', '/scenes', { id: 'hop', title, from: null })).status).toBe(201);
    expect((await admin.call('POST', '/scenes', { id: 'hop', title, from: 'default' })).status).toBe(409);
    await publish('hop', 1);
    await admin.call('PUT', '/wall/scene', { scene: 'hop' });
    expect((await admin.call('DELETE', '/scenes/hop')).status).toBe(409);
    await admin.call('PUT', '/wall/scene', { scene: 'default' });
    expect((await admin.call('DELETE', '/scenes/hop')).status).toBe(204);
    expect((await admin.call('DELETE', '/scenes/default')).status).toBe(409);
    const list = editableScenesAnswer.parse(await (await admin.call('GET', '/scenes/editable')).json());
    expect(list.scenes.map(({ id }) => id)).toEqual(['default', 'meeting']);
  });

  it('of a folder are changed there only, and shown as soon as their file is good', async () => {
    const folder = join(test.folder, 'data');
    const one = await window('map');
    writeDocument(folder, 'layouts', 'map', {
      ...layoutDocument('map'),
      title: { vi: 'Tại chỗ', en: 'Of the site' },
    });
    expect((await one.next(isShow)).scene.layouts.map.title.vi).toBe('Tại chỗ');
    const { bundle, origin, file } = await draftOf('default');
    expect([origin, file]).toEqual(['folder', join(folder, 'layouts', 'map.json')]);
    const refused = await save('default', 0, widened(bundle, 9));
    expect(refused.status).toBe(409);
    expect((await problemOf(refused)).detail).toContain('map.json');
    const broken = writeDocument(folder, 'layouts', 'map', '{');
    utimesSync(broken, new Date(), new Date(Date.now() + 5_000));
    rmSync(join(folder, 'layouts', 'map.json'));
    expect((await one.next(isShow)).scene.layouts.map.title.vi).toBe('Bố cục map');
    one.socket.close();
  });

  it('are taken along as files, of an older version too', async () => {
    const old: unknown = JSON.parse(
      readFileSync(new URL('fixtures/scene-of-schema-1.json', import.meta.url), 'utf8'),
    );
    const brought = await admin.call('POST', '/scenes/import', old);
    expect(brought.status).toBe(201);
    const { draft, migrated } = importAnswer.parse(await brought.json());
    expect(draft).toMatchObject({
      id: 'giao-ban',
      origin: 'draft',
      version: 1,
      bundle: { scene: { schema: 2 } },
    });
    expect(migrated).toHaveLength(1);
    const file = await admin.call('GET', '/scenes/giao-ban/file');
    expect(file.headers.get('content-disposition')).toContain('scene-giao-ban.json');
    expect(await file.json()).toEqual(draft.bundle);
    expect((await admin.call('POST', '/scenes/import', draft.bundle)).status).toBe(409);
    expect((await admin.call('POST', '/scenes/import?replace=true', draft.bundle)).status).toBe(201);
    const newer = await admin.call('POST', '/scenes/import', {
      ...draft.bundle,
      scene: { ...draft.bundle.scene, schema: 9 },
    });
    expect(newer.status).toBe(400);
    expect(await problemOf(newer)).toMatchObject({ field: 'scene.schema' });
    for (const [nothing, field] of [
      [[], 'document'],
      [{ schema: 1 }, 'scene'],
      ['x', 'document'],
    ] as const) {
      const refused = await admin.call('POST', '/scenes/import', nothing);
      expect([refused.status, (await problemOf(refused)).field]).toEqual([400, field]);
    }
  });
});
