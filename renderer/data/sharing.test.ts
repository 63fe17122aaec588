import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { share } from './sharing.ts';

const copy = <T>(value: T): T => structuredClone(value);

describe('structural sharing', () => {
  it('gives back the very same object for an equal answer', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(share(value, copy(value))).toBe(value);
      }),
    );
  });

  it('never changes what the new answer says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        expect(share(before, copy(after))).toEqual(after);
      }),
    );
  });

  it('keeps the parts that did not change', () => {
    const before = { a: { x: 1 }, b: [{ y: 1 }, { y: 2 }] };
    const after = share(before, { a: { x: 1 }, b: [{ y: 1 }, { y: 3 }] });
    expect(after).not.toBe(before);
    expect(after.a).toBe(before.a);
    expect(after.b[0]).toBe(before.b[0]);
    expect(after.b[1]).toEqual({ y: 3 });
  });
});
