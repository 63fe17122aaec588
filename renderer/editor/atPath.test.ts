import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOf, withValueAt } from './atPath.ts';

describe('a value deep inside a configuration', () => {
  const name = fc.constantFrom('unit', 'rows', 'title', 'vi');
  const whole = fc.dictionary(name, fc.dictionary(name, fc.string(), { noNullPrototype: true }), {
    noNullPrototype: true,
  });

  it('is replaced, and nothing else is', () => {
    fc.assert(
      fc.property(whole, name, name, fc.string(), (before, outer, inner, value) => {
        const kept = structuredClone(before);
        const after = fieldsOf(withValueAt(before, [outer, inner], value));
        expect(fieldsOf(after[outer])[inner]).toBe(value);
        expect({ ...after, [outer]: undefined }).toEqual({ ...before, [outer]: undefined });
        expect({ ...fieldsOf(after[outer]), [inner]: '' }).toEqual({ ...before[outer], [inner]: '' });
        expect(before).toEqual(kept);
      }),
    );
  });

  it('is left out when there is none, and makes what it stands in', () => {
    expect(withValueAt({ a: 1, b: 2 }, ['a'], undefined)).toEqual({ b: 2 });
    expect(withValueAt({ rows: [{ n: 1 }, { n: 2 }] }, ['rows', 1, 'n'], 3)).toEqual({
      rows: [{ n: 1 }, { n: 3 }],
    });
    expect(withValueAt({ text: 7 }, ['text', 'vi'], 'Chào')).toEqual({ text: { vi: 'Chào' } });
  });
});
