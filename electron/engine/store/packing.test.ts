import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacker, createUnpacker } from './packing.ts';

describe('packed numbers', () => {
  it('come back as they were, whatever they are', () => {
    const naturals = fc.array(fc.maxSafeNat());
    const integers = fc.array(
      fc.oneof(fc.maxSafeInteger(), fc.bigInt(-(2n ** 70n), 2n ** 70n), fc.integer({ min: -70, max: 70 })),
    );
    fc.assert(
      fc.property(naturals, integers, (some, others) => {
        const packer = createPacker();
        for (const n of some) packer.natural(n);
        for (const n of others) packer.integer(n);
        const unpacker = createUnpacker(packer.take());
        expect(some.map(() => unpacker.natural())).toEqual(some);
        expect(others.map(() => BigInt(unpacker.integer()))).toEqual(others.map(BigInt));
        expect(unpacker.done()).toBe(true);
        expect(packer.length).toBe(0);
      }),
    );
  });

  it('are plain numbers as long as those are exact', () => {
    const packer = createPacker();
    packer.integer(BigInt(Number.MAX_SAFE_INTEGER));
    packer.integer(-(2n ** 53n));
    const unpacker = createUnpacker(packer.take());
    expect(unpacker.integer()).toBe(Number.MAX_SAFE_INTEGER);
    expect(unpacker.integer()).toBe(-(2n ** 53n));
  });

  it('take one byte when they are small', () => {
    const packer = createPacker();
    packer.integer(-63);
    packer.natural(127);
    expect(packer.length).toBe(2);
  });
});
