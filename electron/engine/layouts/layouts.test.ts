import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layoutDocument, sceneDocumentOf, writeDocument, writeGoodDocuments } from '../fixtures/layouts.ts';
import { openStore, type Store } from '../store/index.ts';
import { DocumentError } from './documents.ts';
import { createLayouts } from './layouts.ts';

let folder: string;
let store: Store;
let warnings: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-layouts-'));
  store = openStore({ dataDir: join(folder, 'data') });
  warnings = [];
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const assets = () => join(folder, 'assets');
const dataDir = () => join(folder, 'data');
function load() {
  return createLayouts({
    db: store.db,
    assets: assets(),
    dataDir: dataDir(),
    now: () => 1_760_000_000_000,
    warn: (sentence) => void warnings.push(sentence),
  });
}

describe('layout files', () => {
  it('make scenes, of which the default is shown first', () => {
    writeGoodDocuments(assets());
    const layouts = load();
    expect(layouts.scenes().map(({ id }) => id)).toEqual(['default', 'meeting']);
    expect(layouts.scene()).toMatchObject({ id: 'default', layouts: { trends: { id: 'trends' } } });
  });

  it('bring the canvas of a scene and its further parts with them', () => {
    writeGoodDocuments(assets());
    writeDocument(assets(), 'scenes', 'default', {
      ...sceneDocumentOf('default'),
      span: { layout: 'map', roles: ['map', 'trends'], bezel: { unit: 'px', left: 12 } },
      parts: ['trends'],
    });
    expect(load().scene()).toMatchObject({
      span: {
        layout: { id: 'map' },
        roles: ['map', 'trends'],
        bezel: { unit: 'px', left: 12, right: 0, top: 0, bottom: 0 },
      },
      parts: [{ id: 'trends' }],
    });
  });

  it('are replaced one by one from the data folder', () => {
    writeGoodDocuments(assets());
    writeDocument(dataDir(), 'layouts', 'map', { ...layoutDocument('map'), widgets: [] });
    expect(load().scene().layouts.map.widgets).toEqual([]);
  });

  it.each<[string, () => string, string]>([
    [
      'a widget off the grid',
      () => {
        const document = layoutDocument('map');
        const wide = document.widgets.map((widget) => ({ ...widget, x: 10 }));
        return writeDocument(assets(), 'layouts', 'map', { ...document, widgets: wide });
      },
      'widgets.0.w',
    ],
    [
      'a canvas of a layout that is not there',
      () =>
        writeDocument(assets(), 'scenes', 'meeting', {
          ...sceneDocumentOf('meeting'),
          span: { layout: 'nowhere', roles: ['map', 'trends'] },
        }),
      'span.layout',
    ],
    [
      'a canvas over a single monitor',
      () =>
        writeDocument(assets(), 'scenes', 'meeting', {
          ...sceneDocumentOf('meeting'),
          span: { layout: 'map', roles: ['map'] },
        }),
      'span.roles',
    ],
    [
      'a canvas over one monitor twice',
      () =>
        writeDocument(assets(), 'scenes', 'meeting', {
          ...sceneDocumentOf('meeting'),
          span: { layout: 'map', roles: ['map', 'map'] },
        }),
      'span.roles',
    ],
    [
      'a bezel in millimetres of a picture without a width',
      () =>
        writeDocument(assets(), 'scenes', 'meeting', {
          ...sceneDocumentOf('meeting'),
          span: { layout: 'map', roles: ['map', 'trends'], bezel: { unit: 'mm', left: 8 } },
        }),
      'span.bezel.width',
    ],
    [
      'a further part that is not there',
      () =>
        writeDocument(assets(), 'scenes', 'meeting', {
          ...sceneDocumentOf('meeting'),
          parts: ['map', 'nowhere'],
        }),
      'parts.1',
    ],
    [
      'a scene of a layout that is not there',
      () => writeDocument(assets(), 'scenes', 'default', sceneDocumentOf('default', { trends: 'missing' })),
      'layouts.trends',
    ],
    [
      'an id that is not the name of the file',
      () => writeDocument(assets(), 'layouts', 'other', layoutDocument('map')),
      'id',
    ],
    ['no JSON', () => writeDocument(assets(), 'layouts', 'map', '{"id": '), 'the document'],
    [
      'a misspelled field',
      () => writeDocument(assets(), 'layouts', 'map', { ...layoutDocument('map'), wigdets: [] }),
      'the document',
    ],
  ])('with %s are refused at the first start, naming file and field', (_what, spoil, field) => {
    writeGoodDocuments(assets());
    const file = spoil();
    let error: unknown;
    try {
      load();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(DocumentError);
    expect((error as DocumentError).fault).toMatchObject({ file, field });
    expect((error as DocumentError).message).toContain(file);
  });

  it('that are wrong later leave the last good ones on the wall, and say so', () => {
    writeGoodDocuments(assets());
    const good = load().scene();
    const file = writeDocument(assets(), 'layouts', 'map', '[]');
    const layouts = load();
    expect(layouts.scene()).toEqual(good);
    expect(layouts.fault()).toMatchObject({ file });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(file);
  });

  it('are missed when there is no scene at all', () => {
    expect(load).toThrow(/there is no scene/);
  });
});

describe('the scene shown', () => {
  it('is kept over a restart, and its revision grows with every change', () => {
    writeGoodDocuments(assets());
    const before = load();
    expect(before.show('meeting', 'lan')).toBe(true);
    expect(before.show('party', 'lan')).toBe(false);
    const revision = before.scene().revision;
    const after = load();
    expect(after.shown()).toMatchObject({ scene: 'meeting', by: 'lan', revision });
    writeDocument(assets(), 'layouts', 'map', { ...layoutDocument('map'), widgets: [] });
    expect(load().scene().revision).toBe(revision + 1);
  });

  it('is the first one again when the scene kept is gone', () => {
    writeGoodDocuments(assets());
    load().show('meeting', 'lan');
    rmSync(join(assets(), 'scenes', 'meeting.json'));
    expect(load().shown().scene).toBe('default');
  });
});
