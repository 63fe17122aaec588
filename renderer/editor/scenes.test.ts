import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLE_LAYOUT_FIELDS } from '../../electron/contract/layouts.ts';
import { type SceneBundle, sceneBundle } from '../../electron/contract/sceneEditing.ts';
import {
  addPart,
  addSpan,
  addTurn,
  setTurnLength,
  takePart,
  takeSpan,
  takeTurn,
  toggleSpanned,
  turnLength,
  turnsOf,
} from './scenes.ts';

const title = { vi: 'Cảnh', en: 'Scene' };
const empty = (id: string) => ({ schema: 1 as const, id, title, widgets: [] });
const BEGUN: SceneBundle = {
  schema: 1,
  scene: {
    ...{ schema: 2, id: 'scene', title },
    layouts: {
      statistics: 'a',
      map: { layouts: ['a', 'b', 'a', 'c'], everyS: 30 },
      trends: 'b',
      operations: 'd',
    },
  },
  layouts: ['a', 'b', 'c', 'd'].map(empty),
};

const role = fc.constantFrom(...ROLE_LAYOUT_FIELDS);
const step = fc.oneof(
  role.map((of) => (now: SceneBundle) => addTurn(now, of)?.bundle ?? now),
  fc.tuple(role, fc.nat(12)).map(
    ([of, at]) =>
      (now: SceneBundle) =>
        takeTurn(now, of, at),
  ),
  fc.tuple(role, fc.integer({ min: 10, max: 600 })).map(
    ([of, s]) =>
      (now: SceneBundle) =>
        setTurnLength(now, of, s),
  ),
  fc.constant((now: SceneBundle) => addPart(now)?.bundle ?? now),
  fc.nat(8).map((at) => (now: SceneBundle) => takePart(now, at)),
  fc.constant((now: SceneBundle) => addSpan(now)?.bundle ?? now),
  fc.constant(takeSpan),
  role.map((of) => (now: SceneBundle) => toggleSpanned(now, of)),
);

describe('the layouts of a scene', () => {
  it('are valid after any steps', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const end = steps.reduce((now, one) => one(now), BEGUN);
        expect(sceneBundle.safeParse(end).error?.issues).toBeUndefined();
      }),
    );
  });

  it('come and go as turns of a role, the last one staying', () => {
    const two = addTurn(BEGUN, 'operations');
    expect(two?.layout).toBe('operations-2');
    const bundle = two?.bundle ?? BEGUN;
    expect(turnsOf(bundle.scene, 'operations')).toEqual(['d', 'operations-2']);
    expect(turnLength(setTurnLength(bundle, 'operations', 90).scene, 'operations')).toBe(90);
    const one = takeTurn(bundle, 'operations', 0);
    expect(turnsOf(one.scene, 'operations')).toEqual(['operations-2']);
    expect(one.layouts.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'operations-2']);
    expect(takeTurn(one, 'operations', 0)).toBe(one);
    // Without "c" the first would follow itself.
    expect(turnsOf(takeTurn(BEGUN, 'map', 3).scene, 'map')).toEqual(['a', 'b']);
  });

  it('come and go as further screens and as one canvas over at least two', () => {
    const part = addPart(addPart(BEGUN)?.bundle ?? BEGUN);
    expect(part?.bundle.scene.parts).toEqual(['part-1', 'part-2']);
    expect(takePart(part?.bundle ?? BEGUN, 0).scene.parts).toEqual(['part-2']);
    const span = addSpan(BEGUN)?.bundle ?? BEGUN;
    expect(addSpan(span)).toBeNull();
    const narrowed = ROLE_LAYOUT_FIELDS.reduce((now, one) => toggleSpanned(now, one), span);
    expect(narrowed.scene.span?.roles).toEqual(['trends', 'operations']);
    expect(takeSpan(narrowed)).toEqual(BEGUN);
  });
});
