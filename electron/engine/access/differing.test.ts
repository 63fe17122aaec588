/** What the audit trail keeps of a change. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differing } from './differing.ts';

it('is what differs, within fields and lists of objects, and nothing else', () => {
  const before = {
    name: 'Sáng',
    days: [1, 2],
    rule: { unit: 'P', value: 80, levels: ['late'] },
    maps: [{ column: 'a' }, { column: 'b', skip: '' }],
    gone: 'x',
  };
  const after = {
    name: 'Sáng',
    days: [1, 2, 3],
    rule: { levels: ['late'], value: 85, unit: 'P' },
    maps: [{ column: 'a' }, { column: 'c', skip: '' }, { column: 'd' }],
    fresh: null,
  };
  expect(differing(before, after)).toEqual({
    before: { days: [1, 2], rule: { value: 80 }, maps: { 2: { column: 'b' } }, gone: 'x' },
    after: {
      days: [1, 2, 3],
      rule: { value: 85 },
      maps: { 2: { column: 'c' }, 3: { column: 'd' } },
      fresh: null,
    },
  });
});

const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null), fc.array(fc.integer()));
const state = fc.letrec((tie) => ({
  object: fc.dictionary(fc.string(), fc.oneof({ maxDepth: 3 }, leaf, tie('object')), { maxKeys: 4 }),
})).object;

/** Lays what differs over the state before, as a reader of the trail does. */
function applied(
  to: Record<string, unknown>,
  { before, after }: { before: Record<string, unknown>; after: Record<string, unknown> },
): Record<string, unknown> {
  const names = new Set([...Object.keys(to), ...Object.keys(after)]);
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  return Object.fromEntries(
    [...names].flatMap((name): [string, unknown][] => {
      const own = (of: object) => Object.hasOwn(of, name);
      if (!own(before) && !own(after)) return [[name, to[name]]];
      if (!own(after)) return [];
      const [was, one, other] = [to[name], own(before) ? before[name] : undefined, after[name]];
      const within = own(to) && isObject(was) && isObject(one) && isObject(other);
      return [[name, within ? applied(was, { before: one, after: other }) : other]];
    }),
  );
}

it('leads from any state to any other', () => {
  fc.assert(
    fc.property(state, state, (before, after) => {
      expect(sorted(applied(before, differing(before, after)))).toEqual(sorted(after));
    }),
  );
});

it('is nothing between a state and itself', () => {
  fc.assert(
    fc.property(state, (same) => {
      expect(differing(same, structuredClone(same))).toEqual({ before: {}, after: {} });
    }),
  );
});

/** As JSON tells it: without a prototype that is not there. */
function sorted(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
