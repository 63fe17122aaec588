import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Scene, scene } from '../../contract/layouts.ts';
import { layoutDocument } from '../fixtures/layouts.ts';
import { openStore, type Store } from '../store/index.ts';
import { createSceneHistory } from './sceneHistory.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-history-'));
  store = openStore({ dataDir: folder });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function shown(id: string, revision: number): Scene {
  const layouts = { statistics: 'a', map: 'b', trends: 'c', operations: 'd' };
  return scene.parse({
    id,
    revision,
    title: { vi: id, en: id },
    layouts: Object.fromEntries(Object.entries(layouts).map(([role, name]) => [role, layoutDocument(name)])),
  });
}

const count = (table: string) =>
  store.db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n;

describe('the history of the wall', () => {
  it('knows at every instant what was shown last before it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ after: fc.nat(1_000), name: fc.constantFrom('one', 'two', 'three') }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.nat(13_000),
        (switches, asked) => {
          store.db.exec('DELETE FROM shown_scene; DELETE FROM shown_document');
          const history = createSceneHistory(store.db);
          let at = 0;
          let expected: string | undefined;
          switches.forEach(({ after, name }, i) => {
            at += after;
            history.record(at, shown(name, i), 'lan');
            if (at <= asked) expected = `${name} ${i}`;
          });
          const found = createSceneHistory(store.db).at(asked);
          expect(found && `${found.id} ${found.revision}`).toBe(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keeps a scene once, however often it is shown, and no entry for the same again', () => {
    const history = createSceneHistory(store.db);
    history.record(1, shown('one', 1), 'lan');
    history.record(2, shown('one', 1), 'lan');
    history.record(3, shown('two', 2), 'lan');
    history.record(4, shown('one', 3), 'lan');
    expect([count('shown_scene'), count('shown_document')]).toEqual([3, 2]);
    expect(history.at(2)).toEqual(shown('one', 1));
    expect(history.at(2)).toBe(history.at(2));
  });

  it('does not show what an older version kept and this one cannot draw', () => {
    const history = createSceneHistory(store.db);
    history.record(1, shown('one', 1), 'lan');
    store.db.exec(`UPDATE shown_document SET document = '{"id":"one"}'`);
    expect(createSceneHistory(store.db).at(5)).toBeUndefined();
  });
});
