import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSettling, isNamed } from './folder.ts';

describe('a name', () => {
  it('is as wanted exactly where the pattern says so', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
    fc.assert(
      fc.property(few, few, (name, match) => {
        const parts = match.split('*').map((part) => part.replaceAll('.', String.raw`\.`));
        expect(isNamed(name, match)).toBe(new RegExp(`^${parts.join('.*')}$`).test(name));
      }),
      { numRuns: 2000 },
    );
    expect(isNamed('Báo cáo.XLSX', 'báo*.xlsx')).toBe(true);
  });

  it('is compared at once, however many stars there are', () => {
    expect(isNamed('a'.repeat(250), `${'a*'.repeat(50)}b`)).toBe(false);
  });
});

describe('a file', () => {
  const at = 1_000_000;
  const file = (mtimeMs: number, size = 1) => ({ name: 'a', path: '/a', size, mtimeMs });

  it('that was written long ago has come to rest', () => {
    expect(createSettling(2000).settled(file(at - 5000), at)).toBe(true);
  });

  it('that is being written has not, until it stays as it is', () => {
    const settling = createSettling(2000);
    expect(settling.settled(file(at), at)).toBe(false);
    expect(settling.settled(file(at + 900, 2), at + 1000)).toBe(false);
    expect(settling.wait(at + 1500)).toBe(1500);
    expect(settling.settled(file(at + 900, 2), at + 2500)).toBe(false);
    expect(settling.settled(file(at + 900, 2), at + 3000)).toBe(true);
    expect(settling.wait(at + 3000)).toBeNull();
  });

  it('that is gone is no longer waited for', () => {
    const settling = createSettling(2000);
    settling.settled(file(at), at);
    settling.present([]);
    expect(settling.wait(at + 5000)).toBeNull();
  });

  it('whose clock is ahead is read when it has been seen unchanged', () => {
    const settling = createSettling(2000);
    expect(settling.settled(file(at + 900_000), at)).toBe(false);
    expect(settling.settled(file(at + 900_000), at + 2000)).toBe(true);
  });
});
