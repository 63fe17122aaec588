import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scene } from '../../contract/layouts.ts';
import { layoutDocument } from '../fixtures/layouts.ts';
import { atTurn, type Turning, turnsAt } from './turns.ts';

const named = (id: string) => ({ ...layoutDocument(id), schema: 1 as const });
const plain = scene.parse({
  id: 'default',
  title: { vi: 'Cảnh', en: 'Scene' },
  revision: 1,
  layouts: Object.fromEntries(['statistics', 'map', 'trends', 'operations'].map((id) => [id, named(id)])),
});
const turning = (everyS: number, ids: readonly string[]): Turning => ({
  ...plain,
  turns: { map: { layouts: ids.map(named), everyS } },
});

describe('layouts that take turns', () => {
  it('begin with the first, and begin again after the last', () => {
    const one = turning(10, ['a', 'b', 'c']);
    const mapAt = (ms: number) => atTurn(one, ms).layouts.map.id;
    expect([0, 9_999, 10_000, 29_999, 30_000, -5].map(mapAt)).toEqual(['a', 'a', 'b', 'c', 'a', 'a']);
    expect(atTurn(one, 10_000).layouts.trends.id).toBe('trends');
    expect(atTurn(one, 10_000)).not.toHaveProperty('turns');
  });

  it('leave a scene without them as it is', () => {
    expect(atTurn(plain, 123_456)).toEqual(plain);
    expect(turnsAt(plain, 1)).toBe(turnsAt(plain, 1e9));
  });

  it('are told apart exactly where the scene differs', () => {
    fc.assert(
      fc.property(fc.nat(1e7), fc.nat(1e7), fc.integer({ min: 10, max: 300 }), (a, b, everyS) => {
        const one = turning(everyS, ['a', 'b', 'c']);
        const same = atTurn(one, a).layouts.map.id === atTurn(one, b).layouts.map.id;
        expect(turnsAt(one, a) === turnsAt(one, b)).toBe(same);
      }),
    );
  });
});
