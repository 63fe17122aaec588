import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differencesBetween } from './sceneDifferences.ts';
import type { SceneBundle } from './sceneEditing.ts';

const named = { statistics: 'a', map: 'a', trends: 'b', operations: 'b' };
const title = { vi: 'Cảnh', en: 'Scene' };
const config = fc.dictionary(fc.constantFrom('unit', 'limit', 'order'), fc.jsonValue({ maxDepth: 2 }));
const widgets = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('one', 'two', 'three', 'four'),
    type: fc.constantFrom('figure', 'ranking'),
    x: fc.nat(5),
    y: fc.nat(5),
    w: fc.integer({ min: 1, max: 6 }),
    h: fc.integer({ min: 1, max: 6 }),
    config,
  }),
  { selector: ({ id }) => id },
);
const bundle = fc.record({ a: widgets, b: widgets }).map(
  ({ a, b }): SceneBundle => ({
    schema: 1,
    scene: { schema: 2, id: 'scene', title, layouts: named },
    layouts: [
      { schema: 1, id: 'a', title, widgets: a },
      { schema: 1, id: 'b', title, widgets: b },
    ],
  }),
);

describe('differences between two versions of a scene', () => {
  it('are none exactly when both show the same, whatever the order of fields', () => {
    fc.assert(
      fc.property(bundle, bundle, (one, other) => {
        expect(differencesBetween(one, structuredClone(one))).toEqual([]);
        const same = sorted(one) === sorted(other);
        expect(differencesBetween(one, other).length === 0).toBe(same);
      }),
    );
  });

  it('name what came, went, was moved or changed', () => {
    const before = { id: 'one', type: 'figure', x: 0, y: 0, w: 6, h: 6, config: { unit: 'HCM' } };
    const of = (...placed: (typeof before)[]): SceneBundle => ({
      schema: 1,
      scene: { schema: 2, id: 'scene', title, layouts: { ...named, trends: 'a', operations: 'a' } },
      layouts: [{ schema: 1, id: 'a', title, widgets: placed }],
    });
    const told = (after: SceneBundle) =>
      differencesBetween(of(before), after).map(({ kind, widget, fields }) => [kind, widget, ...fields]);
    expect(told(of())).toEqual([['widget_removed', 'one']]);
    expect(told(of({ ...before, x: 3, w: 5 }))).toEqual([['widget_moved', 'one', 'x', 'w']]);
    expect(told(of({ ...before, config: { unit: 'CB-HCM' } }))).toEqual([
      ['widget_changed', 'one', 'config.unit'],
    ]);
    expect(told(of(before, { ...before, id: 'two' }))).toEqual([['widget_added', 'two']]);
    const renamed = {
      ...of(before),
      layouts: of(before).layouts.map((one) => ({ ...one, title: { vi: 'Mới', en: 'New' } })),
    };
    expect(told(renamed)).toEqual([['layout_renamed', null]]);
  });
});

/** As text in which neither the order of widgets nor of fields says anything. */
function sorted({ layouts }: SceneBundle): string {
  return JSON.stringify(
    layouts.map((one) => [...one.widgets].sort((a, b) => (a.id < b.id ? -1 : 1))),
    ordered,
  );
}

function ordered(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
